"""Unknown is never zero: where an opioid cannot be counted, nothing says 0 or "no change"."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.assess import in_lines
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.clinical.medicines import OpioidKind
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.diary.opioid_answers import OpioidAnswers
from app.services.share.part import SharedPart
from app.services.share.terms import Section, Terms
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Level
from app.trends.detector.situations import read
from app.trends.figures.comparisons import after_each_change, then_and_now
from app.trends.figures.exposure import daily_mme
from app.trends.figures.series import build_series
from app.web.advisory.days import day_table
from app.web.advisory.evidence import evidence_of
from app.web.advisory.page import advisory_card, advisory_page
from app.web.share.summary import shared_summary
from app.web.share.summary_advisory import shared_advisory
from app.web.share.summary_changes import what_changed
from app.web.share.summary_medicines import medicines_of_part
from app.web.trends.charts.marks import number_marks
from app.web.trends.charts.plotly_figure import figure_json
from app.web.trends.compared_words import followed_rows
from app.web.trends.page import trends_page
from app.web.trends.parts import dose_steps_part
from app.web.trends.table import FIGURE_COLUMNS, figures
from app.web.trends.timeline import key_row
from app.web.trends.words import headline, missing_words
from tests.words.advisory_states import texts_of

pytestmark = pytest.mark.slow

FIRST = date(2026, 1, 1)
DAYS = 42
LAST = FIRST + timedelta(days=DAYS - 1)
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
SPINAL = ("morphine", "spinal", "mg")
OXYCODONE = ("oxycodone", "oral", "mg")
UNCOUNTED = (
    SPINAL,
    ("buprenorphine", "transdermal", "mcg/h"),
    ("levorphanol", "oral", "mg"),
    ("kratom", "oral", "g"),
    ("oxycodone", "oral", "tablet"),
    ("study medicine A", "oral", "mg"),
    ("the white one", "oral", "tablet"),
)
COUNTED = (OXYCODONE, ("fentanyl", "transdermal", "mcg/h"))
NO_OPIOIDS = (("ibuprofen", "oral", "mg"), ("heat rub", "topical", "g"), ("Tylenol", "oral", "mg"))
ANSWERS = OpioidAnswers.of({"study medicine a": "yes", "heat rub": "no"})

MME_COLUMN = FIGURE_COLUMNS.index("MME")
# What must not stand of an amount (pain may not have gone up) where something is not counted.
NOTHING = re.compile(
    r"no change|unchanged|stayed (about )?the same|(?<!pain )did not go up|"
    # The same amount before and after, without "and more".
    r"(?<![\d.,])(\d+(?:\.\d+)?) (?:to|→) \1 MME(?! a day, and more|, and more)|"
    r"(?<![\d.,])0(\.0)? ?(MME|mg|mcg/h)|(?<![\d.,])0(\.0)? →|→ 0(\.0)?(?![\d.,])",
    re.IGNORECASE,
)
# What a screen reader reads of a picture.
READ_ALOUD = re.compile(r"<(?:title|desc)[^>]*>([^<]+)<")


def dose(day: int, product: tuple[str, str, str], amount: float) -> Dose:
    return Dose(
        datetime.combine(FIRST + timedelta(days=day), time(8)), *product[:2], amount, product[2]
    )


def diary_of(doses: Iterable[Dose], *, is_change_noted: bool = False) -> Diary:
    entries = tuple(DayEntry(FIRST + timedelta(days=n), pain=4 + n % 3) for n in range(DAYS))
    noted = DiaryEvent(FIRST + timedelta(days=DAYS // 2), DOSE_CHANGE_BY_PRESCRIBER)
    events = (noted,) if is_change_noted else ()
    return Diary(entries=entries, doses=tuple(doses), events=events, opioid_answers=ANSWERS)


def part_of(diary: Diary) -> SharedPart:
    series = build_series(diary, FIRST, LAST)
    assessment = assess(diary, LAST)
    return SharedPart(
        terms=Terms(FIRST, LAST, frozenset(Section)),
        diary=diary,
        completeness=series.completeness,
        compared=then_and_now(series),
        medicines=(),
        assessment=assessment,
        reading=read(diary, assessment),
    )


def texts_about_amounts(diary: Diary) -> list[str]:
    """Return each text that trends, provider's page, advisory and command line make of a diary."""
    assessment = assess(diary, LAST)
    series = build_series(diary, FIRST, LAST)
    both = then_and_now(series)
    part = part_of(diary)
    told: tuple[object, ...] = (
        " ".join(headline(series, both)),
        missing_words(series.rows),
        figures(series),
        dose_steps_part(after_each_change(series), number_marks(series), "steps"),
        [key_row(mark) for mark in number_marks(series)],
        followed_rows(after_each_change(series)),
        what_changed(series, both, frozenset(Section)),
        medicines_of_part(part),
        shared_advisory(assessment, part.reading),
        evidence_of(assessment.criteria),
        day_table(diary, assessment),
        in_lines(assessment),
    )
    return list(texts_of(told))


