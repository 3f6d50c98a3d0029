"""Which country a time zone lies in, by the tz database's own table.

Older names ("US/Eastern", "Asia/Calcutta") are links to a zone of the table. The `tzdata` package
brings both, so that names which a browser sends years from now are known with its next version.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# Hours and not places: people in several countries set their clocks by "CET".
_HOURS = re.compile(r"[A-Z]{3}(\d[A-Z]{3})?")
# Links to a zone of another country. A test finds those that a new version may add.
_ABROAD = frozenset(
    {
        "Africa/Asmera",
        "Africa/Timbuktu",
        "America/Coral_Harbour",
        "America/Virgin",
        "Antarctica/South_Pole",
        "Atlantic/Jan_Mayen",
        "Iceland",
        "Pacific/Ponape",
        "Pacific/Truk",
        "Pacific/Yap",
    }
)


@cache
def countries_of_zones() -> Mapping[str, str]:
    """Return the ISO 3166 alpha-2 code of each zone that lies in one country."""
    table = {zone: code for code, zone in _columns("zone.tab", 0, 2)}
    links = [line.split() for line in _lines("tzdata.zi") if line.startswith("L ")]
    older = {
        link: table[zone]
        for _letter, zone, link in links
        if zone in table and link not in _ABROAD and not _HOURS.fullmatch(link)
    }
    return MappingProxyType(older | table)


def _columns(name: str, *numbers: int) -> list[tuple[str, ...]]:
    rows = (line.split("\t") for line in _lines(name) if not line.startswith("#"))
    return [tuple(row[number] for number in numbers) for row in rows]


def _lines(name: str) -> list[str]:
    text = files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]
