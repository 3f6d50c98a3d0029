"""Names that no plainer word can stand for: they are left out of the reading grade."""

import re

from app.clinical.areas import AREAS
from app.clinical.catalogue import CATALOGUE
from app.clinical.opioids import MME_SOURCE

# A name counts as one word of one syllable.
STAND_IN = "it"
# The terms that a person will meet at their provider's, and that the pages explain.
TERMS = (
    "opioid-induced hyperalgesia",
    "hyperalgesia",
    "paradoxical pain",
    "allodynia",
    "naloxone",
    "opioids",
    "opioid",
    "morphine milligram equivalents",
    "medication-overuse headache",
    "central sensitization",
    "antidepressants",
    "anticonvulsants",
    # Written so in files; on the page about their form each stands alone.
    "touch_sensitivity",
    "intramuscular",
    "suppository",
    "suppositories",
)
TITLES = (MME_SOURCE, "FDA Drug Safety Communication")
PLACES = ("United States", "European Union")
DATE = (
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?: \d{4})?"
)
MEDICINES = sorted(
    {name for substance in CATALOGUE for name in (substance.code, *substance.synonyms)}
)
ADDRESS = r"(?:https?://)?[\w.-]+\.(?:org|com|gov)(?:/\S*)?|\S+@\S+"


def _pattern() -> re.Pattern[str]:
    names = [*TERMS, *TITLES, *PLACES, *MEDICINES, *(area.name for area in AREAS)]
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{ADDRESS}|{DATE}|\b(?:{listed})\b", re.IGNORECASE)


PATTERN = _pattern()


def without_names(text: str) -> str:
    return PATTERN.sub(STAND_IN, text)
