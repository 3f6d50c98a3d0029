"""A walk that takes over what still holds finds exactly what a walk from the first day finds."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinical.areas import AREA_CODES
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, EVENT_KINDS
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.trends.detector.assess import assess, assess_anew
from app.trends.detector.rows import Rows
from app.trends.detector.signals import read_signals
from app.trends.detector.trajectory import Trajectory, Walk, follow, follow_on
from tests.trends.made_diaries import any_diary, first_day, last_day, simulated

AREAS = sorted(AREA_CODES)


def _entry(chance: Random, day: date) -> DayEntry:
    areas = frozenset(chance.sample(AREAS, chance.randint(0, 4)))
    return DayEntry(
        day, pain=float(chance.randint(0, 10)), areas=areas, touch=chance.randint(0, 10)
    )


def _dose(chance: Random, day: date) -> Dose:
    at = datetime.combine(day, time(9))
    return Dose(at, chance.choice(("morphine", "oxycodone")), "oral", chance.randint(5, 90), "mg")


def _some_day(chance: Random, diary: Diary) -> date:
    days = (last_day(diary) - first_day(diary)).days
    return first_day(diary) + timedelta(days=chance.randint(0, days))


def _with_entries(diary: Diary, *entries: DayEntry) -> Diary:
    by_day = {entry.for_date: entry for entry in (*diary.entries, *entries)}
    return replace(diary, entries=tuple(by_day[day] for day in sorted(by_day)))


def add_a_day(diary: Diary, chance: Random) -> Diary:
    return _with_entries(diary, _entry(chance, last_day(diary) + timedelta(days=1)))


def edit_the_last_day(diary: Diary, chance: Random) -> Diary:
    return _with_entries(diary, _entry(chance, last_day(diary)))


def edit_any_day(diary: Diary, chance: Random) -> Diary:
    return _with_entries(diary, _entry(chance, _some_day(chance, diary)))


def delete_a_day(diary: Diary, chance: Random) -> Diary:
    gone = _some_day(chance, diary)
    left = tuple(entry for entry in diary.entries if entry.for_date != gone)
    return replace(diary, entries=left or diary.entries)


def import_days_before(diary: Diary, chance: Random) -> Diary:
    first = first_day(diary)
    days = (first - timedelta(days=n) for n in range(chance.randint(1, 30)))
    return _with_entries(diary, *(_entry(chance, day) for day in days))


def take_a_dose(diary: Diary, chance: Random) -> Diary:
    return replace(diary, doses=(*diary.doses, _dose(chance, _some_day(chance, diary))))


def take_another_opioid_from_a_day_on(diary: Diary, chance: Random) -> Diary:
    since = datetime.combine(_some_day(chance, diary), time())
    changed = (
        replace(dose, medication="oxycodone") if dose.taken_at_local >= since else dose
        for dose in diary.doses
    )
    return replace(diary, doses=tuple(changed))


def raise_or_cut_the_dose_from_a_day_on(diary: Diary, chance: Random) -> Diary:
    since, factor = datetime.combine(_some_day(chance, diary), time()), chance.choice((0.4, 1.8))
    changed = (
        replace(dose, amount=dose.amount * factor) if dose.taken_at_local >= since else dose
        for dose in diary.doses
    )
    return replace(diary, doses=tuple(changed))


def forget_doses(diary: Diary, chance: Random) -> Diary:
    since = datetime.combine(_some_day(chance, diary), time())
    until = since + timedelta(days=20)
    left = tuple(dose for dose in diary.doses if not since <= dose.taken_at_local < until)
    return replace(diary, doses=left)


def note_a_change_of_dose(diary: Diary, chance: Random) -> Diary:
    noted = DiaryEvent(_some_day(chance, diary), DOSE_CHANGE_BY_PRESCRIBER)
    return replace(diary, events=(*diary.events, noted))


def note_an_event(diary: Diary, chance: Random) -> Diary:
    event = DiaryEvent(_some_day(chance, diary), chance.choice(sorted(EVENT_KINDS)))
    return replace(diary, events=(*diary.events, event))


def tell_the_story(diary: Diary, chance: Random) -> Diary:
    return replace(diary, story={"pain": "more", "touch": chance.choice(("yes", "no"))})


def change_the_first_places(diary: Diary, chance: Random) -> Diary:
    areas = frozenset(chance.sample(AREAS, chance.randint(0, 2)))
    return replace(diary, profile=replace(diary.profile, original_areas=areas))


def change_the_start(diary: Diary, chance: Random) -> Diary:
    start = chance.choice((None, _some_day(chance, diary)))
    return replace(diary, profile=replace(diary.profile, opioid_start=start))


WRITES: tuple[Callable[[Diary, Random], Diary], ...] = (
    add_a_day,
    edit_the_last_day,
    edit_any_day,
    delete_a_day,
    import_days_before,
    take_a_dose,
    take_another_opioid_from_a_day_on,
    raise_or_cut_the_dose_from_a_day_on,
    forget_doses,
    note_a_change_of_dose,
    note_an_event,
    tell_the_story,
    change_the_first_places,
    change_the_start,
)


def _bits(course: Trajectory) -> dict[str, object]:
    """Return all that a course found, down to the last bit."""
    each = {
        **{f"feature {name}": values for name, values in course.features.items()},
        **{f"points {name}": values for name, values in course.points.items()},
        **{f"z {name}": values for name, values in course.splits.z.items()},
        **{f"mean {name}": values for name, values in course.splits.before_mean.items()},
        **{f"holds {code}": values for code, values in course.conditions.items()},
        **{f.name: getattr(course.settling, f.name) for f in fields(course.settling)},
        "looks": course.splits.looks,
        "after": course.splits.after_days,
        "begin": course.splits.begin,
        "days before": course.splits.days_before,
        "scores": course.scores,
        "lately": course.levels.lately,
        "lowest": course.levels.lowest.mme_per_day,
        "highest": course.levels.highest.mme_per_day,
    }
    return {
        "changes": course.dose_changes,
        **{name: np.ascontiguousarray(values).tobytes() for name, values in each.items()},
    }


def _check(diary: Diary, day: date, walk: Walk | None) -> Walk | None:
    """Walk on from an earlier walk, and from the first day; return the walk for the next time."""
    signals = read_signals(diary, day)
    if signals is None:
        return walk
    course, following = follow_on(signals, walk)
    assert _bits(course) == _bits(follow(signals))
    assert assess_anew(diary, day, walk)[0] == assess(diary, day)
    return following


@given(st.integers(0, 400) | any_diary, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
@pytest.mark.slow
def test_writes_of_any_kind_are_followed_to_the_last_bit(who: int | Diary, chance: Random) -> None:
    diary = who if isinstance(who, Diary) else simulated(who)
    if not diary.entries:
        return
    walk = _check(diary, last_day(diary), None)
    for _ in range(6):
        diary = chance.choice(WRITES)(diary, chance)
        # The next look may be of a later day, at a link that ends earlier, or of the same one.
        walk = _check(
            diary, last_day(diary) + timedelta(days=chance.choice((-9, 0, 0, 1, 3))), walk
        )


@pytest.mark.parametrize("write", WRITES)
def test_each_kind_of_write_is_followed_to_the_last_bit(
    write: Callable[[Diary, Random], Diary],
) -> None:
    diary = simulated(3)
    walk = _check(diary, last_day(diary), None)
    written = write(diary, Random(7))  # noqa: S311 - makes test data, no secrets
    assert written != diary
    _check(written, last_day(written), walk)


def test_the_walk_of_another_diary_does_no_harm() -> None:
    walk = _check(simulated(4), last_day(simulated(4)), None)
    _check(simulated(5), last_day(simulated(5)), walk)


def _rows(diary: Diary) -> Rows:
    signals = read_signals(diary, last_day(diary))
    assert signals is not None
    return follow_on(signals, None)[1].rows[0]


def test_only_looks_from_the_first_changed_day_on_are_worked_out_anew() -> None:
    diary = simulated(3)
    rows = _rows(diary)
    day = first_day(diary) + timedelta(days=60)
    edited = _rows(_with_entries(diary, _entry(Random(1), day)))  # noqa: S311 - test data
    assert rows.first_to_find(edited.heard, edited.home, edited.since) == 60
    assert rows.first_to_find(rows.heard, rows.home, rows.since) == rows.heard.days - 1
