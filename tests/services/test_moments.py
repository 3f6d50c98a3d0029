"""What the clock showed, and which instant that was."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diary.local_time import local_time
from app.services.errors import Refused
from app.services.moments import instant_of, moment, moment_at
from tests.cast.diary import at

NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
LATER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [(NEW_YORK, at("2026-03-08 02:30")), (BERLIN, at("2026-03-29 02:30"))],
)
def test_a_time_that_the_clocks_skipped_is_refused_with_the_reason(
    zone: str, skipped: datetime
) -> None:
    with pytest.raises(Refused, match="no 2:30 am") as refused:
        moment(skipped, zone, LATER, ("day", "clock"))
    assert refused.value.field == "clock"
    assert "clocks went forward" in refused.value.sentence


@pytest.mark.parametrize(
    ("zone", "twice", "first"),
    [
        (NEW_YORK, at("2026-11-01 01:30"), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (BERLIN, at("2026-10-25 02:30"), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_of_an_hour_that_comes_twice_the_first_is_meant(
    zone: str, twice: datetime, first: datetime
) -> None:
    found = moment(twice, zone, LATER)
    assert (found.instant, found.local, found.time_zone) == (first, twice, zone)


def test_now_in_the_second_of_two_equal_hours_is_exact() -> None:
    now = datetime(2026, 11, 1, 6, 30, 12, tzinfo=UTC)
    found = moment(None, NEW_YORK, now)
    assert found.instant == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert found.local == at("2026-11-01 01:30")


def test_a_time_to_come_is_refused_at_the_clock_and_a_day_to_come_at_the_day() -> None:
    now = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
    with pytest.raises(Refused) as at_clock:
        moment(at("2026-03-11 15:31"), NEW_YORK, now, ("day", "clock"))
    with pytest.raises(Refused) as at_day:
        moment(at("2026-03-12 00:01"), NEW_YORK, now, ("day", "clock"))
    assert (at_clock.value.field, at_day.value.field) == ("clock", "day")


@pytest.mark.parametrize("year", [1, 1066, 9999])
def test_years_that_nobody_lived_are_refused(year: int) -> None:
    with pytest.raises(Refused):
        moment(at(f"{year:04}-01-01 12:00"), NEW_YORK, LATER)


@given(
    instant=st.datetimes(at("1970-01-01 00:00"), at("2040-01-01 00:00"), timezones=st.just(UTC)),
    zone=st.sampled_from([NEW_YORK, BERLIN, "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
)
def test_an_instant_read_off_the_clock_comes_back_at_most_one_clock_change_away(
    instant: datetime, zone: str
) -> None:
    exact = moment_at(instant, zone)
    again = instant_of(exact.local, zone)
    assert local_time(again, zone) == exact.local
    assert timedelta(0) <= exact.instant - again <= timedelta(hours=1)
