"""What a stretch of a diary shows, in plain sentences. They fit any reader: nobody is "you"."""

from collections.abc import Sequence

from app.trends.figures.around_changes import MIN_LOGGED_DAYS
from app.trends.figures.comparisons import ThenNow
from app.trends.figures.intervals import Interval
from app.trends.figures.series import DayRow, DaySeries
from app.web.kit.figure_words import count_words, mean_words, mme_words
from app.web.kit.uncounted_words import NOT_COUNTED, uncounted_names, uncounted_words
from app.web.trends.compared_words import WINDOW_WEEKS
from app.web.trends.dosed_days import dosed_days_words, is_of_few_days, last_dose_words

# A tenth: single missed or extra doses move two weeks by as much.
ABOUT_THE_SAME = 0.1
MME_IN_SHORT = "MME is a way to add up opioids as if they were all morphine."


def headline(series: DaySeries, both: ThenNow | None) -> tuple[str, ...]:
    """Say what matters most, in one sentence; then what belongs to it, and the opioid amount."""
    scores = [row.pain for row in series.rows if row.pain is not None]
    if not scores:
        return (_without_scores(series),)
    if len(scores) == 1:
        return (f"One day is logged, with pain of {scores[0]:g} out of 10.",)
    if both is None or both.pain is None:
        average = mean_words(sum(scores) / len(scores))
        return (f"Pain was {average} out of 10 on average, over {len(scores)} logged days.",)
    then, now = mean_words(both.then.pain.mean or 0.0), mean_words(both.now.pain.mean or 0.0)
    if then == now:
        days = f"in the last {WINDOW_WEEKS} weeks, as in the first {WINDOW_WEEKS}"
        pain = [f"Average pain is {now} out of 10 {days}."]
    else:
        days = f"first {WINDOW_WEEKS} weeks to last {WINDOW_WEEKS}"
        went = f"Average pain went from {then} to {now} out of 10, {days}."
        pain = [went, _size_words(both.pain.difference)]
    return tuple(filter(None, [*pain, _amount_words(series, both)]))


def _without_scores(series: DaySeries) -> str:
    if any(row.mme_per_day is not None for row in series.rows):
        return "There is no pain score on these days, only doses."
    return "There is no pain score on these days."


def _size_words(difference: Interval) -> str:
    """Say whether a change is more than days differ anyway: whether its interval leaves out zero.

    >>> _size_words(Interval(2.0, 0.4, 3.6))
    'That is more than the usual ups and downs.'
    """
    if difference.low <= 0 <= difference.high:
        return "Days go up and down, so this is not certain."
    return "That is more than the usual ups and downs."


def _amount_words(series: DaySeries, both: ThenNow) -> str:
    then, now = both.then.opioid.mme_per_day, both.now.opioid.mme_per_day
    uncounted = uncounted_words(series.rows, both)
    more = f"{uncounted}, {NOT_COUNTED}." if uncounted else ""
    has_days = min(both.then.opioid.days, both.now.opioid.days) >= MIN_LOGGED_DAYS
    if both.rotated or then is None or now is None or not has_days:
        compared = f"Of the opioid amount: {more}" if more else ""
        return " ".join(filter(None, (compared, last_dose_words(series.rows))))
    before, after = mme_words(then), mme_words(now)
    dosed = dosed_days_words(both)
    is_same = abs(now - then) <= ABOUT_THE_SAME * then
    verb = "rose" if now > then else "fell"
    if more:
        of_days = "on days with a dose that counts" if is_of_few_days(both) else "a day"
        words = f"The recorded opioid: {before} → {after} MME {of_days}, and more: {more}"
    elif dosed:
        words = f"On days with a dose, the recorded opioid: {before} → {after} MME."
    elif is_same:
        words = f"The recorded opioid stayed about the same, at {after} MME a day."
    else:
        words = f"The recorded opioid {verb} from {before} to {after} MME a day."
    return " ".join(filter(None, (words, dosed, last_dose_words(series.rows), MME_IN_SHORT)))


def missing_words(rows: Sequence[DayRow]) -> tuple[str, ...]:
    """Say what the pictures cannot show, and why."""
    found = []
    if all(row.mme_per_day is None and not row.uncounted for row in rows):
        found.append(
            "No opioid dose is logged on these days, so there is no chart of the opioid amount."
        )
    uncounted = uncounted_names(rows)
    if uncounted:
        days = count_words(sum(bool(row.uncounted) for row in rows), "day")
        found.append(
            f"Not counted, on {days}: {', '.join(uncounted)}. There is no agreed figure for it, "
            "or Tidemark does not know it. So it is not part of the MME."
        )
    if all(row.touch is None for row in rows):
        found.append("There is no answer about touch on these days.")
    if all(row.areas is None for row in rows):
        found.append("There is no answer about where it hurts on these days.")
    return tuple(found)
