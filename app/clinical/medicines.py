"""One lookup for every pain medicine that the catalogue knows."""

import re
from functools import lru_cache
from types import MappingProxyType

from app.clinical.opioid_catalogue import OPIOIDS
from app.clinical.other_catalogue import OTHER_PAIN_MEDICINES
from app.clinical.substances import Substance

CATALOGUE: tuple[Substance, ...] = (*OPIOIDS, *OTHER_PAIN_MEDICINES)
SUBSTANCES_BY_CODE = MappingProxyType({substance.code: substance for substance in CATALOGUE})

_BY_WORD = {
    word: substance for substance in CATALOGUE for word in (substance.code, *substance.synonyms)
}
_WORD = re.compile(r"[^\W\d_]+")


# Names come from people, so there is no end of them: the memory of looked-up names is bounded.
@lru_cache(maxsize=2048)
def find_substance(name: str) -> Substance | None:
    """Return the catalogue's substance for a medication name, or None for one it lacks.

    Every generic name is one word, so salts, strengths, "ER" and forms around it do not matter.
    In a combination the opioid gives the name, wherever it stands.

    >>> find_substance("Hydrocodone / Acetaminophen").code
    'hydrocodone'
    >>> find_substance(" paracetamol 500 mg").code
    'acetaminophen'
    >>> find_substance("hot water bottle") is None
    True
    """
    known = [_BY_WORD[word] for word in _WORD.findall(name.casefold()) if word in _BY_WORD]
    opioids = [substance for substance in known if substance.is_opioid]
    return next(iter(opioids or known), None)


def is_opioid(name: str) -> bool:
    """Tell whether the catalogue knows the medication as an opioid.

    >>> is_opioid("Oxycodone ER"), is_opioid("ibuprofen"), is_opioid("my own tea")
    (True, False, False)
    """
    substance = find_substance(name)
    return substance is not None and substance.is_opioid
