"""One lookup for every pain medicine that the catalogue knows, under whatever name.

A name that is not known here does not count as a medicine without an opioid: `opioid_kind` says
"unknown", and figures that depend on it say "not counted".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.clinical.name_match import OPIOID_CODES, OPIOID_WORDS, match_names
from app.clinical.name_table import SLOW, form_in, may_tell_of_more
from app.clinical.slips import closest, is_shortened
from app.clinical.substances import Form, Product, Substance


class OpioidKind(StrEnum):
    """Whether a name is that of an opioid."""

    OPIOID = "opioid"
    NOT_OPIOID = "not_opioid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a name stands for.

    Attributes:
        substance: the opioid in it, or else the first medicine that is known.
        medication: as it stands in the diary: "oxycodone ER", "oxycodone/acetaminophen".
        form: where the name tells it.
        written: the part of the name that was known, as it was written.
        is_brand: whether that is the name of a product rather than of a medicine.
    """

    substance: Substance
    medication: str
    form: Form | None
    written: str
    is_brand: bool

    @property
    def products(self) -> tuple[Product, ...]:
        """Return the catalogue's products that may be meant, the usual one first."""
        return tuple(
            product
            for product in self.substance.products
            if self.substance.medication(product) == self.medication
            and self.form in (None, product.form)
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what is in it, the substance first.

        >>> find_name("Percocet 5/325").parts
        ('oxycodone', 'acetaminophen')
        """
        return tuple(part.removesuffix(" ER") for part in self.medication.split("/"))


# People can type any number of names, so the cache is bounded.
@lru_cache(maxsize=2048)
def find_name(name: str) -> KnownName | None:
    """Return what a medication's name stands for, or None for one that nobody here knows.

    Salts, strengths and forms around the name do not matter. In a combination the opioid gives
    the name, wherever it stands. The longest name that fits counts: "Nurofen Plus" is not Nurofen.

    >>> find_name("OxyContin 20 mg").medication, find_name("Nurofen Plus").medication
    ('oxycodone ER', 'codeine/ibuprofen')
    >>> find_name("hot water bottle") is None
    True
    """
    found, rest = match_names(name)
    opioids = [one for one in found if one[0].substance.is_opioid]
    if not found or (not opioids and _may_hold_more(name, rest)):
        return None
    entry, written = (opioids or found)[0]
    partners = [other.medication for other, _ in found if other is not entry]
    medication = entry.medication
    if "/" not in medication:
        slow = " ER" if SLOW & set(rest) and not medication.endswith(" ER") else ""
        medication = "/".join(dict.fromkeys([medication + slow, *partners]))
    held = entry.form or form_in(rest)
    return KnownName(entry.substance, medication, held, written, entry.is_brand)


# Words that stand on boxes and look like a slip of a brand: Migralgine.
_ORDINARY = frozenset({"migraine"})


def _may_hold_more(name: str, rest: Iterable[str]) -> bool:
    """Tell whether the name of a medicine without opioid, or words beside it, tell of an opioid."""
    return may_tell_of_more(name, rest) or any(
        is_shortened(word, OPIOID_CODES) or closest(word, OPIOID_WORDS)
        for word in rest
        if word not in _ORDINARY
    )


def find_substance(name: str) -> Substance | None:
    """Return the catalogue's substance for a medication name, or None for one it lacks.

    >>> find_substance("Hydrocodone / Acetaminophen").code
    'hydrocodone'
    """
    known = find_name(name)
    return None if known is None else known.substance


def opioid_kind(name: str) -> OpioidKind:
    """Tell whether a medication is an opioid, as far as the catalogue knows.

    >>> [opioid_kind(name).value for name in ("Oxycodone ER", "Advil", "my own tea")]
    ['opioid', 'not_opioid', 'unknown']
    """
    substance = find_substance(name)
    if substance is None:
        return OpioidKind.UNKNOWN
    return OpioidKind.OPIOID if substance.is_opioid else OpioidKind.NOT_OPIOID


def is_opioid(name: str) -> bool:
    """Tell whether the catalogue knows the medication as an opioid.

    >>> is_opioid("Oxycodone ER"), is_opioid("ibuprofen"), is_opioid("my own tea")
    (True, False, False)
    """
    return opioid_kind(name) is OpioidKind.OPIOID
