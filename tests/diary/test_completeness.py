"""A day is logged when it has a pain score, and days count from the first entry on."""

from datetime import date

from app.diary.completeness import Completeness, completeness_of
from app.diary.diary import DayEntry

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 30)


def on(day: int, pain: float | None = 4.0) -> DayEntry:
    return DayEntry(date(2026, 3, day), pain=pain)


def counted(*entries: DayEntry, begin: date | None = None) -> tuple[int, int]:
    found = completeness_of(entries, FIRST, LAST, begin)
    return found.days_logged, found.days


def test_days_before_the_first_entry_are_not_missing() -> None:
    assert counted(on(30)) == (1, 1)
    assert counted(on(11), on(12)) == (2, 20)


def test_an_entry_without_a_pain_score_begins_the_diary_and_is_not_logged() -> None:
    assert counted(on(11, None), on(12)) == (1, 20)


def test_an_earlier_first_entry_makes_the_days_of_the_stretch_count() -> None:
    assert counted(on(11), DayEntry(date(2026, 2, 1), pain=3.0)) == (1, 30)
    assert counted(on(11), begin=date(2026, 2, 1)) == (1, 30)


def test_nothing_counts_before_the_diary_began() -> None:
    assert counted() == (0, 0)
    assert counted(DayEntry(date(2026, 4, 2), pain=4.0)) == (0, 0)


def test_days_are_parted_by_when_they_were_entered() -> None:
    entries = (
        DayEntry(FIRST, pain=4.0, entered_on=FIRST),
        DayEntry(date(2026, 3, 2), pain=4.0, entered_on=LAST),
        on(3),
    )
    assert completeness_of(entries, FIRST, LAST) == Completeness(30, 3, 1, 1)
