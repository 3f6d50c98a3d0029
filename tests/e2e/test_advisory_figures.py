"""Each figure of the advisory can be worked out again, by hand, from the table on its page.

The page is opened in a browser and read as a person would read it: nothing but its words is used.
No figure may be left over, and each one, changed, must be found out.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.db import Database
from app.diary.diary import Diary
from app.diary.example import example_diary
from app.interop.archive import Archive
from app.models import Person
from app.services.archive.archive import add_archive
from app.services.archive.plain import from_plain
from tests import advisory_cast as cast
from tests.conftest import NOW, PASSWORD, TIME_ZONE, person_named
from tests.e2e import advisory_recount_causes  # noqa: F401 - its sentences register themselves
from tests.e2e.advisory_lines import COLUMN_OF, check_line
from tests.e2e.advisory_recount import CHECKS, recount
from tests.e2e.advisory_sheet import DAY, Piece, Sheet
from tests.e2e.conftest import OpenTab, Tab
from tests.e2e.patient import Patient

pytestmark = pytest.mark.e2e

LAST_DAY = date(2026, 3, 11)
# The first five hold, between them, every sentence about other causes; the others every fact.
DIARIES = (
    example_diary,
    cast.next_door,
    cast.eased,
    cast.a_little_more,
    cast.many_places_at_first,
    cast.pain_rose_first,
    cast.improved,
    cast.same_pain,
    cast.head_only,
    cast.missed_doses_noted,
    cast.days_without_dose,
    cast.short,
)


def keep(app: Flask, diary: Diary) -> None:
    """Store a diary as alice's own, each day as entered when the diary says so."""
    kept = from_plain(diary, TIME_ZONE, NOW)
    entered = [
        replace(
            check_in,
            is_imported=False,
            recorded_at=datetime.combine(entry.entered_on or LAST_DAY, time(17), UTC),
        )
        for check_in, entry in zip(kept.check_ins, diary.entries, strict=True)
    ]
    archive = Archive(diary, replace(kept, check_ins=tuple(entered)))
    person_id = person_named(app, "alice")
    database: Database = app.extensions["database"]
    with database.writing() as session:
        person = session.get(Person, person_id)
        assert person is not None
        person.original_areas = sorted(diary.profile.original_areas)
        add_archive(session, person, archive, NOW)


def open_advisory(tab: Tab) -> Page:
    page = tab.open("/sign-in?next=/advisory")
    page.get_by_label("E-mail").fill("alice@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", level=1).wait_for()
    if page.get_by_role("heading", level=1).inner_text() == "Tidemark has one question":
        patient = Patient(tab, scripts=True)
        patient.choose("No, nothing new")
        patient.press("Save and go on")
        page.get_by_text("How this was worked out").first.wait_for()
    return page


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
    app: Flask, open_tab: OpenTab, diary: Callable[[date], Diary]
) -> None:
    keep(app, diary(LAST_DAY))
    sheet = Sheet(open_advisory(open_tab()))
    if diary is not cast.short:
        # Told only where the opioid began within the diary.
        titles = {line.title for line in sheet.lines} | {"Since the opioid began"}
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


def test_words_without_figures_are_worked_out_as_well(app: Flask, open_tab: OpenTab) -> None:
    keep(app, example_diary(LAST_DAY))
    sheet = Sheet(open_advisory(open_tab()))
    told = [piece for piece in sheet.pieces if "your neck" in piece.text]
    assert len(told) >= 3
    for piece in told:
        assert is_worked_out(sheet, piece, piece.text)
        assert is_found_out(sheet, piece, piece.text.replace("neck", "left hand"))


def test_every_pattern_takes_all_figures_of_its_sentence_for_figures() -> None:
    for pattern, _ in CHECKS:
        plain = re.sub(r"\\d(\{\d\})?|\\\.", "", pattern.pattern.replace(DAY, ""))
        assert not re.search(r"\d", plain), plain
