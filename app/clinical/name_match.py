"""Finding the known names within a name as a person or a label writes it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.clinical.catalogue import CATALOGUE, NAME_TABLES, SUBSTANCES_BY_CODE
from app.clinical.name_table import spans_of, words_of
from app.clinical.substances import Form, Substance


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What a row of the tables of names stands for.

    Attributes:
        substance: the one that gives the medication its name.
        medication: as it stands in the diary.
        form: where the name tells it.
        is_brand: whether it is the name of a product.
    """

    substance: Substance
    medication: str
    form: Form | None
    is_brand: bool


def _entries() -> Iterator[tuple[tuple[str, ...], KnownWords]]:
    for substance in CATALOGUE:
        entry = KnownWords(substance, substance.code, None, is_brand=False)
        for name in (substance.code, *substance.synonyms):
            yield words_of(name), entry
    for table in NAME_TABLES:
        for key, names in table.names.items():
            medication, _comma, form = key.partition(", ")
            code = medication.split("/")[0].removesuffix(" ER")
            held = Form(form) if form else None
            entry = KnownWords(SUBSTANCES_BY_CODE[code], medication, held, table.is_of_brands)
            for name in names.split(", "):
                yield words_of(name), entry


_BY_WORDS = dict(_entries())
_LONGEST = max(map(len, _BY_WORDS))
_FIRST_WORDS = frozenset(words[0] for words in _BY_WORDS)
OPIOID_CODES = tuple(substance.code for substance in CATALOGUE if substance.is_opioid)
# Only first words: those behind them ("Migraine", "Max") name many others.
OPIOID_WORDS = tuple(words[0] for words, entry in _BY_WORDS.items() if entry.substance.is_opioid)
# In front of an opioid's name they make another one: levomethadone is twice as strong as
# methadone, diacetylmorphine is diamorphine.
_OF_RELATIVES = frozenset(
    {"di", "hydro", "dihydro", "acetyl", "diacetyl", "methyl", "ethyl", "nor", "desmethyl", "nico"}
    | {"l", "levo", "d", "dextro", "r", "s", "es", "benz"}
)


def match_names(name: str) -> tuple[list[tuple[KnownWords, str]], list[str]]:
    """Return what stands in a name, each with how it was written, and the words beside it.

    The longest known name counts at each place, also one that was written apart: "oxy codone".
    """
    spans = spans_of(name)
    words = tuple(_singular(word) for word, _ in spans)
    found: list[tuple[KnownWords, str]] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        entry, length = _known_at(words, at)
        if entry is not None:
            found.append((entry, name[spans[at][1][0] : spans[at + length - 1][1][1]]))
        else:
            rest.append("".join(words[at : at + length]))
        at += length
    return found, rest


def _known_at(words: tuple[str, ...], at: int) -> tuple[KnownWords | None, int]:
    """Return what begins at a word, and how many words it takes."""
    apart = "".join(words[at : at + 2])
    if len(words) > at + 1 and apart.isalpha() and (apart,) in _BY_WORDS:
        return _BY_WORDS[(apart,)], 2
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        if words[at : at + length] in _BY_WORDS:
            return _BY_WORDS[words[at : at + length]], length
    after = _BY_WORDS.get(words[at + 1 : at + 2])
    is_relative = (
        words[at] in _OF_RELATIVES
        and after is not None
        and after.substance.is_opioid
        and not after.is_brand
    )
    return None, 2 if is_relative else 1


def _singular(word: str) -> str:
    """Take the s off several of a known one: "percs", "Norcos"."""
    one = word.removesuffix("s")
    return one if one in _FIRST_WORDS and word not in _FIRST_WORDS else word
