"""The example diary: made up, complete, and judged by the real detector."""

from datetime import date, timedelta

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.example import DAYS, LAST_DAY, example_diary
from app.trends.detector.assess import assess
from app.trends.detector.assessment import CriterionCode, Level, Verdict
from app.trends.figures.exposure import daily_mme


def test_the_example_holds_120_days_and_some_gaps() -> None:
    diary = example_diary()
    days = sorted(entry.for_date for entry in diary.entries)
    assert days[0] == LAST_DAY - timedelta(days=DAYS - 1)
    assert days[-1] == LAST_DAY
    assert 100 <= len(days) == len(set(days)) < DAYS == 120


def test_every_sign_of_the_example_is_a_score() -> None:
    for entry in example_diary().entries:
        assert entry.pain in range(11)
        assert entry.touch is None or entry.touch in range(11)
        assert entry.areas is None or entry.areas
        assert entry.entered_on is not None
        assert entry.entered_on >= entry.for_date


def test_every_note_stands_on_a_logged_day() -> None:
    assert sum(bool(entry.note) for entry in example_diary().entries) == 7


def test_each_dose_step_is_noted_on_its_day() -> None:
    diary = example_diary()
    first = LAST_DAY - timedelta(days=DAYS - 1)
    amounts = [day.mme_per_day for day in daily_mme(diary, first, LAST_DAY)]
    steps = [first + timedelta(days=n) for n in range(1, DAYS) if amounts[n] != amounts[n - 1]]
    noted = [e.for_date for e in diary.events if e.kind == DOSE_CHANGE_BY_PRESCRIBER]
    assert steps == noted
    assert [amounts[0], amounts[-1]] == [30.0, 90.0]


def test_the_detector_finds_the_pattern_in_the_example() -> None:
    assessment = assess(example_diary(), LAST_DAY)
    assert assessment.level is Level.DISCUSS
    speaking = {line.code for line in assessment.criteria if line.verdict is Verdict.FOR}
    assert {
        CriterionCode.PAIN_RISE,
        CriterionCode.TOUCH_RISE,
        CriterionCode.NEW_AREAS,
        CriterionCode.DOSE_RISE,
    } <= speaking


def test_the_detector_sees_nothing_in_its_first_weeks() -> None:
    first = LAST_DAY - timedelta(days=DAYS - 1)
    for weeks in (4, 6, 8):
        level = assess(example_diary(), first + timedelta(weeks=weeks)).level
        assert level in {Level.INSUFFICIENT_DATA, Level.NONE}


def test_the_example_can_end_on_any_day() -> None:
    moved = example_diary(date(2024, 2, 29))
    assert max(entry.for_date for entry in moved.entries) == date(2024, 2, 29)
    assert assess(moved, date(2024, 2, 29)).score == assess(example_diary(), LAST_DAY).score
