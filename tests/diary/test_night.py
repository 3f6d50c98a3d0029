"""The hours after midnight, on the edge."""

from datetime import datetime

import pytest

from app.diary.night import evening_before, taken_after_midnight


@pytest.mark.parametrize(
    ("clock", "ends_at_hour", "evening"),
    [
        ("2026-10-11 00:00", 4, "2026-10-10"),
        ("2026-10-11 03:59", 4, "2026-10-10"),
        ("2026-10-11 04:00", 4, None),
        ("2026-10-11 07:30", 8, "2026-10-10"),
        ("2026-10-11 00:00", 0, None),
        ("2027-01-01 01:00", 4, "2026-12-31"),
    ],
)
def test_an_evening_ends_at_the_chosen_hour(
    clock: str, ends_at_hour: int, evening: str | None
) -> None:
    found = evening_before(datetime.fromisoformat(clock), ends_at_hour)
    assert (found and found.isoformat()) == evening


@pytest.mark.parametrize(
    ("due", "taken", "is_after"),
    [("23:00", "00:40", True), ("23:00", "05:00", False), ("08:00", "00:40", False)],
)
def test_only_an_evenings_dose_is_taken_after_midnight(
    due: str, taken: str, is_after: bool
) -> None:
    day = "2026-10-10"
    at = [datetime.fromisoformat(f"{day} {clock}") for clock in (due, taken)]
    assert taken_after_midnight(at[0], at[1], 4) is is_after
