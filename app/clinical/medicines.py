"""One lookup for every pain medicine that the catalogue knows, under whatever name.

A name that is not known here does not count as a medicine without an opioid: `opioid_kind` says
"unknown", and figures that depend on it say "not counted".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from app.clinical import brands_america, brands_britain, brands_europe, generic_names
from app.clinical.name_table import SLOW, NameTable, form_in, may_tell_of_more, spans_of, words_of
from app.clinical.opioid_catalogue import OPIOIDS
from app.clinical.other_catalogue import OTHER_PAIN_MEDICINES, OTHERS_BY_NAME
from app.clinical.slips import closest, is_shortened
from app.clinical.substances import Form, Product, Substance

# What the list offers to choose from; CATALOGUE knows more by name.
LISTED: tuple[Substance, ...] = (*OPIOIDS, *OTHER_PAIN_MEDICINES)
CATALOGUE: tuple[Substance, ...] = (*LISTED, *OTHERS_BY_NAME)
SUBSTANCES_BY_CODE = MappingProxyType({substance.code: substance for substance in CATALOGUE})

NAME_TABLES: tuple[NameTable, ...] = (
    generic_names.OPIOID_NAMES,
    generic_names.OTHER_NAMES,
    brands_america.UNITED_STATES_NAMES,
    brands_america.CANADA,
    brands_america.MEXICO,
    brands_america.AMERICAN_OTHERS,
    brands_britain.UNITED_KINGDOM,
    brands_britain.AUSTRALIA,
    brands_britain.BRITISH_OTHERS,
    brands_europe.GERMANY_AUSTRIA_SWITZERLAND,
    brands_europe.FRANCE,
    brands_europe.SPAIN_ITALY_NETHERLANDS,
    brands_europe.BELGIUM,
    brands_europe.DENMARK_NORWAY_SWEDEN,
    brands_europe.EUROPEAN_OTHERS,
)


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


@dataclass(frozen=True, slots=True)
class _Entry:
    substance: Substance
    medication: str
    form: Form | None
    is_brand: bool


def _entries() -> Iterator[tuple[tuple[str, ...], _Entry]]:
    for substance in CATALOGUE:
        entry = _Entry(substance, substance.code, None, is_brand=False)
        for name in (substance.code, *substance.synonyms):
            yield words_of(name), entry
    for table in NAME_TABLES:
        for key, names in table.names.items():
            medication, _comma, form = key.partition(", ")
            code = medication.split("/")[0].removesuffix(" ER")
            held = Form(form) if form else None
            entry = _Entry(SUBSTANCES_BY_CODE[code], medication, held, table.is_of_brands)
            for name in names.split(", "):
                yield words_of(name), entry


_BY_WORDS = dict(_entries())
_LONGEST = max(map(len, _BY_WORDS))
_FIRST_WORDS = frozenset(words[0] for words in _BY_WORDS)
# Only first words: those behind them ("Migraine", "Max") name many others.
_OPIOID_CODES = tuple(substance.code for substance in CATALOGUE if substance.is_opioid)
_OPIOID_WORDS = tuple(words[0] for words, entry in _BY_WORDS.items() if entry.substance.is_opioid)


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
    found, rest = _match(name)
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


def _match(name: str) -> tuple[list[tuple[_Entry, str]], list[str]]:
    """Return the known names within a name, the longest first at each place, and other words."""
    spans = spans_of(name)
    words = tuple(_singular(word) for word, _ in spans)
    found: list[tuple[_Entry, str]] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        length = next(
            (
                n
                for n in range(_LONGEST, 0, -1)
                if words[at : at + n] in _BY_WORDS and at + n <= len(words)
            ),
            0,
        )
        if length:
            written = name[spans[at][1][0] : spans[at + length - 1][1][1]]
            found.append((_BY_WORDS[words[at : at + length]], written))
        else:
            rest.append(words[at])
        at += length or 1
    return found, rest


def _singular(word: str) -> str:
    """Take the s off several of a known one: "percs", "Norcos"."""
    one = word.removesuffix("s")
    return one if one in _FIRST_WORDS and word not in _FIRST_WORDS else word


def _may_hold_more(name: str, rest: Iterable[str]) -> bool:
    """Tell whether the name of a medicine without opioid, or words beside it, tell of an opioid."""
    return may_tell_of_more(name, rest) or any(
        is_shortened(word, _OPIOID_CODES) or closest(word, _OPIOID_WORDS) for word in rest
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


def did_you_mean(name: str) -> tuple[str, ...]:
    """Return up to three medicines that a name may be a slip of, the nearest first.

    Nothing is corrected by itself: the person is asked.

    >>> did_you_mean("hydrocodne 5 mg"), did_you_mean("percoset"), did_you_mean("willow bark")
    (('hydrocodone',), ('Percocet',), ())
    """
    _found, rest = _match(name)
    near = [slip for word in rest for slip in closest(word, tuple(_SPELLED))]
    return tuple(dict.fromkeys(_SPELLED[slip] for slip in near))[:3]


def _spellings() -> Iterator[tuple[str, str]]:
    """Yield the single words that a slip may be meant for, each with how it is shown."""
    for table in NAME_TABLES:
        for key, names in table.names.items():
            for name in names.split(", "):
                words = words_of(name)
                yield words[0], name if table.is_of_brands else key
    for substance in CATALOGUE:
        for name in (substance.code, *substance.synonyms):
            yield words_of(name)[0], name


_SPELLED = dict(reversed(list(_spellings())))
