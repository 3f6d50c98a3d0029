"""Whom to call, country by country. Only numbers that a source confirms are listed.

Where the country is not known the words stay neutral: a wrong number costs time that a person in
danger does not have.
"""

from dataclasses import dataclass
from types import MappingProxyType


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
            Country(
                "nz",
                "New Zealand",
                (_emergency("111", "111-nz"),),
                (PhoneLine("Need to Talk line", "1737", "call or text", "1737-nz"),),
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

# Zones that lie in one country whose numbers are known, by the tz database's own zone.tab.
_ZONES = MappingProxyType(
    {
        "us": (
            "America/New_York America/Detroit America/Chicago America/Denver America/Boise "
            "America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Adak "
            "America/Indiana/Indianapolis America/Indiana/Knox America/Indiana/Marengo "
            "America/Indiana/Petersburg America/Indiana/Tell_City America/Indiana/Vevay "
            "America/Indiana/Vincennes America/Indiana/Winamac America/Kentucky/Louisville "
            "America/Kentucky/Monticello America/Menominee America/North_Dakota/Beulah "
            "America/North_Dakota/Center America/North_Dakota/New_Salem America/Sitka "
            "America/Metlakatla America/Yakutat America/Nome Pacific/Honolulu"
        ),
        "au": (
            "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Hobart "
            "Australia/Adelaide Australia/Darwin Australia/Perth Australia/Lord_Howe "
            "Australia/Broken_Hill Australia/Lindeman Australia/Eucla"
        ),
        "ca": (
            "America/Toronto America/Montreal America/Vancouver America/Edmonton "
            "America/Winnipeg America/Regina America/Halifax America/Moncton America/St_Johns "
            "America/Glace_Bay America/Goose_Bay America/Blanc-Sablon America/Iqaluit "
            "America/Atikokan America/Resolute America/Rankin_Inlet America/Swift_Current "
            "America/Cambridge_Bay America/Inuvik America/Creston America/Dawson_Creek "
            "America/Fort_Nelson America/Whitehorse America/Dawson"
        ),
        "ie": "Europe/Dublin",
        "nz": "Pacific/Auckland Pacific/Chatham",
        "gb": "Europe/London Europe/Belfast",
        "eu": (
            "Europe/Amsterdam Europe/Athens Europe/Berlin Europe/Bratislava Europe/Brussels "
            "Europe/Bucharest Europe/Budapest Europe/Copenhagen Europe/Helsinki Europe/Lisbon "
            "Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Paris "
            "Europe/Prague Europe/Riga Europe/Rome Europe/Sofia Europe/Stockholm Europe/Tallinn "
            "Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zagreb Asia/Nicosia "
            "Atlantic/Canary Atlantic/Madeira Atlantic/Azores Africa/Ceuta Europe/Busingen "
            "Europe/Mariehamn"
        ),
    }
)


def country_of_zone(time_zone: str) -> Country | None:
    """Return the country that a time zone lies in, None where it is not known.

    >>> country_of_zone("Asia/Tokyo") is None
    True
    """
    for code, zones in _ZONES.items():
        if time_zone in zones.split():
            return COUNTRIES[code]
    return None
