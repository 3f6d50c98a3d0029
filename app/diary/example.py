"""A made-up diary of 120 days, to look around in before keeping one.

No person stands behind it: each figure was written by hand to tell one story. A sore back, a dose
that goes up three times with some good days after each step, then pain that comes back stronger,
spreads and makes light touch hurt. What Tidemark says about it is never set here: the real
detector reads it like any other diary.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from app.clinical import events, routes, units
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile

DAYS = 120
# Any day does, so long as it stays the same: the detector looks at spans between days only.
LAST_DAY = date(2026, 10, 31)

# One sign per day, two weeks per line; a dot is a day without an answer.
_PAIN = (
    "555455345.4456"
    "6685663545..43"
    "33342222335645"
    "45455.64546414"
    "22224.44666555"
    "...36687765445"
    "5667.566778785"
    "78878.7877988."
    "88768777"
)
_TOUCH = (
    "10001.100.0000"
    "0000010000..00"
    "00000.00010000"
    "00000.20220101"
    "01200.22233232"
    "...44124331233"
    ".344.336554644"
    "44456.5445655."
    "45556554"
)
# How many of these places hurt, counted from the first one on.
_PLACES = (
    "lower_back",
    "left_upper_leg",
    "left_hip",
    "upper_back",
    "right_upper_leg",
    "neck",
    "left_shoulder_girdle",
    "right_shoulder_girdle",
)
_SPREAD = (
    "322222242.3232"
    "1322232212..23"
    "11222222222223"
    "12222.3233.322"
    "33344.33454554"
    "...45554655555"
    "5566.756666666"
    "66766.6767666."
    "67767666"
)
_IBUPROFEN_FROM_PAIN = 7
_ENTERED_LATER = {13: 1, 46: 2, 87: 1, 104: 1}
_NOTES = {
    0: "First day. The usual ache, worse after sitting.",
    17: "A bad cold. Everything aches.",
    30: "A bit better since the new dose.",
    57: "The sheet felt rough on my leg last night.",
    79: "My neck now, too. I did nothing special.",
    101: "A hug from my grandson hurt. That is new.",
    116: "Not a good week.",
}


class _Step(NamedTuple):
    """From which day on the two daily tablets hold how much."""

    from_day: int
    amount_mg: float


_STEPS = (_Step(0, 10), _Step(28, 15), _Step(54, 20), _Step(80, 30))
_TABLET_TIMES = (time(8, 0), time(20, 0))


def example_diary(last_day: date = LAST_DAY) -> Diary:
    """Return the example diary; its 120 days end on `last_day`.

    >>> diary = example_diary()
    >>> max(entry.for_date for entry in diary.entries) == LAST_DAY
    True
    """
    first_day = last_day - timedelta(days=DAYS - 1)
    return Diary(
        entries=tuple(_entry(first_day, day) for day, pain in enumerate(_PAIN) if pain != "."),
        doses=tuple(dose for day in range(DAYS) for dose in _doses(first_day, day)),
        events=(
            DiaryEvent(first_day + timedelta(days=16), events.ILLNESS, "A bad cold"),
            *(
                DiaryEvent(
                    first_day + timedelta(days=step.from_day), events.DOSE_CHANGE_BY_PRESCRIBER
                )
                for step in _STEPS[1:]
            ),
        ),
        profile=Profile(
            original_areas=frozenset(_PLACES[:2]),
            opioid_start=first_day - timedelta(days=410),
            condition="Lower back pain, down into the left leg",
        ),
    )


def _entry(first_day: date, day: int) -> DayEntry:
    for_date = first_day + timedelta(days=day)
    spread = _answer(_SPREAD, day)
    return DayEntry(
        for_date=for_date,
        pain=_answer(_PAIN, day),
        areas=None if spread is None else frozenset(_PLACES[:spread]),
        touch=_answer(_TOUCH, day),
        note=_NOTES.get(day, ""),
        entered_on=for_date + timedelta(days=_ENTERED_LATER.get(day, 0)),
    )


def _answer(signs: str, day: int) -> int | None:
    return None if signs[day] == "." else int(signs[day])


def _doses(first_day: date, day: int) -> list[Dose]:
    for_date = first_day + timedelta(days=day)
    amount_mg = max(step for step in _STEPS if step.from_day <= day).amount_mg
    taken = [
        Dose(datetime.combine(for_date, at), "oxycodone ER", routes.ORAL, amount_mg, units.MG)
        for at in _TABLET_TIMES
    ]
    pain = _answer(_PAIN, day)
    if pain is not None and pain >= _IBUPROFEN_FROM_PAIN:
        at = datetime.combine(for_date, time(14, 0))
        taken.append(Dose(at, "ibuprofen", routes.ORAL, 400, units.MG))
    return taken
