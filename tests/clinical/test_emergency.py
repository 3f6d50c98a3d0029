"""Whom to call: each number confirmed, the United States first, neutral where unknown."""

import re
from zoneinfo import available_timezones

import pytest

from app.clinical import emergency
from app.clinical.emergency import COUNTRIES, Country, PhoneLine, country_of_zone
from app.clinical.sources import SOURCES

every_country = pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda c: c.code)

# Each number once more, as read in its source, so that a slip of a digit is found.
AS_READ = {
    "us": {"911", "988", "1-800-662-4357"},
    "au": {"000", "13 11 14"},
    "ca": {"911", "988"},
    "ie": {"112", "999", "116 123"},
    "nz": {"111", "1737"},
    "gb": {"999", "111", "116 123"},
    "eu": {"112"},
}


def lines_of(country: Country) -> list[PhoneLine]:
    every = (*country.emergency, *country.crisis, country.same_day, country.helpline)
    return [line for line in every if line]


def test_the_united_states_stand_first() -> None:
    assert next(iter(COUNTRIES)) == "us"


@every_country
def test_the_numbers_are_those_of_the_sources(country: Country) -> None:
    assert {line.number for line in lines_of(country)} == AS_READ[country.code]


@every_country
def test_every_number_has_a_source_and_can_be_dialled(country: Country) -> None:
    assert country.emergency
    for line in lines_of(country):
        assert line.source_id in SOURCES
        assert re.fullmatch(r"tel:\d+", line.address)
        assert line.ways in ("call", "call or text")


def test_the_emergency_numbers_read_as_words() -> None:
    assert COUNTRIES["ie"].emergency_words == "112 or 999"


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("America/New_York", "us"),
        ("America/North_Dakota/Center", "us"),
        ("America/Toronto", "ca"),
        ("America/Whitehorse", "ca"),
        ("Europe/London", "gb"),
        ("Europe/Dublin", "ie"),
        ("Europe/Berlin", "eu"),
        ("Atlantic/Canary", "eu"),
        ("Australia/Perth", "au"),
        ("Pacific/Auckland", "nz"),
    ],
)
def test_a_zone_names_its_country(zone: str, code: str) -> None:
    assert country_of_zone(zone) is COUNTRIES[code]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "America/Mexico_City", "Europe/Zurich", ""])
def test_an_unknown_zone_names_no_country(zone: str) -> None:
    assert country_of_zone(zone) is None


def test_every_zone_listed_is_one_of_the_database_and_stands_once() -> None:
    zones = [zone for zones in emergency._ZONES.values() for zone in zones.split()]
    assert set(zones) <= available_timezones()
    assert len(zones) == len(set(zones))
