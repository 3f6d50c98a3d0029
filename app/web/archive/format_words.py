"""The form of an archive in words, for its page; docs/archive-format.md says the same.

A name in backticks is written in a file exactly so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.clinical.areas import AREAS
from app.clinical.events import EVENT_NAMES
from app.clinical.routes import ROUTE_NAMES
from app.clinical.units import UNIT_NAMES
from app.diary.scores import FURTHER_SCORES
from app.interop.sheets_write import (
    DOSE_COLUMNS,
    ENTRY_COLUMNS,
    EVENT_COLUMNS,
    NOWHERE,
    PAIN_MEAN,
    REMOVED_AT,
    WORN_UNTIL,
)
from app.interop.sources import DOSES, ENTRIES, EVENTS

NEEDED, IF_YOU_LIKE = "needed", "optional"
COLUMN_WORDS = {
    (ENTRIES, "date"): "the day, as `2026-03-05`",
    (ENTRIES, "pain"): "average pain from 0 to 10, or empty",
    (ENTRIES, "worst_pain"): "worst pain from 0 to 10, or empty",
    (ENTRIES, "locations"): "codes of places, with `;` between them, or empty",
    (ENTRIES, "touch_sensitivity"): "pain from a light touch, 0 to 10, or empty",
    (ENTRIES, "note"): "any text, or empty",
    (ENTRIES, PAIN_MEAN): "the exact average, if a day has more than one score",
    (ENTRIES, NOWHERE): "`yes` if it hurt nowhere",
    **{
        (ENTRIES, f"{score.code}_0_to_10"): "0 to 10, where 10 is "
        f"{'best' if score.is_better_high else 'worst'}, or empty"
        for score in FURTHER_SCORES
    },
    (DOSES, "taken_at"): "day and time, as `2026-03-05T08:00:00`",
    (DOSES, "medication"): "the name, generic where there is one",
    (DOSES, "route"): "one of the codes below, such as `oral`",
    (DOSES, "amount"): "a number above 0; of two medicines in one pill, the opioid part",
    (DOSES, "unit"): "one of the codes below, such as `mg`; for a patch `mcg/h`",
    (DOSES, REMOVED_AT): "when a patch came off, if known",
    (DOSES, WORN_UNTIL): "the time until which Tidemark counts a patch as worn",
    (EVENTS, "date"): "the day, as `2026-03-05`",
    (EVENTS, "kind"): "one of the codes below",
    (EVENTS, "note"): "any text, or empty",
}
COLUMNS_OF = {ENTRIES: ENTRY_COLUMNS, DOSES: DOSE_COLUMNS, EVENTS: EVENT_COLUMNS}


@dataclass(frozen=True, slots=True)
class FormatTable:
    """One file, or one list of codes.

    Attributes:
        id: of the table on the page.
        caption: what it is.
        columns: headings.
        rows: its rows.
    """

    id: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def file_tables() -> list[FormatTable]:
    """Return a table for each of the three lists."""
    captions = {
        ENTRIES: "entries.csv: one row a day",
        DOSES: "doses.csv: one row each time you took something",
        EVENTS: "events.csv: one row for each thing that happened",
    }
    return [
        FormatTable(
            file.removesuffix(".csv"),
            caption,
            ("Column", "What it holds", "Needed?"),
            [
                (column, plain_of(words), NEEDED if column in COLUMNS_OF[file] else IF_YOU_LIKE)
                for (of_file, column), words in COLUMN_WORDS.items()
                if of_file == file
            ],
        )
        for file, caption in captions.items()
    ]


def profile_table() -> FormatTable:
    """Return what profile.json may hold."""
    return FormatTable(
        "profile",
        "profile.json: before the diary began",
        ("Field", "What it holds"),
        (
            ("original_locations", "codes of places where it hurt at first, as a list"),
            ("opioid_start", "the day when opioids began, or null"),
            ("condition", "what hurts, in any words"),
            ("story", "answers about the time before the diary, if any"),
        ),
    )


def code_tables() -> list[FormatTable]:
    lists = (
        ("routes", "Codes for route: how you take it", ROUTE_NAMES),
        ("units", "Codes for unit", UNIT_NAMES),
        ("kinds", "Codes for kind: what happened", EVENT_NAMES),
        ("areas", "Codes for where it hurts", {area.code: area.name for area in AREAS}),
    )
    return [
        FormatTable(id_, caption, ("Code", "What it means"), list(codes.items()))
        for id_, caption, codes in lists
    ]


def plain_of(words: str) -> str:
    """Return the words without the marks around what is written exactly so.

    >>> plain_of("the day, as `2026-03-05`")
    'the day, as 2026-03-05'
    """
    return words.replace("`", "")
