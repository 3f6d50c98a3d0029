"""The one error of reading files: where it is, and what is wrong, in a sentence for people."""

_LONGEST_SHOWN = 40


class ArchiveError(Exception):
    """A diary file that cannot be read.

    Attributes:
        file: name of the file, as in the archive.
        line: line of the file, from 1; None where there is none.
        column: name of the column, or path of the field in JSON; None where there is none.
        sentence: what is wrong, for people.

    >>> print(ArchiveError("entries.csv", 14, "pain", "This is not a number."))
    entries.csv, line 14, column pain: This is not a number.
    """

    def __init__(self, file: str, line: int | None, column: str | None, sentence: str) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.sentence = sentence
        super().__init__(str(self))

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.file}{line}{column}: {self.sentence}"


def shown(written: str) -> str:
    """Return what a file says in quotes, short and printable, fit for a sentence.

    >>> shown("11")
    '"11"'
    """
    # Unprintable characters include those that turn the direction of text around.
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in written[:_LONGEST_SHOWN]
    )
    more = "\N{HORIZONTAL ELLIPSIS}" if len(written) > _LONGEST_SHOWN else ""
    return f'"{printable}{more}"'
