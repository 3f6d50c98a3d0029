"""Diaries that lead to each wording of the advisory."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from app.clinical.events import CONDITION_WORSE, ILLNESS, MISSED_DOSES, NEW_INJURY
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.trends.detector.situations import Situation

Course = Callable[[int], int]
DAYS = 120
ONSET = 60
OPIOID_AFTER = timedelta(days=10)
YEAR = timedelta(days=365)
HOME = frozenset({"lower_back"})
FURTHER = frozenset({"neck", "left_upper_arm", "right_lower_leg", "left_hand"})


def always(level: int) -> Course:
    return lambda _: level


NO_TOUCH = always(0)
STEADY = always(60)
NOT_RATED: Mapping[str, Course] = MappingProxyType({})


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
    further: frozenset[str] = FURTHER,
    mg: Course = STEADY,
    home: frozenset[str] = HOME,
    days: int = DAYS,
    rated: Mapping[str, Course] = NOT_RATED,
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
                    areas=home | further if spread else home,
                    entered_on=day,
                    further={
                        code: min(max(course(n) - sway, 0), 10) for code, course in rated.items()
                    },
                )
            )
        at = datetime.combine(day, time(8))
        if mg(n):
            doses.append(Dose(at, "morphine ER", "oral", float(mg(n)), "mg"))
    return Diary(tuple(entries), tuple(doses), profile=Profile(home, first - YEAR))


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
        doses=tuple(dose for dose in diary.doses if dose.taken_at_local.date() not in gap),
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


def improved_after_rotation(last_day: date) -> Diary:
    """Another opioid took over, and within a week pain came down."""
    diary = made(last_day, pain=rising(7, 3, start=ONSET + 2, stop=ONSET + 9))
    change = last_day - timedelta(days=DAYS - 1 - ONSET)
    return replace(
        diary,
        doses=tuple(
            replace(dose, medication="oxycodone ER", amount=dose.amount / 2)
            if dose.taken_at_local.date() >= change
            else dose
            for dose in diary.doses
        ),
    )


def improved_after_stop(last_day: date) -> Diary:
    """The opioid was stopped, and within two weeks pain came down."""
    return made(
        last_day,
        pain=rising(7, 3, start=ONSET + 2, stop=ONSET + 12),
        mg=stepping(120, 0, ONSET),
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
    """Touch and pain went up by a little, not long ago; more is taken on each worse day."""
    return made(
        last_day,
        pain=rising(4, 5, start=90, stop=100),
        touch=rising(0, 2, start=92, stop=100),
        mg=lambda n: (60 if n < 94 else 90) + 60 * (n % 5 == 1),
    )


def next_door(last_day: date) -> Diary:
    """Pain spreads to the next places, with much of what other causes would bring.

    A small dose step that helps, an illness before and an injury after, a worse condition, missed
    doses, and more pain on days without one; where it hurt at first was never said.
    """
    without_dose = {78, 79, 80, 92, 93, 94, 100, 101}
    pain, hurting = rising(4, 7, start=62, stop=80), {*without_dose, *(n + 1 for n in without_dose)}
    diary = made(
        last_day,
        pain=lambda n: 5 if 31 <= n < 36 else 7 if 20 <= n < 30 else pain(n) + 2 * (n in hurting),
        touch=rising(0, 7, start=62, stop=80),
        spreads_from=64,
        further=frozenset({"upper_back", "left_hip", "right_hip"}),
        rated={"mood": rising(7, 4, start=62, stop=80), "sleep": rising(6, 3, start=62, stop=80)},
        mg=lambda n: 0 if n in without_dose else 180 if n < 30 else 210,
    )
    logged = ((40, ILLNESS), (60, CONDITION_WORSE), (79, MISSED_DOSES), (93, MISSED_DOSES))
    noted = ((100, MISSED_DOSES), (101, MISSED_DOSES), (106, NEW_INJURY))
    first = last_day - timedelta(days=DAYS - 1)
    return replace(
        diary,
        entries=tuple(
            replace(entry, entered_on=entry.for_date + timedelta(days=entry.for_date.day % 7 == 0))
            for entry in diary.entries
        ),
        events=tuple(DiaryEvent(first + timedelta(days=n), kind) for n, kind in (*logged, *noted)),
        profile=Profile(),
    )


def eased(last_day: date) -> Diary:
    """Pain rose and spread; in the last days it has come back down.

    Days without a dose hurt no more than others, and the amount is the same on good and bad ones.
    """
    pain = rising(4, 8, stop=ONSET + 6)
    return made(
        last_day,
        pain=lambda n: 2 if n > 112 else pain(n),
        spreads_from=ONSET + 6,
        mg=lambda n: 0 if n % 17 == 5 else 180,
        rated={"mood": always(6), "sleep": always(5)},
    )


def many_places_at_first(last_day: date) -> Diary:
    """The pattern, where two more places hurt for the first weeks and the opioid began in them."""
    diary = pattern(last_day)
    first = last_day - timedelta(days=DAYS - 1)
    early = first + timedelta(days=30)
    return replace(
        diary,
        entries=tuple(
            replace(entry, areas=HOME | {"left_hip", "right_hip"})
            if entry.for_date < early
            else entry
            for entry in diary.entries
        ),
        doses=tuple(
            dose for dose in diary.doses if dose.taken_at_local.date() >= first + OPIOID_AFTER
        ),
        profile=Profile(HOME, first + OPIOID_AFTER),
    )


def no_opioid(last_day: date) -> Diary:
    """The pattern, but every tablet is ibuprofen and no start of an opioid is told."""
    diary = pattern(last_day)
    return replace(
        diary,
        doses=tuple(replace(dose, medication="ibuprofen") for dose in diary.doses),
        profile=Profile(HOME),
    )


def told_before(last_day: date) -> Diary:
    """Nothing changes in the diary; what was told of the time before it agrees."""
    diary = made(last_day, pain=always(6), touch=always(4), mg=always(120))
    return replace(diary, story={"pain": "more", "places": "yes", "touch": "yes", "found": "no"})


# The situation that each leads to, for somebody whose care is of no special kind.
CAST: dict[Situation, Callable[[date], Diary]] = {
    Situation.INSUFFICIENT_DATA: short,
    Situation.NO_OPIOID: no_opioid,
    Situation.NONE: calm,
    Situation.WATCH: a_little_more,
    Situation.DISCUSS: pattern,
    Situation.HEAD_ONLY: head_only,
    Situation.DOSE_GAP_NOTED: missed_doses_noted,
    Situation.DOSE_GAP_SEEN: days_without_dose,
    Situation.PAIN_ROSE_FIRST: pain_rose_first,
    Situation.IMPROVED_AFTER_CUT: improved,
    Situation.IMPROVED_AFTER_ROTATION: improved_after_rotation,
    Situation.IMPROVED_AFTER_STOP: improved_after_stop,
    Situation.DOSE_UP_PAIN_SAME: same_pain,
    Situation.TOLD_BEFORE: told_before,
}
