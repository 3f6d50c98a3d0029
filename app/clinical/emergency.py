"""Whom to call, country by country. Only numbers that a source confirms are listed.

Where the country is not known the words stay neutral: a wrong number costs time that a person in
danger does not have.
"""

from dataclasses import dataclass
from types import MappingProxyType

from app.clinical.zone_countries import countries_of_zones


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A number to call.

    Attributes:
        name: who answers.
        number: as one reads it.
        ways: how one can reach it, as a verb: "call" or "call or text".
        source_id: the publication that names it (`app.clinical.sources`).
    """

    name: str
    number: str
    ways: str
    source_id: str

    @property
    def address(self) -> str:
        """The link that dials the number."""
        return "tel:" + "".join(character for character in self.number if character.isdigit())


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country, or of the European Union.

    Attributes:
        code: ISO 3166 alpha-2 in small letters; "eu" for the European Union.
        name: as it stands in a sentence, "the United States".
        emergency: the emergency numbers; any of them will do.
        crisis: lines for someone who thinks of ending their life; none where none is confirmed.
        same_day: a line for what cannot wait for a visit but is no emergency.
        helpline: a line for worry about opioids, drugs or alcohol.
    """

    code: str
    name: str
    emergency: tuple[PhoneLine, ...]
    crisis: tuple[PhoneLine, ...] = ()
    same_day: PhoneLine | None = None
    helpline: PhoneLine | None = None

    @property
    def emergency_words(self) -> str:
        """The emergency numbers in words: "112 or 999"."""
        return " or ".join(line.number for line in self.emergency)


def _emergency(number: str, source_id: str) -> PhoneLine:
    return PhoneLine("Emergency", number, "call", source_id)


UNITED_STATES = Country(
    "us",
    "the United States",
    # 911 is named in each United States source about overdose, first in the patient guide.
    (_emergency("911", "asam-2025"),),
    (PhoneLine("988 Lifeline", "988", "call or text", "988-us"),),
    helpline=PhoneLine("National Helpline", "1-800-662-4357", "call", "samhsa-helpline"),
)

# The United States first, then by name; the European Union stands for the members not named.
COUNTRIES = MappingProxyType(
    {
        country.code: country
        for country in (
            UNITED_STATES,
            Country(
                "au",
                "Australia",
                (_emergency("000", "lifeline-au"),),
                (PhoneLine("Lifeline", "13 11 14", "call", "lifeline-au"),),
            ),
            Country(
                "ca",
                "Canada",
                (_emergency("911", "911-ca"),),
                (PhoneLine("Suicide Crisis Helpline", "988", "call or text", "988-ca"),),
            ),
            Country(
                "ie",
                "Ireland",
                (_emergency("112", "112-ie"), _emergency("999", "112-ie")),
                (PhoneLine("Samaritans", "116 123", "call", "samaritans-ie"),),
            ),
            Country("mx", "Mexico", (_emergency("911", "911-mx"),)),
            Country(
                "nz",
                "New Zealand",
                (_emergency("111", "111-nz"),),
                (PhoneLine("Need to Talk line", "1737", "call or text", "1737-nz"),),
            ),
            Country(
                "pr",
                "Puerto Rico",
                (_emergency("911", "911-pr"),),
                (PhoneLine("Línea PAS", "988", "call or text", "988-pr"),),
            ),
            Country(
                "ch",
                "Switzerland",
                (_emergency("144", "144-ch"), _emergency("112", "144-ch")),
                (PhoneLine("Helping Hand", "143", "call", "143-ch"),),
            ),
            Country(
                "gb",
                "the United Kingdom",
                (_emergency("999", "999-uk"),),
                (PhoneLine("Samaritans", "116 123", "call", "samaritans-uk"),),
                same_day=PhoneLine("NHS 111 in England", "111", "call", "999-uk"),
            ),
            Country(
                "eu",
                "the rest of the European Union",
                (_emergency("112", "112-eu"),),
            ),
        )
    }
)

# The members of the European Union, and Åland, by their ISO 3166 codes.
_EUROPEAN_UNION = frozenset(
    {"AT", "AX", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR"}
    | {"HU", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)


def country_of_zone(time_zone: str) -> Country | None:
    """Return the country that a time zone lies in, None where its numbers are not known.

    >>> country_of_zone("US/Eastern").code, country_of_zone("Asia/Tokyo") is None
    ('us', True)
    """
    code = countries_of_zones().get(time_zone, "")
    return COUNTRIES.get("eu" if code in _EUROPEAN_UNION else code.casefold())
