"""Share links in words, for their owner."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.diary.day_words import moment_words, span_words
from app.diary.scores import FURTHER_SCORES
from app.services.share.codes import in_groups
from app.services.share.links import ListedLink, is_open
from app.services.share.terms import Section, Terms
from app.web.kit.figure_words import count_words

FURTHER_WORDS = ", ".join(score.label.lower() for score in FURTHER_SCORES)
SECTION_WORDS = {
    Section.CHART: "pain and opioid amount",
    Section.AREAS: "where it hurts",
    Section.TOUCH: "pain from touch",
    Section.FURTHER: FURTHER_WORDS,
    Section.EVENTS: "what happened",
    Section.MEDICINES: "medicines",
    Section.ADVISORY: "what Tidemark noticed",
    Section.TOLD: "what you said about yourself",
    Section.NOTES: "notes",
}
NO_NAME = "A Tidemark diary"


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link in the list."""

    period: str
    shows: str
    made: str
    state: str
    opened: str
    is_open: bool
    revoke_action: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """One of the things that were chosen."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A new link's code: as an address, and in groups that can be typed."""

    address: str
    code: str
    opens_at: str

    @classmethod
    def of(cls, opens_at: str, code: str) -> "CodeShown":
        """Lay out a code.

        >>> CodeShown.of("https://tidemark.example/s", "0a1b2c3d").code
        '0a1bw 2c3dd'
        """
        return cls(f"{opens_at}#{code}", in_groups(code), opens_at)


def link_row(link: ListedLink, now: datetime, time_zone: str) -> LinkRow:
    """Return a link in words; an ended or expired one is told as plainly as a live one."""
    return LinkRow(
        period=span_words(link.terms.first, link.terms.last),
        shows=f"Shows {sections_words(link.terms.sections)}",
        made=f"Made on {moment_words(link.created_at, time_zone)}",
        state=_state(link, now, time_zone),
        opened=_opened(link, time_zone),
        is_open=is_open(link, now),
        revoke_action=url_for("share.revoke", public_id=link.public_id),
    )


def _state(link: ListedLink, now: datetime, time_zone: str) -> str:
    if link.revoked_at is not None:
        return f"Ended by you on {moment_words(link.revoked_at, time_zone)}"
    end = moment_words(link.expires_at, time_zone)
    return f"Works until {end}" if is_open(link, now) else f"Ended on {end}"


def _opened(link: ListedLink, time_zone: str) -> str:
    if link.last_opened_at is None:
        return "Not opened yet"
    times = "once" if link.times_opened == 1 else count_words(link.times_opened, "time")
    return f"Opened {times}, last on {moment_words(link.last_opened_at, time_zone)}"


def sections_words(sections: frozenset[Section]) -> str:
    """Name the parts in the order of the page.

    >>> sections_words(frozenset({Section.NOTES, Section.CHART, Section.TOUCH}))
    'pain and opioid amount, pain from touch, notes'
    """
    return ", ".join(words for section, words in SECTION_WORDS.items() if section in sections)


def terms_words(terms: Terms, lifetime_days: str) -> list[TermRow]:
    """Return what a link would show."""
    hidden = frozenset(Section) - terms.sections
    return [
        TermRow("Days", span_words(terms.first, terms.last)),
        TermRow("Shows", sections_words(terms.sections)),
        TermRow("Does not show", sections_words(hidden) or "nothing is hidden"),
        TermRow("Name shown", terms.shown_name or f"none: the page says “{NO_NAME}”"),
        TermRow("Works for", count_words(int(lifetime_days), "day")),
    ]
