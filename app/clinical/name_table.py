"""The shape of a table of names, and how a name is split into words for looking it up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.clinical.spelling import without_accents
from app.clinical.substances import Form

# Letters and numbers apart: "DF118" is "df", "118"; "500mg" is "500", "mg".
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
# German and Dutch write the salt or the form onto the name: "Morphinsulfat", "fentanylpleister".
_WRITTEN_TOGETHER = re.compile(
    r"(?P<name>[^\W\d_]{5,}?)"
    r"(?P<rest>sulfat|sulfaat|phosphat|fosfaat|hydrochloride?"
    r"|pflaster|pleisters?|tropfen|druppels|tabletten|kapseln|capsules?)",
    re.IGNORECASE,
)


# What is written behind a name for what it is, in several languages. Tablets and capsules are left
# out: they may be slow or not, which is asked.
_FORMS = MappingProxyType(
    dict.fromkeys(("patch", "patches", "pflaster", "parche", "cerotto", "pleister"), Form.PATCH)
    | dict.fromkeys(("liquid", "syrup", "solution", "linctus", "elixir", "drops"), Form.LIQUID)
    | dict.fromkeys(("tropfen", "saft", "sirup", "gotas", "jarabe", "gouttes"), Form.LIQUID)
    | dict.fromkeys(("sirop", "gocce", "sciroppo", "druppels", "siroop", "drank"), Form.LIQUID)
    | {"spray": Form.SPRAY, "film": Form.FILM, "films": Form.FILM}
    | dict.fromkeys(("suppository", "suppositories", "zapfchen", "zetpil"), Form.SUPPOSITORY)
)

# Beside a brand without opioid these often mean another product of that brand: Nurofen and
# Nurofen Plus, Dafalgan and Co-Dafalgan. Unless the tables know the whole name, it is asked about.
_OTHER_PRODUCT = frozenset(
    {"co", "plus", "c", "ultra", "max", "forte"}
    | {"comp", "compositum", "compuesto", "composto", "combi", "compound", "duo", "n"}
    # Labels of pharmacies shorten hydrocodone so: "HC/APAP".
    | {"hc"}
)

# How codeine and its like are told beside the name of the other part: "Nurofen+", "apap #3",
# "Tylenol nr 3", "Tylenol threes", the Canadian 222 and 282, and pairs of strengths such as 500/30.
# "ibuprofen 100 mg/5 ml" and "200/5 ml" are strengths of a liquid.
_MORE = re.compile(
    r"\w\s*\+\s*(?=$|[\d,;(])"
    r"|#\s*\d"
    r"|\b(?:n|nr|no|num|number|numero|número|nº|n°)\.?\s*[1-4]\b"
    r"|\b(?:0[1-4]|twos|threes|fours|222s?|282s?|292s?|293s?)\b(?!\s*m)"
    r"|\b\d{3,4}(?:\s*mg)?\s*[/-]\s*\d{1,2}(?:[.,]5)?(?!\d|\s*(?:ml|cc))"
    r"|\b\d{1,2}(?:[.,]5)?(?:\s*mg)?\s*[/-]\s*\d{3,4}(?!\d|\s*(?:ml|cc))"
    r"|opioid|opiate|opiáceo|opiac|narcotic|narkoti|betäubung|stupéfiant",
    re.IGNORECASE,
)


def may_tell_of_more(name: str, others: Iterable[str] = ()) -> bool:
    """Tell whether a name is written as products with an opioid beside it often are.

    Args:
        name: as it was written.
        others: its words beside those that are known.

    >>> [may_tell_of_more(name) for name in ("Nurofen+", "apap #3", "paracetamol 500/30")]
    [True, True, True]
    >>> [may_tell_of_more(name) for name in ("ibuprofen 400 mg", "ibuprofen 100 mg/5 ml")]
    [False, False]
    """
    return _MORE.search(name) is not None or not _OTHER_PRODUCT.isdisjoint(others)


# What is written behind a name for slow release, from several languages.
SLOW = frozenset(
    {"er", "sr", "xr", "xl", "cr", "la", "mr", "pr", "lp", "retard", "continus", "contin"}
    | {"depot", "long"}
)


def form_in(words: Iterable[str]) -> Form | None:
    """Return what it is by the words beside a name, or None.

    >>> form_in(words_of("25 mcg patch")), form_in(words_of("10 mg"))
    (<Form.PATCH: 'patch'>, None)
    """
    return next((_FORMS[word] for word in words if word in _FORMS), None)


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names under which medicines are known in some countries.

    Attributes:
        register_ids: ids of `app.clinical.medicine_sources`: where the names can be looked up.
        names: the medication as it stands in the diary ("oxycodone ER",
            "oxycodone/acetaminophen"), with a form behind a comma where that tells the product
            ("fentanyl, patch"); then its names, separated by commas.
    """

    register_ids: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def is_of_brands(self) -> bool:
        """Return whether it holds names of products rather than generic names."""
        return self.register_ids != ("inn",)


def words_of(name: str) -> tuple[str, ...]:
    """Split a name into words, without capitals and accents.

    >>> words_of("Co-Codamol 30/500"), words_of("DF118 Forte"), words_of("dihidrocodeína")
    (('co', 'codamol', '30', '500'), ('df', '118', 'forte'), ('dihidrocodeina',))
    >>> words_of("Morphinsulfat")
    ('morphin', 'sulfat')
    """
    return tuple(word for word, _span in spans_of(name))


def spans_of(name: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the words of `words_of`, each with where it begins and ends in the name."""
    return [
        (without_accents(name[slice(*span)].casefold()), span)
        for found in _WORD.finditer(name)
        for span in _parts(name, found.span())
    ]


def _parts(name: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    together = _WRITTEN_TOGETHER.fullmatch(name, *span)
    return [together.span("name"), together.span("rest")] if together else [span]
