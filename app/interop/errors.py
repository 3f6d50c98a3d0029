"""What is wrong with a file: where, and in a sentence for people."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

_LONGEST_SHOWN = 40


class ArchiveError(Exception):
    """A diary file that cannot be read.

    Attributes:
        file: the file's own name.
        line: line of the file, from 1; None where there is none.
        column: name of the column, or path of the field in JSON; None where there is none.
        sentence: what is wrong, for people.
        rule: the sentence without what was written: two of one rule are one kind of trouble.

    >>> print(ArchiveError("entries.csv", 14, "pain", "This is not a number."))
    entries.csv, line 14, column pain: This is not a number.
    """

    def __init__(
        self, file: str, line: int | None, column: str | None, sentence: str, rule: str = ""
    ) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.sentence = sentence
        self.rule = rule or sentence
        super().__init__(file, line, column, sentence, rule)

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def parts(self) -> "tuple[ArchiveError, ...]":
        """The single troubles; one has only itself."""
        return (self,)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return a sentence for each kind of trouble."""
        return (_in_words(self, 1),)


class JoinedArchiveError(ArchiveError):
    """Everything that is wrong with an archive, so that it can be mended in one go.

    >>> twice = [ArchiveError("a.csv", line, "pain", f'"{line}" is odd.', "odd") for line in (2, 5)]
    >>> print(JoinedArchiveError(twice))
    a.csv, line 2 and 1 more, column pain: "2" is odd.
    """

    def __init__(self, troubles: Sequence[ArchiveError]) -> None:
        first = troubles[0]
        super().__init__(first.file, first.line, first.column, first.sentence, first.rule)
        self._parts = tuple(troubles)

    @property
    def parts(self) -> tuple[ArchiveError, ...]:
        """The single troubles, file by file."""
        return self._parts

    @property
    def lines(self) -> tuple[str, ...]:
        """Return a sentence for each kind of trouble, with how often it is there."""
        return tuple(kind.words for kind in kinds_of_trouble(self._parts))


@dataclass(frozen=True, slots=True)
class TroubleKind:
    """Troubles of one rule in one column of one file.

    Attributes:
        first: the first of them.
        lines: the lines of all, in the order of the file; none where there are no lines.
    """

    first: ArchiveError
    lines: tuple[int, ...]

    @property
    def words(self) -> str:
        """The first of them in a sentence, with how many more there are."""
        return _in_words(self.first, max(len(self.lines), 1))

    @property
    def all_lines(self) -> str:
        """All lines, runs of them in short.

        >>> first = ArchiveError("a.csv", 2, None, "This is odd.")
        >>> TroubleKind(first, (2, 3, 4, 9)).all_lines
        '2 to 4, 9'
        """
        runs: list[list[int]] = []
        for line in sorted(set(self.lines)):
            if runs and line == runs[-1][-1] + 1:
                runs[-1][1:] = [line]
            else:
                runs.append([line])
        return ", ".join(" to ".join(map(str, run)) for run in runs)


def kinds_of_trouble(troubles: Iterable[ArchiveError]) -> tuple[TroubleKind, ...]:
    """Return troubles by their kind, in the order of the first of each."""
    kinds: dict[tuple[str, str | None, str], list[ArchiveError]] = {}
    for trouble in troubles:
        kinds.setdefault((trouble.file, trouble.column, trouble.rule), []).append(trouble)
    return tuple(
        TroubleKind(same[0], tuple(one.line for one in same if one.line is not None))
        for same in kinds.values()
    )


def _in_words(trouble: ArchiveError, count: int) -> str:
    more = f" and {count - 1:,} more" if count > 1 else ""
    line = "" if trouble.line is None else f", line {trouble.line}{more}"
    column = "" if trouble.column is None else f", column {trouble.column}"
    return f"{trouble.file}{line}{column}: {trouble.sentence}"


class Troubles:
    """Collects what is wrong, so that reading can go on to find the rest.

    >>> troubles = Troubles()
    >>> with troubles.noted():
    ...     raise ArchiveError("a.csv", 2, None, "This is odd.")
    >>> troubles.raise_if_any()
    Traceback (most recent call last):
    ...
    app.interop.errors.JoinedArchiveError: a.csv, line 2: This is odd.
    """

    def __init__(self) -> None:
        self._found: list[ArchiveError] = []

    def add(self, troubles: Iterable[ArchiveError]) -> None:
        """Keep troubles that were found elsewhere."""
        self._found.extend(troubles)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Keep what is raised inside, and go on after it."""
        try:
            yield
        except ArchiveError as error:
            self._found.extend(error.parts)

    def raise_if_any(self) -> None:
        """Raise all that was kept.

        Raises:
            JoinedArchiveError: there was something.
        """
        if self._found:
            raise JoinedArchiveError(self._found)


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
