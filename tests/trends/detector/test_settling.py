"""Pain, touch and spread of the two weeks after a lower dose are no evidence."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.trends.arrays import Floats
from app.trends.detector.conditions import ConditionCode
from app.trends.detector.scorecard import LINES
from app.trends.detector.settling import SETTLING_DAYS, find_settling
from app.trends.detector.signals import Signals
from app.trends.detector.trajectory import Trajectory, follow
from app.validation.population import draw_person
from app.validation.worlds import OTHER_WORLD, THIRD, USUAL_WORLD, World
from tests.trends.made_diaries import SEED

pytestmark = pytest.mark.slow

DAILY_MME = 60.0
TAPER_DAYS = 3
people = st.tuples(st.sampled_from([USUAL_WORLD, OTHER_WORLD, THIRD]), st.integers(0, 300))
shares = st.sampled_from([0.05, 0.1, 0.2, 0.3, 0.5])
few = settings(max_examples=40, deadline=None)


def with_amounts(signals: Signals, mme_per_day: Floats, noted: tuple[int, ...] = ()) -> Signals:
    """Give a person other doses and only these notes of a change by the prescriber."""
    others = [event for event in signals.events if event[1] != DOSE_CHANGE_BY_PRESCRIBER]
    events = sorted([*others, *((day, DOSE_CHANGE_BY_PRESCRIBER) for day in noted)])
    return replace(signals, mme_per_day=mme_per_day, events=tuple(events))


def worse(signals: Signals, first: int) -> Signals:
    """Make the answers of that day and the 14 after it much worse."""
    days = np.zeros(signals.days, dtype=bool)
    days[first : first + SETTLING_DAYS + 1] = True
    new_places = np.flatnonzero(~signals.original)[:3]
    areas = signals.areas.copy()
    areas[np.ix_(days & signals.has_areas, new_places)] = True
    return replace(
        signals,
        pain=np.where(days, np.minimum(signals.pain + 3, 10), signals.pain),
        touch=np.where(days, np.minimum(signals.touch + 3, 10), signals.touch),
        areas=areas,
    )


def steady(days: int, fell: int, share: float) -> Floats:
    """The same amount every day, and less from one day on."""
    amounts = np.full(days, DAILY_MME)
    amounts[fell:] *= 1 - share
    return amounts


def forgetful(signals: Signals, number: int) -> Floats:
    """Three doses a day of which one in ten is forgotten, and one day in ten without a record."""
    rng = np.random.default_rng(number)
    amounts = DAILY_MME * (1 - rng.binomial(3, 0.1, signals.days) / 3)
    amounts[(rng.random(signals.days) < 0.1) | (amounts == 0)] = np.nan
    return amounts


def levels(course: Trajectory) -> list[int]:
    return [course.at(day).level.rank for day in range(course.signals.days)]


def nothing_rises(usual: Signals, after_cut: Signals) -> None:
    before, after = follow(usual), follow(after_cut)
    assert (after.scores <= before.scores + 1e-9).all()
    assert all(a <= b for a, b in zip(levels(after), levels(before), strict=True))


@given(people, st.integers(15, 300), shares, st.integers(-5, 3), st.integers(0, 10))
@few
def test_worse_answers_after_a_noted_cut_of_a_steady_dose_never_count(
    who: tuple[World, int], day: int, share: float, noted: int, unrecorded: int
) -> None:
    """Noted some days before or after it fell; on the day also when the next doses are missing."""
    signals, _ = draw_person(who[0], SEED, who[1])
    fell = min(day, signals.days - 1)
    amounts = steady(signals.days, fell, share)
    if noted == 0:
        amounts[fell : fell + unrecorded] = np.nan
    cut = with_amounts(signals, amounts, (fell + noted,))
    nothing_rises(cut, worse(cut, fell))


@given(people, st.integers(14, 300), shares, st.integers(0, 3))
@few
def test_worse_answers_after_an_unnoted_cut_of_a_steady_dose_never_count(
    who: tuple[World, int], day: int, share: float, unrecorded: int
) -> None:
    """Even where its first days have no dose row."""
    signals, _ = draw_person(who[0], SEED, who[1])
    fell = min(day, signals.days - 1)
    amounts = steady(signals.days, fell, share)
    amounts[fell : fell + unrecorded] = np.nan
    cut = with_amounts(signals, amounts)
    nothing_rises(cut, worse(cut, fell))


@pytest.mark.parametrize("share", [0.1, 0.3])
@pytest.mark.parametrize(("noted", "most"), [(True, 0.03), (False, 0.03)])
def test_a_cut_is_seen_through_forgotten_doses(noted: bool, most: float, share: float) -> None:
    """Not by all: a dose that was forgotten every other day is no usual one to compare with."""
    score_rose, level_rose, asked = 0, 0, 0
    for number in range(60):
        signals, truth = draw_person(USUAL_WORLD, SEED, number)
        if truth.positive:
            continue
        fell = 30 + number % 30
        amounts = forgetful(signals, number)
        amounts[fell:] *= 1 - share
        cut = with_amounts(signals, amounts, (fell,) if noted else ())
        before, after = follow(cut), follow(worse(cut, fell))
        score_rose += bool((after.scores > before.scores + 1e-9).any())
        level_rose += any(a > b for a, b in zip(levels(after), levels(before), strict=True))
        asked += 1
    assert score_rose <= most * asked
    assert level_rose <= 0.03 * asked


def test_the_same_worse_answers_without_a_cut_do_count() -> None:
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    same = with_amounts(signals, np.full(signals.days, DAILY_MME))
    assert (follow(worse(same, 60)).scores > follow(same).scores + 1).any()


def test_a_noted_raise_counts_from_the_first_higher_amount() -> None:
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    amounts = np.full(signals.days, DAILY_MME)
    amounts[62:] *= 1.1
    raised = find_settling(with_amounts(signals, amounts, (60,)))
    assert not raised.days.any()
    assert np.flatnonzero(raised.open_looks).tolist() == [60, 61]


def test_a_cut_back_to_the_dose_before_a_recent_raise_is_a_cut() -> None:
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    amounts = np.full(signals.days, DAILY_MME)
    amounts[60:64] *= 1.5
    settling = find_settling(with_amounts(signals, amounts, (60, 64)))
    assert np.flatnonzero(settling.days).tolist() == list(range(64, 64 + SETTLING_DAYS + 1))


def test_through_a_slow_taper_the_score_goes_on_and_lower_doses_take_points_off() -> None:
    """Five per cent less each week: the looks wait for the first step and then no more."""
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    week = np.maximum((np.arange(signals.days) - 60) // 7 + 1, 0)
    amounts = DAILY_MME * 0.95**week
    for noted in ((), tuple(range(60, signals.days, 7))):
        taper = with_amounts(signals, amounts, noted)
        assert find_settling(taper).open_looks.sum() <= 4
        full = next(line.points[-1] for line in LINES if line.feature == "dose_cut")
        assert follow(taper).points["dose_cut"][-1] == pytest.approx(full)


def test_without_any_recorded_dose_a_noted_change_makes_the_looks_wait_for_two_weeks() -> None:
    """Which way it went can never be told: the score stands still, then these days count."""
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    none = np.full(signals.days, np.nan)
    with_note, without_note = (follow(with_amounts(signals, none, at)) for at in ((60,), ()))
    end = 60 + SETTLING_DAYS + 1
    assert set(with_note.scores[60:end]) == {with_note.scores[59]}
    assert (with_note.scores[end:] == without_note.scores[end:]).all()


def test_one_more_note_while_the_looks_wait_for_nothing_makes_them_wait_no_longer() -> None:
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    settling = find_settling(with_amounts(signals, np.full(signals.days, np.nan), (60, 67)))
    assert np.flatnonzero(settling.open_looks).tolist() == list(range(60, 60 + SETTLING_DAYS + 1))


def test_a_noted_change_after_which_no_dose_is_recorded_counts_as_a_cut() -> None:
    signals, _ = draw_person(USUAL_WORLD, SEED, 0)
    amounts = np.full(signals.days, DAILY_MME)
    amounts[60:] = np.nan
    settling = find_settling(with_amounts(signals, amounts, (60,)))
    assert np.flatnonzero(settling.days).tolist() == list(range(60, 60 + SETTLING_DAYS + 1))


def test_varying_as_needed_amounts_and_forgotten_doses_are_seldom_taken_for_a_cut() -> None:
    for habit in ("as needed", "forgetful"):
        settling, waiting, days = 0, 0, 0
        for number in range(40):
            signals, _ = draw_person(USUAL_WORLD, SEED, number)
            amounts = forgetful(signals, number)
            if habit == "as needed":
                tablets = np.random.default_rng(number).normal(5, 1.5, signals.days)
                amounts = 12 * np.maximum(np.round(tablets), 1.0)
            found = find_settling(with_amounts(signals, amounts))
            settling += int(found.days.sum())
            waiting += int(found.open_looks.sum())
            days += signals.days
        assert settling <= 0.05 * days
        assert waiting <= 0.35 * days


@given(people, st.data())
@few
def test_later_doses_and_notes_never_change_an_earlier_look(
    who: tuple[World, int], data: st.DataObject
) -> None:
    signals, _ = draw_person(who[0], SEED, who[1])
    day = st.integers(0, signals.days - 1)
    amounts = np.where(np.isnan(signals.mme_per_day), np.nan, DAILY_MME)
    for fell in data.draw(st.lists(day, max_size=6)):
        amounts[fell:] *= data.draw(st.sampled_from([0.7, 0.9, 0.95, 1.1, 1.3]))
    whole = with_amounts(signals, amounts, tuple(data.draw(st.lists(day, max_size=4))))
    seen = data.draw(day) + 1
    then = replace(
        whole,
        pain=whole.pain[:seen],
        touch=whole.touch[:seen],
        areas=whole.areas[:seen],
        has_areas=whole.has_areas[:seen],
        mme_per_day=whole.mme_per_day[:seen],
        same_opioid_since=whole.same_opioid_since[:seen],
        events=tuple(event for event in whole.events if event[0] < seen),
    )
    assert np.allclose(follow(then).scores, follow(whole).scores[:seen], atol=1e-9)


@pytest.mark.parametrize("noted", [(), (60,)])
def test_the_looks_do_not_wait_for_rows_that_a_stop_never_brings(noted: tuple[int, ...]) -> None:
    """A taper of three days, then nothing: two weeks later the looks go on."""
    signals, _ = draw_person(USUAL_WORLD, SEED, 3)
    amounts = steady(signals.days, 60, 0.5)
    amounts[60 + TAPER_DAYS :] = np.nan
    settling = find_settling(with_amounts(signals, amounts, noted))
    assert settling.open_looks[60:].sum() <= TAPER_DAYS + SETTLING_DAYS
    assert not settling.open_looks[60 + 2 * SETTLING_DAYS :].any()


@given(people, st.integers(20, 300), shares, st.booleans())
@few
def test_no_card_begins_while_a_cut_settles(
    who: tuple[World, int], day: int, share: float, is_noted: bool
) -> None:
    signals, _ = draw_person(who[0], SEED, who[1])
    fell = min(day, signals.days - 1)
    cut = with_amounts(signals, steady(signals.days, fell, share), (fell,) if is_noted else ())
    course = follow(cut)
    known = fell if is_noted else fell + 8
    settles = slice(known, fell + SETTLING_DAYS + 1)
    assert not course.conditions[ConditionCode.TREATMENT][settles].any()
