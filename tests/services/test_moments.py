"""What the clock showed, and which instant that was."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diary.local_time import comes_twice, turn_of
from app.services.errors import CameTwice, Refused
from app.services.moments import ClockTime, instant_of, moment, moment_at
from tests.cast.diary import at, by_clock

NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
ONE_HOUR = timedelta(hours=1)
LATER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [(NEW_YORK, at("2026-03-08 02:30")), (BERLIN, at("2026-03-29 02:30"))],
)
def test_a_time_that_the_clocks_skipped_is_refused_with_the_reason(
    zone: str, skipped: datetime
) -> None:
    with pytest.raises(Refused, match="no 2:30 am") as refused:
        moment(ClockTime(skipped), zone, LATER, ("day", "clock"))
    assert refused.value.field == "clock"
    assert "clocks went forward" in refused.value.sentence


TWICE = [
    (NEW_YORK, "2026-11-01 01:30", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
    (BERLIN, "2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "written", "first"), TWICE)
def test_an_hour_that_came_twice_is_asked_about(zone: str, written: str, first: datetime) -> None:
    with pytest.raises(CameTwice, match="came twice") as asked:
        moment(by_clock(written), zone, first + ONE_HOUR, ("day", "clock"))
    assert asked.value.field == "clock"
    assert moment(by_clock(written, "first"), zone, LATER).instant == first
    assert moment(by_clock(written, "second"), zone, LATER).instant == first + ONE_HOUR


@pytest.mark.parametrize(("zone", "written", "first"), TWICE)
def test_while_only_the_first_is_over_there_is_nothing_to_ask(
    zone: str, written: str, first: datetime
) -> None:
    assert moment(by_clock(written), zone, first + ONE_HOUR / 2).instant == first
    with pytest.raises(Refused, match="still to come"):
        moment(by_clock(written, "second"), zone, first + ONE_HOUR / 2)
    with pytest.raises(Refused, match="still to come"):
        moment(by_clock(written), zone, first - ONE_HOUR / 2)


def test_an_answer_that_was_not_asked_for_changes_nothing() -> None:
    noon = datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert moment(by_clock("2026-10-31 12:00", "second"), NEW_YORK, LATER).instant == noon


def test_now_in_the_second_of_two_equal_hours_is_exact() -> None:
    now = datetime(2026, 11, 1, 6, 30, 12, tzinfo=UTC)
    found = moment(None, NEW_YORK, now)
    assert found.instant == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert found.local == at("2026-11-01 01:30")


def test_a_time_to_come_is_refused_at_the_clock_and_a_day_to_come_at_the_day() -> None:
    now = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
    with pytest.raises(Refused) as at_clock:
        moment(by_clock("2026-03-11 15:31"), NEW_YORK, now, ("day", "clock"))
    with pytest.raises(Refused) as at_day:
        moment(by_clock("2026-03-12 00:01"), NEW_YORK, now, ("day", "clock"))
    assert (at_clock.value.field, at_day.value.field) == ("clock", "day")


@pytest.mark.parametrize("year", [1, 1066, 9999])
def test_years_that_nobody_lived_are_refused(year: int) -> None:
    with pytest.raises(Refused):
        moment(by_clock(f"{year:04}-01-01 12:00"), NEW_YORK, LATER)


@given(
    instant=st.datetimes(at("1970-01-01 00:00"), at("2040-01-01 00:00"), timezones=st.just(UTC)),
    zone=st.sampled_from([NEW_YORK, BERLIN, "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
)
def test_an_instant_read_off_the_clock_comes_back_with_the_turn_it_had(
    instant: datetime, zone: str
) -> None:
    exact = moment_at(instant, zone)
    turn = turn_of(exact.local, exact.instant, zone)
    assert instant_of(ClockTime(exact.local, turn), zone, instant) == exact.instant
    assert comes_twice(exact.local, zone) == (turn is not None)
