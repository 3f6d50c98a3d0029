"""When the recorded dose came down, by the amounts alone or by a note."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from app.trends.arrays import Floats, Ints
from app.trends.figures.dose_cuts import LowerRun, find_lower_runs
from app.trends.figures.noted_changes import NotedChange, find_noted_changes

NONE = float("nan")
FULL = 60.0
LOW = 48.0
FORGOTTEN = 40.0


@dataclass(frozen=True)
class Record:
    """Amounts, notes of the prescriber, and since when the main opioid has been the same one."""

    mme_per_day: Floats
    noted: Sequence[int]
    same_opioid_since: Ints

    @property
    def days(self) -> int:
        return len(self.mme_per_day)


def recorded(
    amounts: Sequence[float] | Floats, noted: Sequence[int] = (), other_opioid_since: int = 0
) -> Record:
    day = np.arange(len(amounts))
    since = np.where(day >= other_opioid_since, other_opioid_since, 0)
    return Record(np.array(amounts, dtype=float), noted, since)


def runs_of(record: Record) -> list[LowerRun]:
    return find_lower_runs(record.mme_per_day, record.same_opioid_since)


def changes(record: Record) -> list[NotedChange]:
    found = (record.mme_per_day, record.same_opioid_since, record.noted, runs_of(record))
    return list(find_noted_changes(*found))


def test_the_fourth_lower_day_in_a_row_tells_a_cut() -> None:
    runs = runs_of(recorded([FULL] * 14 + [LOW] * 4))
    assert runs[0] == LowerRun(began=14, told=17, is_cut=True)
    assert not any(run.is_cut for run in runs[1:])


def test_one_lower_day_is_told_to_be_no_cut_by_the_next_full_one() -> None:
    runs = runs_of(recorded([FULL] * 14 + [LOW] + [FULL] * 5))
    assert runs == [LowerRun(began=14, told=15, is_cut=False)]


@pytest.mark.parametrize(("forgotten", "days"), [(0, 4), (3, 4), (4, 6), (5, 6), (6, 8), (7, 8)])
def test_the_more_doses_were_forgotten_before_the_more_days_it_takes(
    forgotten: int, days: int
) -> None:
    before = [FORGOTTEN] * forgotten + [FULL] * (14 - forgotten)
    told = 14 + days - 1
    assert runs_of(recorded([*before, *[LOW] * days]))[0] == LowerRun(14, told, True)
    not_yet = runs_of(recorded([*before, *[LOW] * (days - 1)]))[0]
    assert not_yet == LowerRun(14, told, is_cut=False)


def test_amounts_that_vary_must_fall_below_a_usual_low_day() -> None:
    varying = [48.0, 60.0, 72.0] * 6
    assert runs_of(recorded([*varying, *[48.0] * 6])) == []
    runs = runs_of(recorded([*varying, *[40.0] * 6]))
    assert runs[0] == LowerRun(began=18, told=21, is_cut=True)


@pytest.mark.parametrize(("missing", "began"), [(1, 14), (3, 14), (4, 18)])
def test_a_cut_began_on_the_first_of_up_to_three_days_without_a_row(
    missing: int, began: int
) -> None:
    signals = recorded([FULL] * 14 + [NONE] * missing + [LOW] * 4)
    runs = runs_of(signals)
    assert runs[0] == LowerRun(14, 14 + min(missing, 3), is_cut=False)
    assert LowerRun(began, signals.days - 1, is_cut=True) in runs


def test_with_fewer_than_fourteen_rows_or_old_ones_nothing_is_compared() -> None:
    assert runs_of(recorded([FULL] * 13 + [NONE] * 3)) == []
    sparse = [FULL, NONE, NONE] * 14
    assert runs_of(recorded([*sparse, *[LOW] * 4])) == []


def test_another_opioid_that_takes_over_is_no_cut() -> None:
    amounts = [FULL] * 14 + [LOW] * 4
    assert runs_of(recorded(amounts, other_opioid_since=14))[0].is_cut is False
    (change,) = changes(recorded(amounts, noted=[14], other_opioid_since=14))
    assert change == NotedChange(noted=14, began=14, told=14, fell=None)


def test_a_noted_cut_is_told_on_the_fourth_recorded_day() -> None:
    (change,) = changes(recorded([FULL] * 10 + [LOW] * 8, noted=[10]))
    assert change == NotedChange(noted=10, began=10, told=13, fell=10)


def test_a_noted_cut_that_comes_some_days_later_fell_after_the_last_full_day() -> None:
    (change,) = changes(recorded([FULL] * 12 + [LOW] * 8, noted=[10]))
    assert change.fell == 12


def test_a_note_after_the_fall_looks_back_to_where_the_lower_days_began() -> None:
    (change,) = changes(recorded([FULL] * 20 + [LOW] * 8, noted=[22]))
    assert change == NotedChange(noted=22, began=20, told=25, fell=22)


def test_a_note_on_the_day_that_tells_the_cut_looks_back_as_far() -> None:
    (change,) = changes(recorded([FULL] * 14 + [LOW] * 8, noted=[17]))
    assert change.began == 14


def test_a_noted_raise_is_told_by_the_first_higher_day() -> None:
    (change,) = changes(recorded([FULL] * 12 + [72.0] * 8, noted=[10]))
    assert change == NotedChange(noted=10, began=10, told=12, fell=None)


def test_on_the_seventh_recorded_day_the_mean_decides() -> None:
    (same,) = changes(recorded([FULL] * 20, noted=[10]))
    assert same == NotedChange(noted=10, began=10, told=16, fell=None)
    before = [50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0]
    (little_lower,) = changes(recorded(before + [68.0] * 10, noted=[7]))
    assert (little_lower.told, little_lower.fell) == (13, 7)


def test_without_amounts_after_it_a_note_is_a_cut_and_without_any_before_it_is_never_told() -> None:
    (nothing_after,) = changes(recorded([FULL] * 10 + [NONE] * 20, noted=[10]))
    assert nothing_after == NotedChange(noted=10, began=10, told=25, fell=10)
    (nothing_before,) = changes(recorded([NONE] * 10 + [FULL] * 10, noted=[10]))
    assert nothing_before == NotedChange(noted=10, began=10, told=None, fell=None)


def test_a_change_is_compared_with_the_amounts_since_the_last_one() -> None:
    """Back to the dose before a raise is a cut."""
    amounts = [FULL] * 10 + [90.0] * 2 + [FULL] * 8
    raised, cut = changes(recorded(amounts, noted=[10, 12]))
    assert raised.fell is None
    assert cut == NotedChange(noted=12, began=12, told=15, fell=12)


def test_one_forgotten_dose_after_a_note_does_not_make_it_a_cut() -> None:
    (change,) = changes(recorded([FULL] * 10 + [FORGOTTEN] + [FULL] * 9, noted=[10]))
    assert change.fell is None


def test_notes_outside_the_diary_and_double_ones_are_left_out() -> None:
    assert [c.noted for c in changes(recorded([FULL] * 20, noted=[-3, 5, 5, 20]))] == [5]
