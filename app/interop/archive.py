"""The diary archive as a whole: read one from a folder or zip, write one as a zip.

Four plain files are always enough. diary.json beside them is the lossless form, and is used when
it says the same as the four. Where they differ somebody has edited the plain files, and what a
person can see and edit wins.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.diary.lossless import LosslessDiary, to_diary
from app.diary.opioid_answers import OpioidAnswers
from app.interop.errors import ArchiveError, Troubles
from app.interop.lossless_read import OtherVersionError, from_json
from app.interop.lossless_write import to_json
from app.interop.profile import read_profile, write_profile
from app.interop.sheets_read import SheetRecords, read_doses, read_entries, read_events
from app.interop.sheets_write import (
    FURTHER_COLUMNS,
    NOWHERE,
    PAIN_MEAN,
    REMOVED_AT,
    write_doses,
    write_entries,
    write_events,
)
from app.interop.sources import (
    DOSES,
    ENTRIES,
    EVENTS,
    LOSSLESS,
    PROFILE,
    REQUIRED_FILES,
    SourceFile,
    load_files,
)
from app.interop.tables.table import Table, only_columns_of
from app.interop.tables.text import csv_table

__all__ = ["Archive", "ArchiveError", "read_archive", "write_archive"]

# Equal diaries give equal bytes, so no time of writing; this is the earliest a zip can hold.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PlainFiles:
    """The plain files of an archive as they were read.

    Attributes:
        diary: what they say.
        lines: by what a file is, the line of each of its records, in the order of the diary.
        names: by what a file is, the name that it really has.
        left_out: rows that hold no record, with why.
    """

    diary: Diary
    lines: Mapping[str, tuple[int, ...]]
    names: Mapping[str, str]
    left_out: tuple[ArchiveError, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows there are, without headings and blank ones."""
        return sum(map(len, self.lines.values())) + len(self.left_out)


@dataclass(frozen=True, slots=True)
class Archive:
    """What was read from one archive.

    Attributes:
        diary: the day-by-day diary.
        lossless: the diary as it was entered, where the archive holds it.
        remarks: sentences for people about what was passed over.
        holds: which of the files were there; without all of them it is a part of a diary.
        columns: those columns that a file may lack, and these had.
        is_list: it was read from lists from elsewhere, which leave empty what they do not tell.
        plain: the plain files, where it holds any.
        left_out: rows that were not taken, with why (`app.interop.lived_part`).
    """

    diary: Diary
    lossless: LosslessDiary | None = None
    remarks: tuple[str, ...] = ()
    holds: frozenset[str] = frozenset(REQUIRED_FILES)
    columns: frozenset[str] = frozenset()
    is_list: bool = False
    plain: PlainFiles | None = field(default=None, compare=False)
    left_out: tuple[ArchiveError, ...] = ()

    @property
    def is_by_record(self) -> bool:
        """Whether it is a lossless copy of ours, which holds each record with its id."""
        return self.lossless is not None and not self.is_list


def read_archive(
    source: Path | str | bytes, name: str = "archive.zip", *, by_a_program: bool = False
) -> Archive:
    """Read a diary archive from a folder, a zip file, or the bytes of a zip.

    Args:
        source: where it is.
        name: what to call the bytes in errors.
        by_a_program: no spreadsheet was in between, so that 15.000 is fifteen.

    Raises:
        ArchiveError: anything that keeps it from being read, with file, line and column.
    """
    files = load_files(source, name)
    plain = _read_plain(files, by_a_program=by_a_program)
    columns = told_columns(_table(files[name]) for name in (ENTRIES, DOSES))
    from_files = Archive(plain.diary, columns=columns, plain=plain, left_out=plain.left_out)
    if LOSSLESS not in files:
        return from_files
    try:
        lossless = from_json(files[LOSSLESS].content)
        diary = to_diary(lossless)
        written = _read_plain(_as_sources(_write_plain(diary)), like=files)
        says_the_same = _without_story(written.diary, plain) == plain.diary
    except OtherVersionError:
        remark = "diary.json is from another version and was not used."
        return replace(from_files, remarks=(remark,))
    except ArchiveError as error:
        return replace(from_files, remarks=(f"diary.json was not used. {error}",))
    if not says_the_same:
        remark = "The other files were changed after diary.json was saved, so those were used."
        return replace(from_files, remarks=(remark,))
    return Archive(diary, lossless, plain=plain, left_out=plain.left_out)


