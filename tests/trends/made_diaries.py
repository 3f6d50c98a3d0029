"""Diaries for the tests of the detector: simulated people as diaries, and any diary at all."""

from datetime import date, datetime, time, timedelta
from functools import cache

import numpy as np
from hypothesis import strategies as st

from app.clinical.areas import AREA_CODES
from app.clinical.events import EVENT_KINDS
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.trends.detector.signals import AREA_ORDER, Signals
from app.validation.population import draw_person
from app.validation.worlds import USUAL_WORLD

SEED = 77


def as_diary(signals: Signals) -> Diary:
    """Write a simulated person's days as rows; the whole dose of a day is one of morphine."""
    entries, doses = [], []
    for index in range(signals.days):
        day = signals.day_of(index)
        if not np.isnan(signals.pain[index]):
            touch = signals.touch[index]
            marked = np.flatnonzero(signals.areas[index])
            entries.append(
                DayEntry(
                    day,
                    pain=float(signals.pain[index]),
                    areas=frozenset(AREA_ORDER[n] for n in marked) or None,
                    touch=None if np.isnan(touch) else int(touch),
                )
            )
        if not np.isnan(signals.mme_per_day[index]):
            amount = round(float(signals.mme_per_day[index]), 3)
            doses.append(Dose(datetime.combine(day, time(8)), "morphine", "oral", amount, "mg"))
    return Diary(
        entries=tuple(entries),
        doses=tuple(doses),
        events=tuple(DiaryEvent(signals.day_of(at), kind) for at, kind in signals.events),
        profile=Profile(
            frozenset(AREA_ORDER[n] for n in np.flatnonzero(signals.original)),
            None if signals.opioid_start is None else signals.day_of(signals.opioid_start),
        ),
    )


@cache
def simulated(number: int) -> Diary:
    """Return the diary of one simulated person."""
    return as_diary(draw_person(USUAL_WORLD, SEED, number)[0])


def of_kind(kind: str) -> Diary:
    """Return the diary of the first simulated person of a class, with the whole picture of it."""
    for number in range(1000):
        signals, truth = draw_person(USUAL_WORLD, SEED, number)
        if truth.kind == kind and (truth.severity, truth.picture) in {("", ""), ("strong", "full")}:
            return as_diary(signals)
    raise AssertionError(kind)


def first_day(diary: Diary) -> date:
    return min(entry.for_date for entry in diary.entries)


def last_day(diary: Diary) -> date:
    return max(entry.for_date for entry in diary.entries)


_days = st.integers(0, 200).map(lambda n: date(2025, 1, 1) + timedelta(days=n))
_areas = st.frozensets(st.sampled_from(sorted(AREA_CODES)), max_size=5)
_entries = st.builds(
    DayEntry,
    for_date=_days,
    pain=st.none() | st.floats(0, 10),
    worst_pain=st.none() | st.integers(0, 10),
    areas=st.none() | _areas,
    touch=st.none() | st.integers(0, 10),
    entered_on=st.none() | _days,
)
_medicines = st.sampled_from(
    [
        ("oxycodone", "oral", "mg"),
        ("oxycodone ER", "oral", "mg"),
        ("hydrocodone/acetaminophen", "oral", "mg"),
        ("fentanyl", "transdermal", "mcg/h"),
        ("buprenorphine", "sublingual", "mg"),
        ("ibuprofen", "oral", "mg"),
        ("something unknown", "oral", "mg"),
    ]
)
_times = st.datetimes(datetime(2024, 12, 1), datetime(2025, 8, 1))  # noqa: DTZ001 -- local times


@st.composite
def _doses(draw: st.DrawFn) -> Dose:
    name, route, unit = draw(_medicines)
    return Dose(draw(_times), name, route, draw(st.floats(0, 500)), unit)


any_diary = st.builds(
    Diary,
    entries=st.lists(_entries, max_size=60, unique_by=lambda entry: entry.for_date).map(tuple),
    doses=st.lists(_doses(), max_size=60).map(tuple),
    events=st.lists(
        st.builds(DiaryEvent, for_date=_days, kind=st.sampled_from(sorted(EVENT_KINDS))),
        max_size=8,
    ).map(tuple),
    profile=st.builds(
        Profile, original_areas=_areas, opioid_start=st.none() | _days, condition=st.just("")
    ),
)
