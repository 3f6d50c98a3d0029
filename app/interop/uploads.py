"""Whatever file a person chose: a diary of ours, whole or in part, or lists from elsewhere."""

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from app.diary.lossless import to_diary
from app.interop.archive import Archive, PlainFiles, read_archive, read_sheets, told_columns
from app.interop.errors import ArchiveError, Troubles
from app.interop.lossless_read import from_json
from app.interop.lossless_write import FORMAT_NAME
from app.interop.other_kinds import refuse_damaged, refuse_known_packages, refuse_other_kinds
from app.interop.profile import read_profile
from app.interop.sheets_write import DOSE_COLUMNS, ENTRY_COLUMNS, EVENT_COLUMNS
from app.interop.sources import (
    DOSES,
    ENTRIES,
    EVENTS,
    PROFILE,
    REQUIRED_FILES,
    has_a_whole_diary,
    known_name,
)
from app.interop.tables.packed import is_zip, unpack
from app.interop.tables.table import Table, TableRow
from app.interop.tables.text import csv_table
from app.interop.tables.workbook import is_workbook, workbook_tables

_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
_FILE_NAME_MAX_CHARACTERS = 120
_MOST_NAMED = 8
_EMPTY = "This file is empty."
WHAT_IS_READ = "Tidemark reads .csv and .xlsx files, alone or in a zip, and its own copies."


@dataclass(frozen=True, slots=True)
class Upload:
    """What was found in a file.

    Attributes:
        name: of the file.
        archive: a diary of ours, where it is one.
        tables: lists from elsewhere, where it is none.
        remarks: sentences for people about what was passed over.
    """

    name: str
    archive: Archive | None
    tables: tuple[Table, ...] = ()
    remarks: tuple[str, ...] = ()


def look_into(name: str, content: bytes) -> Upload:
    """Read a file of any kind that we know.

    Args:
        name: as the person's computer calls it.
        content: its bytes.

    Raises:
        ArchiveError: it cannot be read; with what to do.
    """
    name = shown_name(name)
    if not content.strip():
        raise ArchiveError(name, None, None, _EMPTY)
    if _is_lossless(content):
        lossless = from_json(content)
        return Upload(name, Archive(to_diary(lossless), lossless))
    if not is_zip(content):
        refuse_other_kinds(name, content)
        refuse_damaged(name, content)
        return _from_tables(name, (csv_table(name, content),))
    files = unpack(name, content)
    if is_workbook(set(files)):
        tables = workbook_tables(name, content)
        if not tables:
            raise ArchiveError(name, None, None, _EMPTY)
        return _from_tables(name, tables)
    if has_a_whole_diary(files):
        return Upload(name, _with_others_named(read_archive(content, name), files))
    return _from_several(name, files)


