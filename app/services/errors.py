"""What can go wrong in a use-case, each with its own name."""

from typing import Self


class NotFound(Exception):  # noqa: N818 - reads as what it is where it is raised
    """There is no such record, or it is somebody else's."""


class StaleEdit(Exception):  # noqa: N818 - as above
    """The record was changed after the form was opened."""


class Refused(Exception):  # noqa: N818 - as above
    """The request cannot be carried out; `field` names the form field the sentence belongs to."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def at(self, field: str) -> Self:
        """Return the same refusal at another field."""
        return type(self)(self.sentence, field)


class CameTwice(Refused):
    """The clock showed this time twice that night: the person must say which one is meant."""
