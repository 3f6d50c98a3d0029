"""What the person said of medicines that the catalogue does not know: opioid or not.

"Not sure" and no answer are alike to every figure: the medicine may be an opioid, so it is never
taken for nothing. Whether somebody was asked is kept with the medicine (`app.diary.entered`).
"""

from dataclasses import dataclass
from enum import StrEnum

from app.clinical.medicines import OpioidKind, opioid_kind


class OpioidAnswer(StrEnum):
    """An answer to "Is it an opioid, or like one?"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class OpioidAnswers:
    """The answers of one person, by the name of the medicine as `name_key` writes it."""

    opioids: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def kind_of(self, medication: str) -> OpioidKind:
        """Tell whether a medication is an opioid: by the catalogue, else by the person's answer.

        >>> OpioidAnswers(others=frozenset({"heat rub"})).kind_of("Heat  Rub").value
        'not_opioid'
        """
        kind = opioid_kind(medication)
        if kind is not OpioidKind.UNKNOWN:
            return kind
        key = name_key(medication)
        if key in self.opioids:
            return OpioidKind.OPIOID
        return OpioidKind.NOT_OPIOID if key in self.others else OpioidKind.UNKNOWN


def name_key(medication: str) -> str:
    """Return a name without capitals and needless blanks, so that one answer holds for it."""
    return " ".join(medication.casefold().split())
