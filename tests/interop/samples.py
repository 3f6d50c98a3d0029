"""A small made-up diary as files, and strategies for any diary."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from app.clinical.areas import AREA_CODES
from app.clinical.care import CARE_KINDS
from app.clinical.events import EVENT_KINDS
from app.clinical.patches import LONGEST_WEAR_HOURS, MOST_WORN_AT_ONCE, SHORTEST_WEAR_HOURS
from app.clinical.story import STORY_QUESTIONS
from app.clinical.substances import Form
from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine, Regimen
from app.diary.scores import AVERAGE_PAIN, FURTHER_SCORES, SCORES

# The machine may be busy: what counts is the answer, not how soon an example gives it.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(unhurried, max_examples=30)
many = settings(unhurried, max_examples=150)

SAMPLE = {
    "entries.csv": (
        b"date,pain,worst_pain,locations,touch_sensitivity,note\r\n"
        b'2026-03-01,4,6,left_upper_leg;lower_back,0,"slept badly, then rain"\r\n'
        b"2026-03-02,,,,,\r\n"
        b'2026-03-04,5,,lower_back,2,"two\nlines ""quoted"""\r\n'
    ),
    "doses.csv": (
        b"taken_at,medication,route,amount,unit\r\n"
        b"2026-03-01T08:00:00,oxycodone ER,oral,10,mg\r\n"
        b"2026-03-01T20:00:00,oxycodone ER,oral,10,mg\r\n"
        b"2026-03-02T07:30:00,fentanyl,transdermal,12,mcg/h\r\n"
        b"2026-03-04T12:00:00,paracetamol,oral,500,mg\r\n"
    ),
    "events.csv": b"date,kind,note\r\n2026-03-02,dose_change_by_prescriber,patch added\r\n",
    "profile.json": (
        b'{"original_locations": ["lower_back"], "opioid_start": "2025-11-20",'
        b' "condition": "worn discs"}'
    ),
}


def zipped(files: dict[str, bytes], folder: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content)
    return packed.getvalue()


def changed(name: str, content: bytes) -> dict[str, bytes]:
    return SAMPLE | {name: content}


dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))
# A patch comes off within weeks, and that day must be one of the format, too.
moments = st.datetimes(datetime(1900, 1, 1), datetime(2199, 11, 1)).map(  # noqa: DTZ001 - local
    lambda moment: moment.replace(microsecond=0, fold=0)
)
instants = moments.map(lambda moment: moment.replace(tzinfo=UTC))
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
formula_starts = st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "'", "''=", "'@", "\n"])
notes = st.builds(str.__add__, formula_starts, st.text(letters, max_size=30))
own_names = notes.map(lambda text: " ".join(text.split())).filter(bool)
zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"])
scores = st.none() | st.integers(0, 10)
area_sets = st.frozensets(st.sampled_from(sorted(AREA_CODES)), max_size=6)
ids = st.uuids().map(str)
amounts = st.integers(1, 4_000_000).map(lambda thousandths: Decimal(thousandths) / 1000)
by_mouth = st.tuples(
    st.sampled_from(["oxycodone", "hydrocodone/acetaminophen"]), st.just("oral"), st.just("mg")
)
on_skin = st.tuples(
    st.sampled_from(["fentanyl", "buprenorphine"]), st.just("transdermal"), st.just("mcg/h")
)
own = st.tuples(st.just("= my drops"), st.just("other"), st.just("mL"))
products = by_mouth | on_skin | own


@st.composite
def plain_doses(draw: st.DrawFn) -> Dose:
    medication, route, unit = draw(products)
    taken_at = draw(moments)
    worn = draw(st.none() | st.integers(0, 400))
    removed_at = None if worn is None else taken_at + timedelta(hours=worn)
    return Dose(taken_at, medication, route, draw(st.floats(0.001, 1000)), unit, removed_at)


