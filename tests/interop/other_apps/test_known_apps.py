"""Forms of known apps, each recognised by its columns and read as it is meant."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.interop.other_apps.choices import Meaning, Part
from app.interop.other_apps.recognise import KNOWN_APPS
from app.interop.other_apps.scores import Scale, ScoreRule
from tests.interop.other_apps import lists
from tests.interop.other_apps.lists import asked, listing_of, read, with_said

FORMS = {
    "Bearable": lists.BEARABLE,
    "Migraine Buddy": lists.MIGRAINE_BUDDY,
    "Daylio": lists.DAYLIO,
    "MedTimer": lists.MEDTIMER,
    "Pain Tracker": lists.PAIN_TRACKER,
    "Cluster Headache Tracker": lists.CLUSTER_LOGS,
    "Track & Graph": lists.TRACK_AND_GRAPH,
    "Health Auto Export": lists.HEALTH_AUTO_EXPORT,
    "Apple Health": lists.APPLE_HEALTH,
    "Manage My Pain": lists.MANAGE_MY_PAIN,
    "REDCap": lists.REDCAP,
}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - local time


@pytest.mark.parametrize("app", FORMS)
def test_a_form_is_recognised_by_its_columns(app: str) -> None:
    assert listing_of(FORMS[app]).app == app
    assert any(known.startswith(app) for known in KNOWN_APPS)


def test_every_known_app_has_a_list_here() -> None:
    assert len(FORMS) == len(KNOWN_APPS) == 11


def test_manage_my_pain_is_suggested_whole_and_confirmed_column_by_column() -> None:
    listing = listing_of(lists.MANAGE_MY_PAIN)
    suggested = listing.suggested
    assert not suggested.is_confirmed
    assert "Look at each" in listing.hint
    told = {part: listing.heading(at) for part, at in suggested.columns.items()}
    assert told == {
        Part.DATE: "Date",
        Part.TIME: "Time",
        Part.PAIN: "Severity",
        Part.PLACES: "Locations",
        Part.MEDICINE: "Medication",
    }
    said = with_said(listing, scores={Part.PAIN: ScoreRule(Scale.AS_IS)}, is_confirmed=True)
    outcome = read(listing, said)
    assert outcome.rows_read == 2
    assert [(r.pain, r.areas) for r in outcome.readings] == [
        (6, frozenset({"lower_back"})),
        (4, frozenset({"neck"})),
    ]
    assert "Aggravating Factors: Sitting" in outcome.readings[0].note
    assert "Notes: woke up" in outcome.readings[0].note
    assert outcome.unused_headings == ("Duration",)


@pytest.mark.parametrize(
    "headings",
    [
        "Date,Pain,Characteristics,Environment,Notes",
        "Day,Associated Symptoms,Characteristics,Environment",
        "Date,Severity,Triggers,Symptoms,Relief,Notes",
    ],
)
def test_no_other_list_is_taken_for_manage_my_pain(headings: str) -> None:
    assert listing_of(f"{headings}\n2026-11-01,5,a,b,c,d\n").app == ""


def test_bearable_asks_what_a_symptom_is_and_how_its_four_steps_are_meant() -> None:
    listing = listing_of(lists.BEARABLE)
    questions = asked(listing)
    assert [(named.words, named.rows) for named in questions.subjects] == [
        ("Neck pain", 2),
        ("Morphine", 1),
        ("Ibuprofen", 1),
        ("Mood", 1),
    ]
    assert listing.suggested.meanings == {
        "morphine": Meaning.MEDICINE,
        "ibuprofen": Meaning.MEDICINE,
        "mood": Meaning.LEFT_OUT,
    }
    meanings = {**listing.suggested.meanings, "neck pain": Meaning.PAIN}
    then = asked(listing, with_said(listing, meanings=meanings))
    (score,) = then.scores
    assert (score.part, score.answers) == (Part.PAIN, ("2", "4"))
    assert Scale.AS_IS in score.scales
    assert [named.words for named in then.amounts] == ["Ibuprofen, 1 tablet"]
    steps = ScoreRule(Scale.ONE_BY_ONE, {"2": 5, "4": 9})
    outcome = read(
        listing,
        with_said(
            listing,
            meanings=meanings,
            scores={Part.PAIN: steps},
            amounts={"ibuprofen | 1 tablet": "200 mg"},
        ),
    )
    assert [(r.pain, r.at, r.note) for r in outcome.readings] == [
        (5, None, "after work"),
        (9, at(3, 21, 15), ""),
    ]
    assert [(d.medicine, d.amount, d.unit, d.at) for d in outcome.doses] == [
        ("Morphine", Decimal(5), "mg", at(3, 9)),
        ("Ibuprofen", Decimal(400), "mg", None),
    ]
    assert [item.sentence for item in outcome.unused_rows] == ['"Mood" is left out.']


def test_migraine_buddy_is_read_below_its_preamble_and_zero_stays_zero() -> None:
    listing = listing_of(lists.MIGRAINE_BUDDY)
    questions = asked(listing)
    assert [named.words for named in questions.amounts] == ["Sumatriptan"]
    outcome = read(listing, with_said(listing, amounts={"sumatriptan | ": "50 mg"}))
    first, second = outcome.readings
    assert (first.pain, first.at) == (8, at(14, 22, 10))
    assert "Potential Triggers: Weather, Stress" in first.note
    assert "Notes: left side" in first.note
    assert "dr5r" not in first.note, "where somebody was is none of a diary's business"
    assert (second.pain, second.at) == (0, at(20, 7, 5))
    assert [(d.medicine, d.amount) for d in outcome.doses] == [("Sumatriptan", Decimal(50))]
    assert len(outcome.unused_rows) == 2


def test_daylio_becomes_notes() -> None:
    (only,) = read(listing_of(lists.DAYLIO)).readings
    assert (only.pain, only.at) == (None, at(5, 21, 40))
    assert only.note.splitlines() == [
        "mood: meh",
        "activities: walk | rest",
        "note_title: Legs",
        "note: stiff after the walk",
    ]


def test_medtimer_gives_what_was_taken_in_the_persons_time() -> None:
    outcome = read(listing_of(lists.MEDTIMER))
    (dose,) = outcome.doses
    assert (dose.medicine, dose.amount, dose.unit) == ("Tramadol", Decimal(50), "mg")
    assert dose.at == at(5, 22, 4), "four past three in UTC is the evening before in New York"
    assert [reading.note for reading in outcome.readings] == ["Tramadol: with food"]
    assert [item.sentence for item in outcome.unused_rows] == [
        "Only a reminder. The list does not say that it was taken."
    ]


def test_pain_tracker_is_read_though_its_lines_end_in_a_backslash_and_an_n() -> None:
    first, second = read(listing_of(lists.PAIN_TRACKER)).readings
    assert (first.pain, first.at, first.areas) == (
        6,
        at(8, 7, 45),
        {"lower_back", "left_upper_leg"},
    )
    assert (second.pain, second.areas) == (3, None)


def test_cluster_headache_tracker_is_read_with_its_attacks_and_its_doses() -> None:
    listing = listing_of(lists.CLUSTER_LOGS)
    assert [named.words for named in asked(listing).amounts] == ["oxygen", "sumatriptan"]
    outcome = read(listing)
    assert [reading.pain for reading in outcome.readings] == [9]
    assert [item.heading for item in outcome.unused] == ["oxygen", "sumatriptan"]
    (dose,) = read(listing_of(lists.CLUSTER_DOSES)).doses
    assert (dose.medicine, dose.amount, dose.at) == ("Sumatriptan", Decimal(6), at(10, 2, 20))


def test_track_and_graph_asks_what_each_tracker_is() -> None:
    listing = listing_of(lists.TRACK_AND_GRAPH)
    assert [named.words for named in asked(listing).subjects] == ["Pain", "Codeine", "Steps"]
    meanings = {"pain": Meaning.PAIN, "codeine": Meaning.MEDICINE, "steps": Meaning.LEFT_OUT}
    then = asked(listing, with_said(listing, meanings=meanings))
    assert [named.words for named in then.amounts] == ["Codeine, 1"], "30 what? is asked"
    said = with_said(listing, meanings=meanings, amounts={"codeine | 1": "1 mg"})
    outcome = read(listing, said)
    (reading,) = outcome.readings
    assert (reading.pain, reading.at, reading.note) == (7, at(11, 15, 10), "Note: bad evening")
    assert [(d.medicine, d.amount, d.unit) for d in outcome.doses] == [("Codeine", 30, "mg")]


def test_an_older_export_of_track_and_graph_holds_the_label_behind_the_value() -> None:
    old = (
        "FeatureName,Timestamp,Value,Note\nPain,2026-11-11T20:10:00Z,3:Dull,\n"
        "Run,2026-11-11T20:10:00Z,1:10:00,\n"
    )
    listing = listing_of(old)
    meanings = {"pain": Meaning.PAIN, "run": Meaning.NOTE}
    scores = {Part.PAIN: ScoreRule(Scale.AS_IS)}
    first, second = read(listing, with_said(listing, meanings=meanings, scores=scores)).readings
    assert (first.pain, first.note) == (3, "Label: Dull")
    assert second.note == "Run: 1:10:00"


def test_health_auto_export_asks_how_much_one_is_and_passes_over_what_was_not_taken() -> None:
    listing = listing_of(lists.HEALTH_AUTO_EXPORT)
    assert [named.key for named in asked(listing).amounts] == ["oxycodone | 1 count"]
    outcome = read(listing, with_said(listing, amounts={"oxycodone | 1 count": "5 mg"}))
    (dose,) = outcome.doses
    assert (dose.amount, dose.unit, dose.at) == (Decimal(5), "mg", at(12, 8))
    assert [item.sentence for item in outcome.unused_rows] == [
        "Not taken, says the list: Skipped",
        "Not taken, says the list: Not Logged",
    ]


def test_apple_healths_words_are_given_a_score_by_the_person() -> None:
    listing = listing_of(lists.APPLE_HEALTH)
    said = with_said(listing, meanings={"lower back pain": Meaning.PAIN})
    (score,) = asked(listing, said).scores
    assert (score.answers, score.scales) == (
        ("mild", "severe"),
        (Scale.ONE_BY_ONE, Scale.LEFT_OUT),
    )
    rule = ScoreRule(Scale.ONE_BY_ONE, {"mild": 3, "severe": 8})
    outcome = read(listing, with_said(listing, meanings=said.meanings, scores={Part.PAIN: rule}))
    assert [(r.pain, r.at) for r in outcome.readings] == [(8, at(15, 9)), (3, at(16, 9))]


def test_redcap_asks_whose_rows_are_meant() -> None:
    listing = listing_of(lists.REDCAP)
    assert asked(listing).people == ("p1", "p2")
    assert not listing.suggested.is_confirmed, "its columns differ from study to study"
    (only,) = read(listing, with_said(listing, only="p2")).readings
    assert (only.pain, only.for_date, only.at) == (9, date(2026, 11, 17), None)
    assert read(listing).readings == (), "nobody's rows are anybody's"
