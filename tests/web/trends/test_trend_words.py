"""What Trends says in words: plain, and never more than the diary holds."""

from dataclasses import replace

import pytest

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.trends.figures.comparisons import then_and_now
from app.trends.figures.dose_changes import ChangeKind, DoseChange
from app.trends.figures.series import DaySeries, build_series
from app.web.trends.page import trends_page
from app.web.trends.table import figures
from app.web.trends.timeline import dose_change_words, timeline
from app.web.trends.words import headline, missing_words
from tests.cast.days import FIRST_DAY, day, taken
from tests.words.forbidden import faults

pytestmark = pytest.mark.slow


def diary_of(*pains: float | None, doses: tuple[Dose, ...] = ()) -> Diary:
    return Diary(entries=tuple(DayEntry(day(n), pain=p) for n, p in enumerate(pains)), doses=doses)


def said(diary: Diary, days: int) -> str:
    series = build_series(diary, day(0), day(days - 1))
    return " ".join(headline(series, then_and_now(series)))


def test_no_score_is_said() -> None:
    assert said(Diary(), 5) == "There is no pain score on these days."
    only_doses = diary_of(None, doses=(taken(0, 10),))
    assert said(only_doses, 1) == "There is no pain score on these days, only doses."


def test_a_few_days_give_their_average() -> None:
    assert (
        said(diary_of(4.0, None, 6.0), 3)
        == "Pain was 5.0 out of 10 on average, over 2 logged days."
    )


def test_a_change_that_days_could_make_by_chance_is_not_called_one() -> None:
    wild = [0.0, 10.0] * 7
    words = said(diary_of(*wild, *wild[:13], 10.0, 9.0), 29)
    assert "Days go up and down, so this is not certain." in words


def test_the_table_has_a_column_for_a_further_score_once_it_was_answered() -> None:
    days = diary_of(*[4.0] * 3)
    first, *rest = days.entries
    slept = replace(days, entries=(replace(first, further={"sleep": 0}), *rest))
    span = days.entries[0].for_date, days.entries[-1].for_date
    with_sleep = figures(build_series(slept, *span))
    assert with_sleep.columns[-1] == "Sleep"
    assert [row[-1] for row in with_sleep.rows] == ["–", "–", "0"]
    assert len(with_sleep.columns) == len(with_sleep.rows[0]) == len(with_sleep.numeric) + 1
    assert "Sleep" not in figures(build_series(days, *span)).columns


def test_an_unchanged_mean_is_called_unchanged() -> None:
    words = said(diary_of(*[4.0] * 40), 40)
    assert words == "Average pain is 4.0 out of 10 in the last two weeks, as in the first two."


def test_small_differences_of_the_amount_are_no_rise() -> None:
    doses = tuple(taken(n, 30 if n < 20 else 31) for n in range(40))
    assert "stayed about the same, at 31 MME a day" in said(diary_of(*[4.0] * 40, doses=doses), 40)


def test_amounts_before_and_after_another_opioid_are_not_compared() -> None:
    doses = tuple(taken(n, 30, "morphine" if n < 20 else "oxycodone") for n in range(40))
    assert "MME" not in said(diary_of(*[4.0] * 40, doses=doses), 40)


def test_what_is_missing_is_named_once() -> None:
    series = build_series(diary_of(4.0, 5.0), day(0), day(1))
    assert len(missing_words(series.rows)) == 3
    full = replace(series.rows[0], touch=0, areas=frozenset(), mme_per_day=10.0)
    assert missing_words([full]) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            DoseChange(FIRST_DAY, ChangeKind.DOWN, True, 60.0, 40.0),
            "The prescriber changed a dose: the recorded amount went down, from 60 to 40 MME a day",
        ),
        (DoseChange(FIRST_DAY, ChangeKind.ROTATION, False, 60.0, 40.0), "Another opioid took over"),
        (
            DoseChange(FIRST_DAY, ChangeKind.UNCLEAR, True, None, 40.0),
            (
                "The prescriber changed a dose: "
                "not enough days with a dose before it here to show which way"
            ),
        ),
        (
            DoseChange(FIRST_DAY, ChangeKind.UNCLEAR, True, 40.0, None),
            "The prescriber changed a dose: no dose is logged after it",
        ),
    ],
)
def test_a_dose_change_in_words(change: DoseChange, words: str) -> None:
    assert dose_change_words(change) == words


def test_one_day_is_no_picture() -> None:
    def of(*pains: float | None) -> DaySeries:
        return build_series(diary_of(*pains), day(0), day(len(pains) - 1))

    assert timeline(of(4.0, None), "words") is None
    assert timeline(of(4.0, 5.0), "words") is not None


def everything_said(diary: Diary, days: int) -> str:
    page = trends_page(diary, day(0), day(days - 1))
    assert page.timeline is not None
    parts = [*page.headline, page.completeness, page.compared, page.places_need, *page.missing]
    parts += [*page.timeline.reading, *(row.words for row in page.timeline.key)]
    parts += [picture.striptags() for picture in page.timeline.pictures]
    return " ".join(parts)


def test_no_forbidden_word_is_said() -> None:
    doses = tuple(taken(n, 30 if n < 30 else 60) for n in range(60))
    diary = replace(
        diary_of(*[3.0] * 30, *[7.0] * 30, doses=doses),
        events=(DiaryEvent(day(30), DOSE_CHANGE_BY_PRESCRIBER),),
    )
    assert not faults(everything_said(diary, 60))


def test_the_example_and_a_reader_are_not_called_you() -> None:
    entries = tuple(
        DayEntry(day(n), pain=4, areas=frozenset({"neck"} if n < 30 else {"neck", "left_hip"}))
        for n in range(60)
    )
    page = trends_page(Diary(entries=entries), day(0), day(59), your=False)
    assert page.places is not None
    assert "your" not in page.places.sentence
    assert page.places.rows[1].place == "Left hip or buttock"


def test_an_amount_of_few_days_says_how_few_and_never_that_it_stayed_the_same() -> None:
    every_other = [taken(n, 15) for n in range(0, 28, 2)]
    daily = [taken(n, 15) for n in range(28, 56)]
    words = said(diary_of(*[4.0] * 56, doses=(*every_other, *daily)), 56)
    assert "On days with a dose, the recorded opioid: 15 → 15 MME." in words
    assert "A dose is logged on 7 of 14 → 14 of 14 days." in words
    assert "stayed" not in words
    forgotten_now_and_then = [taken(n, 15) for n in range(56) if n % 7]
    words = said(diary_of(*[4.0] * 56, doses=tuple(forgotten_now_and_then)), 56)
    assert "stayed about the same, at 15 MME a day" in words


def test_the_open_day_is_no_day_without_a_dose() -> None:
    every_other = [taken(n, 15) for n in range(0, 28, 2)]
    daily = [taken(n, 15) for n in range(28, 56)]
    diary = replace(diary_of(*[4.0] * 56, doses=(*every_other, *daily)), open_day=day(55))
    assert "on 7 of 14 → 13 of 13 days." in said(diary, 56)


def test_a_week_without_a_dose_names_the_last_one() -> None:
    doses = tuple(taken(n, 15) for n in range(35))
    assert "Last opioid dose logged: " in said(diary_of(*[4.0] * 43, doses=doses), 43)
    assert "Last opioid dose" not in said(diary_of(*[4.0] * 42, doses=doses), 42)
