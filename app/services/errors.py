"""What can go wrong in a use-case, each with its own name."""


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
