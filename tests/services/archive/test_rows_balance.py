"""A whole zip, brought back wherever its owner has flown: rows read and listed are all its rows."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DiaryEvent
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.local_time import local_day, local_time
from app.diary.lossless import LosslessDiary, PersonSettings
from app.interop.archive import Archive, read_archive, write_archive
from app.interop.lived_part import Present, lived_part
from app.services.archive.merge import Additions, additions
from app.services.archive.plan import plan_import

ZONES = ("Pacific/Kiritimati", "Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles", "UTC")
# The clocks go back in Los Angeles on this day; noon here is midnight at the date line.
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
unhurried = settings(deadline=None, max_examples=60)

zones = st.sampled_from(ZONES)
nows = st.integers(-14 * 60, 14 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
# From two days before to two days after: files hold what is still to come, too.
shifts = st.integers(-48 * 4, 48 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))
answers = st.sampled_from(
    [
        Answers({"average_pain": 4}),
        Answers(note="rain"),
        Answers(),
        Answers(jerks_or_confusion=True),
    ]
)


@st.composite
def flown(draw: st.DrawFn, *, to_come: bool) -> tuple[LosslessDiary, datetime]:
    """Return a diary that was written in several zones, and the present."""
    now = draw(nows)

    def entered() -> Entered:
        by = draw(shifts)
        return Entered(now + (by if to_come else -abs(by)), draw(zones))

    def a_dose(number: int) -> LoggedDose:
        there = entered()
        return LoggedDose(
            public_id=f"dose-{number}",
            medicine_public_id=None,
            medication=draw(st.sampled_from(["oxycodone", "morphine"])),
            route="oral",
            amount=Decimal(5),
            unit="mg",
            taken_at=there.at,
            taken_at_local=local_time(there.at, there.time_zone),
            entered=there,
        )

    def a_check_in(number: int) -> CheckIn:
        there = entered()
        return CheckIn(
            f"check-in-{number}", local_day(there.at, there.time_zone), there, draw(answers)
        )

    def an_event(number: int) -> LoggedEvent:
        there = entered()
        day = local_day(there.at, there.time_zone)
        return LoggedEvent(f"event-{number}", DiaryEvent(day, "illness", "flu"), there)

    count = st.integers(0, 5)
    return LosslessDiary(
        PersonSettings(draw(zones)),
        check_ins=tuple(a_check_in(number) for number in range(draw(count))),
        doses=tuple(a_dose(number) for number in range(draw(count))),
        events=tuple(an_event(number) for number in range(draw(count))),
    ), now


def without_lossless(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(packed, "w") as plain:
        for name in whole.namelist():
            if name != "diary.json":
                plain.writestr(name, whole.read(name))
    return packed.getvalue()


def brought(content: bytes, here: str, now: datetime) -> Archive:
    return lived_part(read_archive(content), Present.of(now, here))


def rows_of(records: LosslessDiary) -> int:
    """How many rows these records are in the plain files: a day is one."""
    days = {check_in.for_date for check_in in records.check_ins}
    return len(days) + len(records.doses) + len(records.events)


def listed(archive: Archive) -> int:
    return sum(one.line is not None for one in archive.left_out)


@pytest.mark.slow
@unhurried
@given(flown(to_come=True), zones, st.booleans())
def test_rows_read_and_rows_listed_are_all_rows(
    made: tuple[LosslessDiary, datetime], here: str, is_whole: bool
) -> None:
    diary, now = made
    content = write_archive(diary)
    archive = brought(content if is_whole else without_lossless(content), here, now)
    assert archive.is_by_record is is_whole
    assert archive.plain is not None
    added = additions(LosslessDiary(PersonSettings(here)), archive, now)
    assert rows_of(added.offered) + listed(archive) == archive.plain.row_count == rows_of(diary)
    assert len(archive.diary.doses) == len(added.offered.doses)
    assert len(archive.diary.events) == len(added.offered.events)
    assert {entry.for_date for entry in archive.diary.entries} == {
        check_in.for_date for check_in in added.offered.check_ins
    }
    assert result_of(added) == rows_of(added.offered)


def result_of(added: Additions) -> int:
    """How many rows an import writes, medicines left out."""
    plan = plan_import(added, {}, {})
    written = [record for piece in plan.pieces for record in piece.records]
    days = {record.for_date for record in written if isinstance(record, CheckIn)}
    return len(days) + sum(not isinstance(record, CheckIn) for record in written)


@pytest.mark.slow
@unhurried
@given(flown(to_come=False), zones)
def test_what_was_lived_anywhere_comes_back_whole_and_is_known(
    made: tuple[LosslessDiary, datetime], here: str
) -> None:
    diary, now = made
    told = tuple(one for one in diary.check_ins if not one.answers.is_empty)
    diary = replace(diary, person=PersonSettings(here), check_ins=told)
    archive = brought(write_archive(diary), here, now)
    assert archive.left_out == ()
    added = additions(diary, archive, now)
    assert (added.count, dict(added.differences)) == (0, {})


@pytest.mark.parametrize("is_last_to_come", [False, True])
def test_a_flight_west_leaves_nothing_out_that_comes_in(is_last_to_come: bool) -> None:
    now = datetime(2026, 6, 11, 2, tzinfo=UTC)  # 2 pm on 11 June in Auckland, 10 June in California
    there = Entered(now, "Pacific/Auckland")
    pain = CheckIn("a", local_day(now, there.time_zone), there, Answers({"average_pain": 4}))
    later = replace(pain, public_id="b", for_date=pain.for_date + timedelta(days=1))
    diary = LosslessDiary(
        PersonSettings("Pacific/Auckland"), check_ins=(pain, later) if is_last_to_come else (pain,)
    )
    archive = brought(write_archive(diary), "America/Los_Angeles", now)
    assert archive.lossless is not None
    assert archive.lossless.check_ins == (pain,)
    assert [(one.line, str(one.rule)) for one in archive.left_out] == (
        [(3, "This day is still to come")] if is_last_to_come else []
    )
