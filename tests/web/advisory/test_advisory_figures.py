"""Each figure of the advisory can be worked out again, by hand, from the table on its page.

The page is read as a person would read it: nothing but its words is used.
No figure may be left over, and each one, changed, must be found out.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from flask import Flask

from app.diary.diary import Diary
from app.diary.entered import Entered
from app.diary.example import example_diary
from app.interop.archive import Archive
from app.models import Person
from app.services.archive.archive import add_archive
from app.services.archive.plain import from_plain
from app.services.owner import owner_of
from tests.cast import courses as cast
from tests.cast.people import NOW, TIME_ZONE, add_person, database_of, sign_in
from tests.client import Browser
from tests.web.advisory.recount import bars, causes  # noqa: F401 - sentences register themselves
from tests.web.advisory.recount.lines import COLUMN_OF, check_line
from tests.web.advisory.recount.sentences import CHECKS, recount
from tests.web.advisory.recount.sheet import DAY, Piece, Sheet

pytestmark = pytest.mark.slow

LAST_DAY = date(2026, 3, 11)
TOLD_WHERE_IT_WAS = {
    "Since the opioid began",
    "After another opioid",
    "After the opioid was stopped",
}
# The first five hold, between them, every sentence about other causes; the others every fact.
DIARIES = (
    example_diary,
    cast.next_door,
    cast.eased,
    cast.a_little_more,
    cast.many_places_at_first,
    cast.pain_rose_first,
    cast.improved,
    cast.improved_after_rotation,
    cast.improved_after_stop,
    cast.same_pain,
    cast.head_only,
    cast.missed_doses_noted,
    cast.days_without_dose,
    cast.short,
)


def keep(app: Flask, diary: Diary) -> Browser:
    """Store a diary as Alice's own, each day entered when the diary says; open her browser."""
    kept = from_plain(diary, TIME_ZONE, NOW)
    entered = [
        replace(
            check_in,
            entered=Entered(
                datetime.combine(entry.entered_on or LAST_DAY, time(17), UTC), TIME_ZONE
            ),
        )
        for check_in, entry in zip(kept.check_ins, diary.entries, strict=True)
    ]
    archive = Archive(diary, replace(kept, check_ins=tuple(entered)))
    person_id = add_person(database_of(app), "alice")
    with database_of(app).writing() as session:
        person = session.get(Person, person_id)
        assert person is not None
        person.original_areas = sorted(diary.profile.original_areas)
        add_archive(session, owner_of(person), archive, NOW)
    return sign_in(app, "alice", person_id)


def open_sheet(app: Flask, diary: Diary) -> Sheet:
    """Open the advisory of a diary, past the question that comes before it once."""
    alice = keep(app, diary)
    page = alice.get("/advisory")
    if page.heading == "Tidemark has one question":
        alice.send(page, "/advisory/question", what="nothing_new")
        page = alice.get("/advisory")
    return Sheet(page)


def is_worked_out(sheet: Sheet, piece: Piece, text: str) -> bool:
    """Work the figures of a text out again; false where nothing knows the text.

    Raises:
        AssertionError: it holds a figure that comes out otherwise.
    """
    try:
        if piece.line >= 0:
            return check_line(sheet, sheet.lines[piece.line], text)
        if recount(sheet, text):
            return True
    except AssertionError as error:
        raise AssertionError(f"comes out otherwise: {text}") from error
    # What was seen is told in the words of the evidence.
    known = [other for other in sheet.pieces if other.line >= 0 and other.text == piece.text]
    return any(is_worked_out(sheet, other, text) for other in known)


def is_found_out(sheet: Sheet, piece: Piece, text: str) -> bool:
    """Tell whether a changed text is noticed: it comes out otherwise, or is no known sentence."""
    try:
        return not is_worked_out(sheet, piece, text)
    except (AssertionError, ValueError, KeyError):
        return True


def changed_texts(text: str) -> list[str]:
    """Return the text with each of its numbers changed, one at a time."""
    changed = []
    for found in re.finditer(r"\d+(\.\d)?", text):
        other = f"{float(found[0]) + 0.2:.1f}" if found[1] else str(int(found[0]) + 1)
        changed.append(f"{text[: found.start()]}{other}{text[found.end() :]}")
    return changed


@pytest.mark.parametrize("diary", DIARIES)
def test_each_figure_on_the_page_follows_from_its_table(
    app: Flask, diary: Callable[[date], Diary]
) -> None:
    sheet = open_sheet(app, diary(LAST_DAY))
    if diary is not cast.short:
        # Told only where the opioid began, changed or was stopped within the diary.
        titles = {line.title for line in sheet.lines} | TOLD_WHERE_IT_WAS
        assert titles == {*COLUMN_OF, "At the same time"}
    unknown = [piece for piece in sheet.pieces if not is_worked_out(sheet, piece, piece.text)]
    assert [piece.text for piece in unknown if re.search(r"\d", piece.text)] == []
    with_figures = [piece for piece in sheet.pieces if re.search(r"\d", piece.text)]
    assert len(with_figures) >= 3
    unseen = [
        text
        for piece in with_figures
        for text in changed_texts(piece.text)
        if not is_found_out(sheet, piece, text)
    ]
    assert unseen == []


def test_words_without_figures_are_worked_out_as_well(app: Flask) -> None:
    sheet = open_sheet(app, example_diary(LAST_DAY))
    told = [piece for piece in sheet.pieces if "your neck" in piece.text]
    assert len(told) >= 3
    for piece in told:
        assert is_worked_out(sheet, piece, piece.text)
        assert is_found_out(sheet, piece, piece.text.replace("neck", "left hand"))


def test_every_pattern_takes_all_figures_of_its_sentence_for_figures() -> None:
    for pattern, _ in CHECKS:
        plain = re.sub(r"\\d(\{\d\})?|\\\.", "", pattern.pattern.replace(DAY, ""))
        assert not re.search(r"\d", plain), plain