def texts_of_whole_pages(diary: Diary) -> list[str]:
    """Return the texts of the pages; of a picture what is read aloud, since axes begin with 0."""
    assessment = assess(diary, LAST)
    pages = (
        trends_page(diary, FIRST, LAST),
        shared_summary(part_of(diary), NOW, "UTC"),
        advisory_page(diary, assessment, read(diary, assessment)),
        advisory_card(assessment, read(diary, assessment)),
    )
    return [
        part
        for text in texts_of(pages)
        for part in (READ_ALOUD.findall(text) if "<svg" in text else [text])
    ]


taken = st.tuples(
    st.integers(0, DAYS - 1),
    st.sampled_from([*UNCOUNTED, *COUNTED, *NO_OPIOIDS]),
    st.sampled_from([0.5, 5.0, 12.0, 40.0]),
)
uncounted_taken = st.tuples(
    st.integers(0, DAYS - 1), st.sampled_from(UNCOUNTED), st.sampled_from([1.0, 4.0, 20.0])
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(taken, max_size=60),
    st.sampled_from(UNCOUNTED),
    st.lists(uncounted_taken, max_size=8),
    st.sampled_from([range(DAYS), (1, DAYS - 2), (DAYS // 2,)]),
    st.booleans(),
)
def test_where_something_cannot_be_counted_nothing_says_zero_or_no_change(
    others: list[tuple[int, tuple[str, str, str], float]],
    product: tuple[str, str, str],
    more: list[tuple[int, tuple[str, str, str], float]],
    days: Sequence[int],
    is_change_noted: bool,
) -> None:
    # In the first and in the last two weeks, or only between them.
    doses = [dose(day, product, 1.0 if day < DAYS / 2 else 4.0) for day in days]
    taken_too = (dose(*one) for one in (*others, *more))
    diary = diary_of([*doses, *taken_too], is_change_noted=is_change_noted)
    assert not [text for text in texts_about_amounts(diary) if NOTHING.search(text)]


@pytest.mark.parametrize("product", UNCOUNTED, ids=str)
@pytest.mark.parametrize("has_counted", [True, False])
def test_no_page_says_zero_or_no_change_beside_it(
    product: tuple[str, str, str], has_counted: bool
) -> None:
    doses = [dose(n, product, 1.0 if n < DAYS / 2 else 4.0) for n in range(DAYS)]
    doses += [dose(n, OXYCODONE, 10) for n in range(DAYS)] if has_counted else []
    pages = texts_of_whole_pages(diary_of(doses))
    assert not [text for text in pages if NOTHING.search(text)]
    assert any("not counted" in text for text in pages)


def test_who_takes_only_what_cannot_be_counted_is_judged_by_pain_and_told_what_is_left_out() -> (
    None
):
    late = range(60, 110)
    entries = tuple(
        DayEntry(
            FIRST + timedelta(days=n),
            pain=7 + n % 2 if n in late else 3 + n % 2,
            areas=frozenset({"lower_back", "neck", "chest"} if n in late else {"lower_back"}),
            touch=3 if n in late else 0,
        )
        for n in range(110)
    )
    tilidine = ("tilidine", "oral", "mg")
    doses = tuple(dose(n, tilidine, 400 if n >= 50 else 200) for n in range(110))
    diary = Diary(entries=entries, doses=doses)
    assessment = assess(diary, FIRST + timedelta(days=109))
    assert assessment.level is Level.DISCUSS
    page = " ".join(texts_of(advisory_page(diary, assessment, read(diary, assessment))))
    assert "How much opioid is in tilidine." in page
    assert "an opioid amount that can be counted on 0." in page
    assert "no opioid that we can count was cut, stopped or swapped" in page
    assert not NOTHING.search(page)
    assert not re.search(r"no opioid is in|not raised", page, re.IGNORECASE)


@settings(max_examples=40, deadline=None)
@given(st.lists(taken, max_size=40))
def test_a_day_with_something_uncounted_says_so_in_every_table(
    some: list[tuple[int, tuple[str, str, str], float]],
) -> None:
    diary = diary_of(dose(*one) for one in some)
    uncounted = {d.for_date: d for d in daily_mme(diary, FIRST, LAST) if d.uncounted}
    series = build_series(diary, FIRST, LAST)
    rows = figures(series).rows
    told = day_table(diary, assess(diary, LAST)).rows
    for at, row in enumerate(series.rows):
        amount, in_advisory = rows[len(rows) - 1 - at][MME_COLUMN], told[at][5]
        if row.for_date in uncounted:
            assert amount.endswith("not counted")
            assert in_advisory.endswith("not counted")
        else:
            assert "not counted" not in amount + in_advisory
        assert not re.match(r"0(\.0)?( |$)", amount)
        assert not re.match(r"0(\.0)?( |$)", in_advisory)


@settings(max_examples=20, deadline=None)
@given(st.lists(taken, max_size=40), st.booleans())
def test_the_chart_to_explore_says_so_on_each_such_day(
    some: list[tuple[int, tuple[str, str, str], float]], is_change_noted: bool
) -> None:
    diary = diary_of((dose(*one) for one in some), is_change_noted=is_change_noted)
    series = build_series(diary, FIRST, LAST)
    marks = number_marks(series)
    labels = [" ".join(texts_of(key_row(mark))) for mark in marks]
    figure = json.loads(figure_json(series, marks, labels))
    amounts = next(trace for trace in figure["data"] if trace["name"] == "Opioid, MME")
    for row, amount, words in zip(series.rows, amounts["y"], amounts["text"], strict=True):
        assert amount != 0
        assert words.endswith("not counted") is bool(row.uncounted)
    assert not [label for label in labels if NOTHING.search(label)]


@pytest.mark.parametrize(
    ("product", "before", "after"),
    [
        (("fentanyl", "spinal", "mg"), 0.02, 0.04),
        (("kratom", "oral", "g"), 0.04, 0.045),
        (OXYCODONE, 0.02, 0.03),
    ],
)
def test_a_tiny_amount_is_never_told_as_nothing(
    product: tuple[str, str, str], before: float, after: float
) -> None:
    diary = diary_of(dose(n, product, before if n < DAYS / 2 else after) for n in range(DAYS))
    texts = [*texts_about_amounts(diary), *texts_of_whole_pages(diary)]
    told = re.compile(r"(?<![\d.,])0(\.0+)? (→|to 0|MME|mg|g )")
    assert not [text for text in texts if told.search(text)]


def test_an_amount_that_is_not_the_whole_is_compared_with_no_other() -> None:
    """More kratom on bad days beside the same oxycodone: nothing says that it was not more."""

    def bad_days(medication: str) -> set[str]:
        doses = [dose(n, OXYCODONE, 10) for n in range(DAYS)]
        doses += [dose(n, (medication, "oral", "g"), 2 + 6 * (n % 3 == 2)) for n in range(DAYS)]
        found = assess(diary_of(doses), LAST).explanations
        return {
            fact.code
            for one in found
            for fact in (*one.supports, *one.speaks_against)
            if fact.code.endswith("on_bad_days")
        }

    assert bad_days("ibuprofen") == {"same_on_bad_days"}
    assert not bad_days("kratom")


def test_a_day_with_something_uncounted_is_no_forgotten_dose() -> None:
    def forgotten(medication: str) -> int:
        doses = [dose(n, OXYCODONE, 10) for n in range(DAYS) if n % 7 != 3]
        doses += [dose(n, (medication, "oral", "g"), 2) for n in range(3, DAYS, 7)]
        return assess(diary_of(doses), LAST).quality.forgotten_doses_suspected

    assert forgotten("ibuprofen") == 6
    assert not forgotten("kratom")


def spinal_rises(*, with_oxycodone: bool) -> Diary:
    """Morphine into the spine, 1 mg and then 4 mg a day; oxycodone 10 mg beside it, or nothing."""
    spinal = [dose(n, SPINAL, 1.0 if n < DAYS / 2 else 4.0) for n in range(DAYS)]
    steady = [dose(n, OXYCODONE, 10) for n in range(DAYS)] if with_oxycodone else []
    return diary_of([*spinal, *steady])


def amount_line(diary: Diary) -> str:
    series = build_series(diary, FIRST, LAST)
    lines = what_changed(series, then_and_now(series), frozenset(Section))
    return next(line.text for line in lines if line.label == "Usual opioid amount")


def test_the_provider_reads_what_rises_beside_the_counted_amount() -> None:
    assert amount_line(spinal_rises(with_oxycodone=True)) == (
        "15 → 15 MME a day, and more: morphine (spinal) 1 → 4 mg a day, not counted."
    )
    assert amount_line(spinal_rises(with_oxycodone=False)) == (
        "morphine (spinal) 1 → 4 mg a day, not counted."
    )


def test_what_is_taken_only_lately_is_no_zero_before() -> None:
    doses = [dose(n, OXYCODONE, 10) for n in range(DAYS)]
    lately = [dose(n, ("kratom", "oral", "g"), 3) for n in range(DAYS - 5, DAYS)]
    assert amount_line(diary_of([*doses, *lately])) == (
        "15 → 15 MME a day, and more: kratom none logged → 3 g a day, not counted."
    )


def test_what_was_stopped_lately_is_not_told_as_going_on() -> None:
    doses = [dose(n, OXYCODONE, 10) for n in range(DAYS)]
    stopped = [dose(n, ("kratom", "oral", "g"), 3) for n in range(DAYS - 8)]
    assert "none logged since" in amount_line(diary_of([*doses, *stopped]))
    goes_on = [dose(n, ("kratom", "oral", "g"), 3) for n in range(DAYS)]
    assert "none logged" not in amount_line(diary_of([*doses, *goes_on]))


def test_the_patient_reads_the_same() -> None:
    words = trends_page(spinal_rises(with_oxycodone=True), FIRST, LAST).headline[-1]
    assert "15 → 15 MME a day, and more: morphine (spinal) 1 → 4 mg a day, not counted." in words
    alone = trends_page(spinal_rises(with_oxycodone=False), FIRST, LAST).headline[-1]
    assert "morphine (spinal) 1 → 4 mg a day, not counted." in alone


def test_the_advisory_does_not_say_that_the_amount_did_not_go_up() -> None:
    diary = spinal_rises(with_oxycodone=True)
    assessment = assess(diary, LAST)
    sentences = " ".join(
        line.sentence for line in advisory_page(diary, assessment, read(diary, assessment)).evidence
    )
    assert "And more, not counted." in sentences
    assert "did not go up" not in sentences


def test_the_command_line_says_what_its_amounts_leave_out() -> None:
    told = in_lines(assess(spinal_rises(with_oxycodone=True), LAST))
    amounts = [line for line in told.splitlines() if "mme_per_day" in line]
    assert amounts
    assert all(line.endswith("; and more, not counted") for line in amounts)
    assert "  not counted: morphine" in told
    steady = in_lines(assess(diary_of(dose(n, OXYCODONE, 10) for n in range(DAYS)), LAST))
    assert "not counted" not in steady


def test_where_all_is_counted_no_change_may_be_said() -> None:
    steady = diary_of(dose(n, OXYCODONE, 10) for n in range(DAYS))
    assert amount_line(steady) == "15 → 15 MME a day. No change of the amount noted or seen."
    rose = diary_of(dose(n, OXYCODONE, 10 if n < 5 else 40) for n in range(DAYS))
    assert "No change" not in amount_line(rose)
    stopped = diary_of(dose(n, OXYCODONE, 10) for n in range(DAYS - 8))
    assert "No change" not in amount_line(stopped)
    only_ibuprofen = diary_of(dose(n, ("ibuprofen", "oral", "mg"), 400) for n in range(DAYS))
    assert amount_line(only_ibuprofen) == "No opioid amount on these days."


@pytest.mark.parametrize(
    ("said", "kind"),
    [("yes", OpioidKind.OPIOID), ("no", OpioidKind.NOT_OPIOID), ("not_sure", OpioidKind.UNKNOWN)],
)
def test_an_answer_holds_for_the_name_however_it_is_written(said: str, kind: OpioidKind) -> None:
    answers = OpioidAnswers.of({"Study  Medicine A": said})
    assert answers.kind_of("study medicine a") is kind
    diary = replace(
        diary_of([dose(0, ("study medicine A", "oral", "mg"), 5)]), opioid_answers=answers
    )
    assert bool(daily_mme(diary, FIRST, FIRST)[0].uncounted) is (kind is not OpioidKind.NOT_OPIOID)


def test_a_noted_change_says_that_the_counted_amount_is_not_the_whole() -> None:
    spinal = [dose(n, SPINAL, 1 if n < DAYS // 2 else 4) for n in range(DAYS)]
    steady = [dose(n, OXYCODONE, 10) for n in range(DAYS)]
    texts = texts_of_whole_pages(diary_of([*spinal, *steady], is_change_noted=True))
    assert any("15 to 15 MME a day, and more, not counted" in text for text in texts)
    assert any("15 → 15 MME a day, and more, not counted" in text for text in texts)
    assert not [text for text in texts if NOTHING.search(text)]
