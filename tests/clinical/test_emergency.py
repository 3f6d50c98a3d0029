"""Whom to call: each number confirmed, the United States first, neutral where unknown."""

import re
from importlib.resources import files

import pytest

from app.clinical.emergency import COUNTRIES, Country, PhoneLine, country_of_zone
from app.clinical.sources import SOURCES
from app.clinical.zone_countries import countries_of_zones

every_country = pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda c: c.code)

# Each number once more, as read in its source, so that a slip of a digit is found.
AS_READ = {
    "us": {"911", "988", "1-800-662-4357"},
    "au": {"000", "13 11 14"},
    "ca": {"911", "988"},
    "ie": {"112", "999", "116 123"},
    "nz": {"111", "1737"},
    "gb": {"999", "111", "116 123"},
    "mx": {"911"},
    "pr": {"911", "988"},
    "ch": {"144", "112", "143"},
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
        ("Europe/Zurich", "ch"),
        ("Europe/Busingen", "eu"),
        ("America/Mexico_City", "mx"),
        ("America/Tijuana", "mx"),
        ("America/Puerto_Rico", "pr"),
        # Older names, which browsers and phones still send.
        ("US/Eastern", "us"),
        ("US/Arizona", "us"),
        ("America/Indianapolis", "us"),
        ("America/Fort_Wayne", "us"),
        ("Canada/Eastern", "ca"),
        ("America/Montreal", "ca"),
        ("Mexico/General", "mx"),
        ("GB", "gb"),
        ("Europe/Belfast", "gb"),
        ("Eire", "ie"),
        ("NZ", "nz"),
        ("NZ-CHAT", "nz"),
        ("Australia/ACT", "au"),
        ("Portugal", "eu"),
    ],
)
def test_a_zone_names_its_country(zone: str, code: str) -> None:
    assert country_of_zone(zone) is COUNTRIES[code]


@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Tokyo",
        "Asia/Calcutta",
        "UTC",
        "CET",
        "EST5EDT",
        "MST",
        "Iceland",
        "America/Virgin",
        "",
    ],
)
def test_a_zone_of_no_country_whose_numbers_are_known_names_none(zone: str) -> None:
    assert country_of_zone(zone) is None


def test_no_older_name_leads_abroad() -> None:
    """A link to a zone that several countries share may stand for any of them."""
    shared = {
        row.split("\t")[2]
        for row in _rows("zone1970.tab")
        if not row.startswith("#") and "," in row.split("\t")[0]
    }
    table = {row.split("\t")[2] for row in _rows("zone.tab") if not row.startswith("#")}
    links = [row.split()[1:] for row in _rows("tzdata.zi") if row.startswith("L ")]
    followed = {
        link
        for zone, link in links
        if zone in shared and link not in table and link in countries_of_zones()
    }
    # Each looked up: a place in the country whose zone it leads to.
    at_home = {"Canada/Eastern", "America/Montreal", "America/Nipigon", "America/Thunder_Bay"}
    at_home |= {"GB", "GB-Eire", "Europe/Belfast", "NZ", "US/Arizona", "US/Samoa"}
    at_home |= {"Japan", "Singapore", "Pacific/Samoa", "Asia/Rangoon"}
    assert followed == at_home


def _rows(name: str) -> list[str]:
    text = files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]
