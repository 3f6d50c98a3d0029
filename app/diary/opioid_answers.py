"""What the person said of medicines that the catalogue does not know: opioid or not.

"Not sure" and no answer are alike to every figure: the medicine may be an opioid, so it is never
taken for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.clinical.medicines import OpioidKind, opioid_kind


class OpioidAnswer(StrEnum):
    """An answer to "Is it an opioid, or like one?"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


_KINDS = {
    OpioidAnswer.YES: OpioidKind.OPIOID,
    OpioidAnswer.NO: OpioidKind.NOT_OPIOID,
    OpioidAnswer.NOT_SURE: OpioidKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class OpioidAnswers:
    """One person's answers: pairs of a name, as `name_key` writes it, and the answer."""

    by_name: frozenset[tuple[str, OpioidAnswer]] = frozenset()

    @classmethod
    def of(cls, answers: Mapping[str, str]) -> "OpioidAnswers":
        """Return the answers for names as they are written.

        Raises:
            ValueError: there is no such answer.
        """
        return cls(frozenset((name_key(n), OpioidAnswer(a)) for n, a in answers.items()))

    def answer_for(self, medication: str) -> OpioidAnswer | None:
        """Return what was said of a name; None where nobody was asked."""
        return dict(self.by_name).get(name_key(medication))

    def kind_of(self, medication: str) -> OpioidKind:
        """Tell whether a medication is an opioid: by the catalogue, else by the person's answer.

        >>> OpioidAnswers.of({"heat rub": "no"}).kind_of("Heat  Rub").value
        'not_opioid'
        """
        kind = opioid_kind(medication)
        answer = self.answer_for(medication) if kind is OpioidKind.UNKNOWN else None
        return _KINDS[answer] if answer else kind

    def to_ask(self, medications: Iterable[str]) -> tuple[str, ...]:
        """Return the names that nobody knows and nobody was asked about, each once, sorted.

        >>> OpioidAnswers().to_ask(["ibuprofen", "heat rub", "Heat rub"])
        ('Heat rub',)
        """
        open_names = {
            name_key(name): name
            for name in sorted(medications, reverse=True)
            if opioid_kind(name) is OpioidKind.UNKNOWN and self.answer_for(name) is None
        }
        return tuple(open_names[key] for key in sorted(open_names))

    def filled_from(self, others: "OpioidAnswers") -> "OpioidAnswers":
        """Return these answers, and those of others for names that have none here."""
        return OpioidAnswers.of({**others.plain(), **self.plain()})

    def plain(self) -> dict[str, str]:
        """Return the answers as plain text by name, in order of name."""
        return {name: answer.value for name, answer in sorted(self.by_name)}


def name_key(medication: str) -> str:
    """Return a name without capitals and needless blanks, so that one answer holds for it."""
    return " ".join(medication.casefold().split())