def shown_name(name: str) -> str:
    """Return a file's name without its folder, fit to be shown.

    >>> shown_name("C:/fakepath/my list.csv"), shown_name("")
    ('my list.csv', 'your file')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable())[
        :_FILE_NAME_MAX_CHARACTERS
    ]
    return printable or "your file"


def _is_lossless(content: bytes) -> bool:
    return content.lstrip().startswith(b"{") and FORMAT_NAME.encode() in content[:200]


def _with_others_named(archive: Archive, files: dict[str, bytes]) -> Archive:
    others = [path for path in files if known_name(path) is None]
    return replace(archive, remarks=(*archive.remarks, *_left_out(others)))


def _left_out(paths: list[str]) -> tuple[str, ...]:
    return (f"Left out: {_listed(paths)}.",) if paths else ()


def _from_several(name: str, files: dict[str, bytes]) -> Upload:
    refuse_known_packages(name, files)
    tables: list[Table] = []
    troubles = Troubles()
    passed_over: list[str] = []
    for path, content in files.items():
        ending = PurePosixPath(path).suffix.casefold()
        with troubles.noted():
            if ending in _WORKBOOK_ENDINGS:
                tables += workbook_tables(path, content)
            elif ending in _TEXT_ENDINGS and content.strip():
                tables.append(csv_table(path, content))
            else:
                passed_over.append(path)
    troubles.raise_if_any()
    profiles = [path for path in passed_over if known_name(path) == PROFILE]
    if any(map(_own_kind, tables)) and len(profiles) == 1:
        passed_over.remove(profiles[0])
        return _from_tables(name, tuple(tables), _left_out(passed_over), files[profiles[0]])
    if not tables:
        raise ArchiveError(
            name, None, None, f"There is no list in here. {_found_words(passed_over)}"
        )
    return _from_tables(name, tuple(tables), _left_out(passed_over))


def _found_words(paths: list[str]) -> str:
    found = f"Found: {_listed(paths)}. " if paths else ""
    return f"{found}{WHAT_IS_READ}"


def _listed(paths: list[str]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return f"{', '.join(sorted(paths)[:_MOST_NAMED])}{more}"


def _from_tables(
    name: str,
    tables: tuple[Table, ...],
    remarks: tuple[str, ...] = (),
    profile: bytes | None = None,
) -> Upload:
    """Read tables of our own form; without one, they are lists from elsewhere."""
    own = [(kind, table) for table in tables if (kind := _own_kind(table))]
    if not own:
        return Upload(name, None, tables, remarks)
    kinds = [kind for kind, _ in own]
    if len(set(kinds)) < len(kinds):
        sentence = (
            f"Two of these lists are of the same kind, {_twice(kinds)}. Import one at a time."
        )
        raise ArchiveError(name, None, None, sentence)
    holds = frozenset([*kinds, *([] if profile is None else [PROFILE])])
    missing = [kind for kind in REQUIRED_FILES if kind not in holds]
    others = [table.name for table in tables if not _own_kind(table)]
    told = (*remarks, *([f"Left out: {_listed(others)}."] if others else []))
    if missing:
        told = (*told, f"This is only part of a diary. Missing: {', '.join(missing)}.")
    files = _own_files(dict(own), profile)
    archive = Archive(
        files.diary,
        remarks=told,
        holds=holds,
        columns=told_columns(table for _, table in own),
        plain=files,
        left_out=files.left_out,
    )
    return Upload(name, archive)


def _own_kind(table: Table) -> str | None:
    header = {cell.strip().casefold() for cell in table.rows[0].cells} if table.rows else set()
    columns = {ENTRIES: ENTRY_COLUMNS, DOSES: DOSE_COLUMNS, EVENTS: EVENT_COLUMNS}
    return next((kind for kind, names in columns.items() if set(names) <= header), None)


def _twice(kinds: list[str]) -> str:
    return next(kind for kind in kinds if kinds.count(kind) > 1)


def _own_files(tables: dict[str, Table], profile: bytes | None) -> PlainFiles:
    troubles = Troubles()
    files = read_sheets({kind: partial(_same, table) for kind, table in tables.items()}, troubles)
    if profile is not None:
        with troubles.noted():
            about, answers, story = read_profile(profile)
            told = replace(files.diary, profile=about, opioid_answers=answers, story=story)
            files = replace(files, diary=told)
    troubles.raise_if_any()
    return replace(files, names={kind: table.name for kind, table in tables.items()})


def _same(table: Table) -> Table:
    return table


def tables_json(upload: Upload) -> bytes:
    """Return the tables and remarks in a form that is read back quickly."""
    plain = [[table.name, [[row.line, row.cells] for row in table.rows]] for table in upload.tables]
    kept = {"tables": plain, "remarks": upload.remarks}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def tables_of(content: bytes) -> tuple[Table, ...]:
    """Read back what `tables_json` gave.

    >>> table = Table("a.csv", (TableRow(1, ("date", "pain")),))
    >>> tables_of(tables_json(Upload("a.csv", None, (table,)))) == (table,)
    True
    """
    return tuple(
        Table(name, tuple(TableRow(line, tuple(cells)) for line, cells in rows))
        for name, rows in json.loads(content)["tables"]
    )


def remarks_of(content: bytes) -> tuple[str, ...]:
    """Read back what was said about the file as a whole."""
    return tuple(json.loads(content)["remarks"])
