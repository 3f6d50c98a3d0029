"""The provider's page as values: each figure against a diary whose figures are known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from app.diary.day_words import day_words
from app.diary.diary import DayEntry, Diary, DiaryEvent
from app.diary.example import LAST_DAY, example_diary
from app.services.share.part import CurrentMedicine, SharedPart, part_of
from app.services.share.terms import Section, Terms
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Assessment, Level
from app.trends.figures.series import Completeness
from app.web.advisory.level_words import LEVEL_WORDINGS
from app.web.share.summary import SharedSummary, shared_summary
from app.web.share.summary_advisory import shared_advisory
from app.web.share.summary_changes import TOUCH_LABEL
from app.web.share.summary_medicines import LOGGED_DAYS, medicines_of_part
from app.web.trends.compared_words import completeness_words
from tests.cast.days import FIRST_DAY, day, taken

pytestmark = pytest.mark.slow

ALL = frozenset(Section)
# Then the first and the last two weeks are compared.
WITHOUT_ADVISORY = ALL - {Section.ADVISORY}
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def made_up(days: int) -> Diary:
    """Pain 4 then 7, 30 then 60 mg, touch 0 then 5, one place then three; the middle changes."""
    half = days // 2
    back, hip = frozenset({"lower_back"}), frozenset({"lower_back", "left_hip", "neck"})
    return Diary(
        entries=tuple(
            DayEntry(
                day(n),
                pain=(4.0 if n < half else 7.0) + n % 2,
                touch=0 if n < half else 5,
                areas=back if n < half else hip,
                entered_on=day(n),
            )
            for n in range(days)
        ),
        doses=tuple(taken(n, 30 if n < half else 60) for n in range(days)),
        events=(
            DiaryEvent(day(half), "dose_change_by_prescriber"),
            DiaryEvent(day(3), "illness", "a cold"),
        ),
    )


def shared(
    diary: Diary,
    days: int,
    sections: frozenset[Section] = ALL,
    medicines: tuple[CurrentMedicine, ...] = (),
    questions: str = "",
) -> SharedPart:
    terms = Terms(FIRST_DAY, day(days - 1), sections, "A. B.", questions)
    return part_of(diary, terms, medicines=medicines)


def summary(
    diary: Diary, days: int, sections: frozenset[Section] = ALL, questions: str = ""
) -> SharedSummary:
    return shared_summary(
        shared(diary, days, sections, questions=questions), NOW, "America/New_York"
    )


def lines(shown: SharedSummary) -> dict[str, str]:
    return {line.label: line.text for line in shown.changes}


def test_a_further_score_has_a_line_once_it_was_answered() -> None:
    diary = made_up(60)
    sleep = [3 if n < 30 else 5 for n in range(60)]
    slept = replace(
        diary,
        entries=tuple(
            replace(entry, further={"sleep": sleep[n]} if n % 2 else {})
            for n, entry in enumerate(diary.entries)
        ),
    )
    told = lines(summary(slept, 60, WITHOUT_ADVISORY))
    assert told["Sleep (10: slept very well)"] == "3.0 → 5.0, on 7 → 7 answered days."
    assert not any(label.startswith(("Mood", "Activity")) for label in told)
    assert "Sleep (10: slept very well)" not in lines(
        summary(slept, 60, frozenset({Section.CHART}))
    )


def test_what_changed_is_told_in_five_lines_with_the_figures_of_the_diary() -> None:
    told = lines(summary(made_up(60), 60, WITHOUT_ADVISORY))
    assert len(told) == 5
    assert told["Pain, 0 to 10"].startswith("4.5 → 7.5, +3.0 (95 % interval +")
    assert told["Usual opioid amount"] == (
        "30 → 60 MME a day. 1 change; the last on 31 January 2026: amount went up."
    )
    assert told[TOUCH_LABEL] == ("Hurt on 0 of 14 → 14 of 14 answered days; mean 0.0 → 5.0.")
    assert told["Places that hurt"] == ("1.0 → 3.0 of 24 a day. New: neck and left hip or buttock.")
    assert told["What happened"] == "Illness, 4 Jan."


def test_a_short_diary_is_described_and_not_compared() -> None:
    shown = summary(made_up(12), 12)
    told = lines(shown)
    assert told["Pain, 0 to 10"] == "Mean 6.0 over 12 days; too few to compare."
    assert told["Usual opioid amount"].startswith("45 MME a day, on 12 days with a dose.")
    assert told[TOUCH_LABEL] == "Hurt on 6 of 12 answered days."
    assert told["Places that hurt"] == "2.0 of 24 a day over 12 answered days."
    assert shown.compared.startswith("Four weeks are needed")
    assert shown.places is None


def test_an_empty_diary_says_so_in_every_line() -> None:
    shown = summary(Diary(), 30)
    assert list(lines(shown).values()) == [
        "No score on these days.",
        "No opioid amount on these days.",
        "Not answered on these days.",
        "Not answered on these days.",
        "Nothing was noted.",
    ]
    assert shown.timeline is None
    assert shown.followed == ()
    assert shown.completeness == "Nothing is logged."


def switched_on(day: int, count: int) -> Diary:
    doses = (taken(n, 30) if n < day else taken(n, 20, "oxycodone") for n in range(count))
    return replace(made_up(count), doses=tuple(doses))


def test_amounts_before_and_after_another_opioid_are_not_compared() -> None:
    told = lines(summary(switched_on(50, 60), 60))["Usual opioid amount"]
    assert told.startswith("Another opioid took over, so the amounts are not compared.")
    assert "→" not in told


def test_amounts_of_the_same_opioid_after_the_switch_are_compared() -> None:
    shown = summary(switched_on(30, 60), 60)
    assert shown.compared.startswith("Compared: 31 January")
    assert lines(shown)["Usual opioid amount"].startswith(
        "30 → 30 MME a day. 1 change; the last on"
    )


def test_each_dose_change_is_followed_by_the_pain_of_two_weeks() -> None:
    row = summary(made_up(60), 60).followed[0]
    assert row.day == "31 January 2026"
    assert row.change == "Amount went up, by the prescriber: 30 → 60 MME a day"
    assert row.before == "4.5"
    assert row.soon.startswith("7.5: +3.0 (+")
    assert row.late == "not yet over"


def test_a_change_with_too_few_days_shows_how_many_there_are() -> None:
    diary = replace(made_up(60), entries=made_up(60).entries[:35])
    row = summary(diary, 60).followed[0]
    assert (row.before, row.soon, row.late) == ("4.5", "4 of 14 days", "not yet over")


@pytest.mark.parametrize(
    ("days_before", "step"), [(7, "went up, from 30 to 60 MME a day"), (6, "not enough days")]
)
def test_a_link_that_begins_at_a_change_names_no_direction(days_before: int, step: str) -> None:
    terms = Terms(day(30 - days_before), day(59), ALL)
    shown = shared_summary(part_of(made_up(60), terms), NOW, "UTC")
    assert shown.timeline is not None
    [key] = [row for row in shown.timeline.key if row.is_change]
    assert step in key.words
    assert ("60" in key.words) == (days_before >= 7)
    assert ("went up" in shown.followed[0].change) == (days_before >= 7)


def test_of_many_dose_changes_the_latest_are_shown_and_the_rest_counted() -> None:
    events = tuple(DiaryEvent(day(20 * n), "dose_change_by_prescriber") for n in range(1, 10))
    shown = summary(replace(made_up(200), events=events), 200)
    assert len(shown.followed) == 6
    assert shown.followed[-1].day == "30 June 2026"
    assert shown.followed_caption.endswith("the latest 6 of 9")


def test_what_happened_stands_in_the_key_of_the_chart_or_in_a_list_of_its_own() -> None:
    with_chart = summary(made_up(60), 60)
    assert with_chart.timeline is not None
    assert [row.words.split(":")[0] for row in with_chart.timeline.key] == [
        "Illness",
        "The prescriber changed a dose",
    ]
    assert with_chart.timeline.key[0].notes == ("a cold",)
    assert with_chart.events == ()
    without = summary(made_up(60), 60, frozenset({Section.EVENTS}))
    assert [(event.title, event.words) for event in without.events] == [
        ("My prescriber changed a dose", ""),
        ("Illness", ""),
    ]


def test_questions_stand_one_by_one() -> None:
    assert summary(made_up(30), 30, questions="Why?\nWhat now?").questions == ("Why?", "What now?")


def test_the_page_tells_when_it_was_made_by_the_patients_clock() -> None:
    assert summary(made_up(30), 30).made_on == "1 July 2026"


def test_completeness_tells_late_entries_and_those_from_a_file_apart() -> None:
    assert completeness_words(Completeness(30, 26, 20, 4)) == (
        "26 of 30 days logged: 20 entered on the day, 4 later, 2 from a file."
    )


def medicine(name: str, amount: str | None, **given: object) -> CurrentMedicine:
    settled: dict[str, object] = {
        "route": "oral",
        "unit": "mg",
        "times_per_day": 2,
        "count_at_once": 1,
        "has_prescription": True,
        "as_needed": False,
        "is_worn": False,
        **given,
    }
    return CurrentMedicine(
        name=name,
        amount=None if amount is None else Decimal(amount),
        **settled,  # type: ignore[arg-type]  # the names above are its fields
    )


PATCH = {"route": "transdermal", "unit": "mcg/h", "times_per_day": 0, "is_worn": True}


@pytest.mark.parametrize(
    ("listed", "prescribed", "mme"),
    [
        # Test vectors of the CDC 2022 factors: 10 mg oxycodone twice = 30, 25 mcg/h fentanyl = 60.
        (medicine("oxycodone ER", "10.00"), "10 mg, 2 times a day: 20 mg a day", "30"),
        (medicine("hydromorphone", "4", times_per_day=4), "4 mg, 4 times a day: 16 mg a day", "80"),
        (medicine("methadone", "15", times_per_day=1), "15 mg once a day", "70"),
        (
            medicine("oxycodone", "10", amount_per_day=Decimal(15), in_words="10 mg, 20 mg"),
            "10 mg, 20 mg: 15 mg a day",
            "22",
        ),
        (
            medicine(
                "oxycodone",
                "10",
                amount_per_day=Decimal(5),
                amount_on_day_taken=Decimal(10),
                in_words="10 mg every other day",
            ),
            "10 mg every other day: 5 mg a day on average",
            "15 on days taken, 7.5 on average",
        ),
        (
            medicine("morphine ER", "15", stopped_on=day(9)),
            f"not taken since {day_words(day(9))}",
            "–",
        ),
        (medicine("fentanyl", "25", **PATCH), "25 mcg/h worn", "60"),
        (
            medicine("fentanyl", "37.5", **PATCH, count_at_once=2),
            "37.5 mcg/h, 2 patches: 75 mcg/h",
            "180",
        ),
        (medicine("morphine", "5", as_needed=True, times_per_day=0), "5 mg when needed", "varies"),
        (medicine("morphine", "5", times_per_day=0), "5 mg, times not written down", "varies"),
        (medicine("morphine", None), "amount not written down", "varies"),
        (medicine("buprenorphine", "2"), "2 mg, 2 times a day: 4 mg a day", "not counted"),
        (medicine("ibuprofen", "400"), "400 mg, 2 times a day: 800 mg a day", "–"),
    ],
)
def test_a_medicine_is_told_with_its_daily_amount_and_what_it_counts(
    listed: CurrentMedicine, prescribed: str, mme: str
) -> None:
    row = medicines_of_part(shared(Diary(), 14, medicines=(listed,))).rows[0]
    assert (row.prescribed, row.prescribed_mme) == (prescribed, mme)


def test_the_logged_amount_is_the_mean_of_the_days_with_a_dose() -> None:
    diary = Diary(doses=(taken(20, 30), taken(21, 60), taken(21, 10, "oxycodone"), taken(2, 500)))
    listed = (medicine("morphine", "15"), medicine("oxycodone", "5", as_needed=True))
    told = medicines_of_part(shared(diary, 30, medicines=listed))
    assert (
        told.logged_over
        == f"2 days with a dose that counts, of the last {LOGGED_DAYS} that are over"
    )
    assert [(row.name, row.prescribed_mme, row.logged_mme) for row in told.rows] == [
        ("morphine", "30", "45"),
        ("oxycodone", "varies", "7.5"),
        ("All that is counted", "30", "52"),
    ]


def test_two_strengths_of_one_patch_share_what_was_logged() -> None:
    worn = replace(taken(15, 25, "fentanyl"), route="transdermal", unit="mcg/h")
    doses = tuple(
        replace(worn, taken_at_local=worn.taken_at_local + timedelta(days=n), amount=amount)
        for n in range(0, 15, 3)
        for amount in (25, 12)
    )
    listed = (medicine("fentanyl", "25", **PATCH), medicine("fentanyl", "12", **PATCH))
    told = medicines_of_part(shared(Diary(doses=doses), 30, medicines=listed))
    assert {row.logged_mme.split(", ")[-1] for row in told.rows[:2]} == {"all fentanyl"}
    assert told.rows[0].logged_mme == f"{told.rows[2].logged_mme}, all fentanyl"


def test_a_logged_amount_never_hides_doses_of_it_that_cannot_be_counted() -> None:
    in_tablets = replace(taken(28, 2, "oxycodone"), unit="tablet")
    listed = (medicine("oxycodone", "10"),)
    told = medicines_of_part(shared(Diary(doses=(in_tablets,)), 30, medicines=listed))
    assert (
        told.logged_over
        == f"0 days with a dose that counts, of the last {LOGGED_DAYS} that are over"
    )
    assert told.rows[0].logged_mme == "not counted"
    both = Diary(doses=(in_tablets, taken(27, 10, "oxycodone")))
    told = medicines_of_part(shared(both, 30, medicines=listed))
    assert told.rows[0].logged_mme == "15 and more, not counted"


def test_opioids_without_a_factor_are_named_whether_listed_or_only_taken() -> None:
    diary = Diary(doses=(taken(3, 50, "meperidine"),))
    listed = (medicine("buprenorphine", "2"),)
    told = medicines_of_part(shared(diary, 30, medicines=listed))
    assert told.not_counted == ("buprenorphine", "meperidine")
    assert told.rows[0].logged_mme == "not counted"
    assert "2022" in told.source


@pytest.fixture(scope="module")
def pattern() -> Assessment:
    found = assess(example_diary(), LAST_DAY)
    assert found.level is Level.DISCUSS
    return found


def test_the_advisory_shows_figures_sentences_and_other_explanations(pattern: Assessment) -> None:
    told = shared_advisory(pattern)
    assert told.finding == LEVEL_WORDINGS[Level.DISCUSS].finding
    pain = next(row for row in told.rows if row.title == "Average pain")
    line = next(line for line in pattern.criteria if line.code == "pain_rise")
    assert pain.before == f"{line.before_mean:.1f} out of 10"
    assert pain.since == f"{line.after_mean:.1f} out of 10"
    assert line.before is not None
    assert line.after is not None
    assert pain.logged == f"{line.before.days_logged} / {line.after.days_logged}"
    judged = [c for c in pattern.criteria if c.verdict != "cannot_judge"]
    assert len(told.rows) + len(told.told) == len(judged)
    assert len(told.causes) + len(told.silent.split("; ")) >= len(pattern.explanations)
    assert pattern.method_version in told.method


def test_the_provider_reads_how_the_three_were_counted(pattern: Assessment) -> None:
    told = next(line for line in shared_advisory(pattern).told if line.title == "At the same time")
    assert "3 went up over the same days." in told.words
    assert told.words.endswith("above zero even at the low end of its range.")


def test_too_few_days_say_nothing_more_than_that() -> None:
    told = shared_advisory(Assessment(LAST_DAY, Level.INSUFFICIENT_DATA))
    assert told.finding == LEVEL_WORDINGS[Level.INSUFFICIENT_DATA].finding
    assert (told.rows, told.told, told.causes, told.method) == ((), (), (), "")


def test_no_area_on_the_page_is_the_readers_own(pattern: Assessment) -> None:
    assert "your" not in repr(shared_advisory(pattern)).lower()


@pytest.mark.parametrize("word", ["you have", "likely", "abuse", "addict", "failed", "comply"])
def test_words_that_judge_or_diagnose_are_not_used(pattern: Assessment, word: str) -> None:
    shown = summary(made_up(60), 60)
    texts = [
        repr(shared_advisory(pattern)),
        *(words.finding for words in LEVEL_WORDINGS.values()),
        repr(replace(shown, timeline=None)),
    ]
    assert not any(word in text.lower() for text in texts)
