"""The shape of a table of names, and how a name is split into words for looking it up."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Letters and numbers apart: "DF118" is "df", "118"; "500mg" is "500", "mg".
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")


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
    """
    return tuple(word for word, _span in spans_of(name))


def spans_of(name: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the words of `words_of`, each with where it begins and ends in the name."""
    return [(_plain(found.group()), found.span()) for found in _WORD.finditer(name)]


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
