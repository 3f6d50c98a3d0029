"""Lines and links that every page is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a summary list."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    href: str