diary_events = st.builds(DiaryEvent, dates, st.sampled_from(sorted(EVENT_KINDS)), notes)
profiles = st.builds(Profile, area_sets, st.none() | dates, notes)
plain_diaries = st.builds(
    Diary,
    entries=st.lists(
        st.builds(
            DayEntry,
            dates,
            pain=scores.map(lambda score: None if score is None else float(score)),
            worst_pain=scores,
            areas=st.none() | area_sets,
            touch=scores,
            note=notes,
            further=st.dictionaries(
                st.sampled_from([score.code for score in FURTHER_SCORES]), st.integers(0, 10)
            ),
        ),
        unique_by=lambda entry: entry.for_date,
        max_size=6,
    ).map(lambda found: tuple(sorted(found, key=lambda entry: entry.for_date))),
    doses=st.lists(plain_doses(), max_size=6).map(
        lambda found: tuple(
            sorted(found, key=lambda d: (d.taken_at_local, d.medication, d.route, d.unit, d.amount))
        )
    ),
    events=st.lists(diary_events, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda e: (e.for_date, e.kind, e.note)))
    ),
    profile=profiles,
)


def with_mean(answers: Answers) -> Answers:
    """Let average pain stand for a mean, where it was answered."""
    average = answers[AVERAGE_PAIN]
    mean = None if average is None else average - 0.25 if average else 0.1
    return replace(answers, pain_mean=mean)


entries_made = st.builds(Entered, instants, zones, st.booleans())
check_ins = st.builds(
    CheckIn,
    ids,
    st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    st.builds(
        Entered,
        st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 6)).map(  # noqa: DTZ001 - UTC is added
            lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
        ),
        zones,
        st.booleans(),
    ),
    st.tuples(
        st.builds(
            Answers,
            st.dictionaries(st.sampled_from([score.code for score in SCORES]), st.integers(0, 10)),
            st.none() | area_sets,
            notes,
            st.booleans(),
        ),
        st.booleans(),
    ).map(lambda drawn: with_mean(drawn[0]) if drawn[1] else drawn[0]),
)


@st.composite
def logged_doses(draw: st.DrawFn) -> LoggedDose:
    medication, route, unit = draw(products)
    taken_at = draw(moments)
    return LoggedDose(
        public_id=draw(ids),
        medicine_public_id=None,
        medication=medication,
        route=route,
        amount=draw(amounts.filter(lambda amount: amount <= 1000)),
        unit=unit,
        taken_at=draw(instants),
        taken_at_local=taken_at,
        entered=draw(entries_made),
        removed_at=draw(st.none() | instants),
        removed_at_local=draw(st.none() | st.just(taken_at + timedelta(hours=50))),
        is_daily_total=draw(st.booleans()),
        due_at_local=draw(st.none() | moments),
        patch_number=draw(st.integers(1, MOST_WORN_AT_ONCE)),
    )


regimens = st.builds(
    Regimen,
    amounts.filter(lambda amount: amount <= 2000),
    st.sampled_from(["mg", "mcg/h"]),
    st.lists(st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))).map(
        tuple
    ),
    change_every_hours=st.none() | st.integers(SHORTEST_WEAR_HOURS, LONGEST_WEAR_HOURS),
    count_at_once=st.integers(1, MOST_WORN_AT_ONCE),
    from_date=dates,
    event_public_id=st.none() | ids,
)
medicines = st.builds(
    Medicine,
    public_id=ids,
    name=own_names,
    substance=st.none() | st.just("oxycodone"),
    route=st.just("oral"),
    form=st.sampled_from(list(Form)),
    as_needed=st.booleans(),
    started_on=st.none() | dates,
    stopped_on=st.none() | dates,
    regimens=st.lists(regimens, min_size=1, max_size=2).map(tuple),
    has_prescription=st.booleans(),
    is_imported=st.booleans(),
)
stories = st.fixed_dictionaries(
    {}, optional={q.code: st.sampled_from(sorted(q.answers)) for q in STORY_QUESTIONS}
)
lossless_diaries = st.builds(
    LosslessDiary,
    st.builds(
        PersonSettings,
        zones,
        profiles,
        st.sampled_from(["", *sorted(CARE_KINDS)]),
        stories,
    ),
    st.lists(check_ins, max_size=6, unique_by=lambda item: item.public_id).map(tuple),
    st.lists(logged_doses(), max_size=4, unique_by=lambda item: item.public_id).map(tuple),
    st.lists(
        st.builds(LoggedEvent, ids, diary_events, entries_made),
        max_size=3,
        unique_by=lambda item: item.public_id,
    ).map(tuple),
    st.lists(medicines, max_size=2, unique_by=lambda item: item.public_id).map(tuple),
)
