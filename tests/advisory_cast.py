"""Diaries that lead to each wording of the advisory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.clinical.events import MISSED_DOSES
from app.trends.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.trends.situations import Situation

Course = Callable[[int], int]
DAYS = 120
ONSET = 60
HOME = frozenset({"lower_back"})
FURTHER = frozenset({"neck", "left_upper_arm", "right_lower_leg", "left_hand"})


def always(level: int) -> Course:
    return lambda _: level


NO_TOUCH = always(0)
STEADY = always(60)


def rising(level: int, to: int, *, start: int = ONSET, stop: int = ONSET + 20) -> Course:
    """Go from one level to another between two days, in even steps."""

    def at(day: int) -> int:
        share = min(max((day - start) / (stop - start), 0), 1)
        return round(level + (to - level) * share)

    return at


def stepping(level: int, to: int, on: int) -> Course:
    return lambda day: level if day < on else to


def made(
    last_day: date,
    *,
    pain: Course,
    touch: Course = NO_TOUCH,
    spreads_from: int | None = None,
    mg: Course = STEADY,
    home: frozenset[str] = HOME,
    days: int = DAYS,
) -> Diary:
    """Make a diary that ends on `last_day`; scores sway by a point, each ninth day is missing."""
    first = last_day - timedelta(days=days - 1)
    entries, doses = [], []
    for n in range(days):
        day = first + timedelta(days=n)
        sway = (0, 1, 0, -1, 0)[n % 5]
        spread = spreads_from is not None and n >= spreads_from
        if n % 9 != 4:
            entries.append(
                DayEntry(
                    day,
                    pain=min(max(pain(n) + sway, 0), 10),
                    touch=min(max(touch(n) + sway * (touch(n) > 0), 0), 10),
                    areas=home | FURTHER if spread else home,
                    entered_on=day,
                )
            )
        at = datetime.combine(day, time(8))
        if mg(n):
            doses.append(Dose(at, "morphine ER", "oral", float(mg(n)), "mg"))
    return Diary(tuple(entries), tuple(doses), profile=Profile(home, first))


def pattern(last_day: date) -> Diary:
    """Pain, touch and places go up together after the dose did."""
    return made(
        last_day,
        pain=rising(4, 8),
        touch=rising(0, 6),
        spreads_from=ONSET + 10,
        mg=stepping(60, 120, ONSET - 10),
    )


def missed_doses_noted(last_day: date) -> Diary:
    """The pattern, and missed doses that were noted lately."""
    noted = (DiaryEvent(last_day - timedelta(days=n), MISSED_DOSES) for n in (3, 5))
    return replace(pattern(last_day), events=tuple(noted))


def days_without_dose(last_day: date) -> Diary:
    """The pattern, and four days in a row without a dose lately."""
    diary = pattern(last_day)
    gap = [last_day - timedelta(days=n) for n in (3, 4, 5, 6)]
    kept = {entry.for_date for entry in diary.entries}
    return replace(
        diary,
        doses=tuple(dose for dose in diary.doses if dose.taken_at.date() not in gap),
        entries=diary.entries
        + tuple(DayEntry(day, pain=8, touch=6, areas=HOME) for day in gap if day not in kept),
    )


def pain_rose_first(last_day: date) -> Diary:
    """The dose follows the pain by almost four weeks."""
    return made(
        last_day,
        pain=rising(4, 8, stop=ONSET + 6),
        spreads_from=ONSET + 6,
        mg=stepping(60, 120, ONSET + 30),
    )


def head_only(last_day: date) -> Diary:
    """The head hurts and nothing else, on most days, with an opioid on each."""
    return made(last_day, pain=rising(3, 6), home=frozenset({"head"}))


def improved(last_day: date) -> Diary:
    """The dose came down, and some weeks later pain did."""
    return made(
        last_day,
        pain=rising(7, 3, start=ONSET + 5, stop=ONSET + 25),
        mg=stepping(120, 60, ONSET),
    )


def same_pain(last_day: date) -> Diary:
    """The dose went up, and pain stayed."""
    return made(last_day, pain=always(5), mg=stepping(60, 120, ONSET + 5))


def calm(last_day: date) -> Diary:
    """Nothing changes."""
    return made(last_day, pain=always(4))


def short(last_day: date) -> Diary:
    """Five days are too few."""
    return made(last_day, pain=always(4), days=5)


def a_little_more(last_day: date) -> Diary:
    """Touch and pain went up by a little, not long ago."""
    return made(
        last_day,
        pain=rising(4, 6, start=90, stop=100),
        touch=rising(0, 3, start=92, stop=100),
        mg=stepping(60, 90, 80),
    )


# The situation that each leads to, for somebody whose care is of no special kind.
CAST: dict[Situation, Callable[[date], Diary]] = {
    Situation.INSUFFICIENT_DATA: short,
    Situation.NONE: calm,
    Situation.WATCH: a_little_more,
    Situation.DISCUSS: pattern,
    Situation.HEAD_ONLY: head_only,
    Situation.DOSE_GAP_NOTED: missed_doses_noted,
    Situation.DOSE_GAP_SEEN: days_without_dose,
    Situation.PAIN_ROSE_FIRST: pain_rose_first,
    Situation.IMPROVED_AFTER_CUT: improved,
    Situation.DOSE_UP_PAIN_SAME: same_pain,
}