def _without_story(written: Diary, plain: PlainFiles) -> Diary:
    """Leave the story out where the plain files hold none: in older copies they never did."""
    return written if plain.diary.story else replace(written, story={})


def told_columns(tables: Iterable[Table]) -> frozenset[str]:
    """Return those columns that a file may lack, and that these have."""
    headers = (table.rows[0].cells for table in tables if table.rows)
    names = {name.strip().casefold() for header in headers for name in header}
    return frozenset(names & {PAIN_MEAN, NOWHERE, REMOVED_AT, *FURTHER_COLUMNS})


def write_archive(diary: LosslessDiary | Diary) -> bytes:
    """Return a diary as the bytes of a zip.

    A lossless diary gives the four plain files and diary.json, a day-by-day diary the four.
    """
    if isinstance(diary, LosslessDiary):
        files = _write_plain(to_diary(diary)) | {LOSSLESS: to_json(diary)}
    else:
        files = _write_plain(diary)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return packed.getvalue()


def _read_plain(
    files: dict[str, SourceFile],
    *,
    like: dict[str, SourceFile] | None = None,
    by_a_program: bool = False,
) -> PlainFiles:
    """Read the four files; what is wrong in one does not hide what is wrong in the next.

    Columns that the files `like` these do not have are left out: older files lack those that came
    later, and a column that is not there says nothing.
    """

    def table(name: str) -> Table:
        found = _table(files[name])
        return found if like is None else only_columns_of(_table(like[name]), found)

    profile, answers = Profile(), OpioidAnswers()
    story: Mapping[str, str] = {}
    troubles = Troubles()
    sheets = {name: partial(table, name) for name in (ENTRIES, DOSES, EVENTS)}
    read = read_sheets(sheets, troubles, by_a_program=by_a_program)
    with troubles.noted():
        profile, answers, story = read_profile(files[PROFILE].content)
    troubles.raise_if_any()
    diary = replace(read.diary, profile=profile, opioid_answers=answers, story=story)
    return replace(read, diary=diary, names={name: file.name for name, file in files.items()})


def read_sheets(
    tables: Mapping[str, Callable[[], Table]], troubles: Troubles, *, by_a_program: bool = False
) -> PlainFiles:
    """Read those of the three lists that are there, each by a function that returns its table.

    What is wrong goes into `troubles`.
    """
    entries: SheetRecords[DayEntry] = SheetRecords((), ())
    doses: SheetRecords[Dose] = SheetRecords((), ())
    events: SheetRecords[DiaryEvent] = SheetRecords((), ())
    if ENTRIES in tables:
        with troubles.noted():
            entries = read_entries(tables[ENTRIES]())
    if DOSES in tables:
        with troubles.noted():
            doses = read_doses(tables[DOSES](), by_a_program=by_a_program)
    if EVENTS in tables:
        with troubles.noted():
            events = read_events(tables[EVENTS]())
    diary = Diary(entries=entries.records, doses=doses.records, events=events.records)
    lines = {ENTRIES: entries.lines, DOSES: doses.lines, EVENTS: events.lines}
    return PlainFiles(diary, lines, {}, doses.left_out)


def _table(file: SourceFile) -> Table:
    return csv_table(file.name, file.content)


def _as_sources(files: dict[str, bytes]) -> dict[str, SourceFile]:
    return {name: SourceFile(name, content) for name, content in files.items()}


def _write_plain(diary: Diary) -> dict[str, bytes]:
    return {
        ENTRIES: write_entries(diary.entries),
        DOSES: write_doses(diary.doses, diary.opioid_answers),
        EVENTS: write_events(diary.events),
        PROFILE: write_profile(diary.profile, diary.opioid_answers, diary.story),
    }
