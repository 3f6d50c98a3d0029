"""Any file a person may choose: ours, a part of ours, a list from elsewhere, or none of these."""

import io
import zipfile

import openpyxl
import pytest

from app.diary.diary import Profile
from app.diary.lossless import LosslessDiary, PersonSettings
from app.interop.archive import read_archive, write_archive
from app.interop.errors import ArchiveError
from app.interop.sources import ENTRIES, PROFILE
from app.interop.uploads import (
    WHAT_IS_READ,
    look_into,
    remarks_of,
    shown_name,
    tables_json,
    tables_of,
)
from tests.interop.other_apps import lists
from tests.interop.samples import SAMPLE, changed, zipped

WHOLE = read_archive(zipped(SAMPLE))
LOSSLESS = LosslessDiary(PersonSettings("Europe/Berlin", Profile(condition="my knee")))


def workbook_of(**sheets: bytes) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, content in sheets.items():
        sheet = book.create_sheet(title)
        for line in content.decode().splitlines():
            sheet.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(content: bytes, name: str = "mine.dat") -> str:
    with pytest.raises(ArchiveError) as error:
        look_into(name, content)
    return str(error.value)


def test_a_whole_diary_is_read_from_a_zip_under_its_own_name() -> None:
    assert look_into("mine.zip", zipped(SAMPLE, folder="a\\b\\")).archive == WHOLE
    assert refused(zipped(changed("profile.json", b"[]")), "mine.zip").startswith("profile.json")
    two = zipped(SAMPLE | {f"old/{name}": text for name, text in SAMPLE.items()})
    assert refused(two, "mine.zip").startswith("mine.zip: There are two diaries here")


def test_the_lossless_file_alone_is_a_whole_diary() -> None:
    with zipfile.ZipFile(io.BytesIO(write_archive(LOSSLESS))) as packed:
        found = look_into("diary.json", packed.read("diary.json")).archive
    assert found is not None
    assert found.lossless == LOSSLESS


def test_a_part_of_a_diary_is_read_and_says_what_is_not_there() -> None:
    found = look_into("entries (3).csv", SAMPLE["entries.csv"]).archive
    assert found is not None
    assert (found.diary.entries, found.diary.doses) == (WHOLE.diary.entries, ())
    assert found.holds == {ENTRIES}
    assert found.remarks == (
        "This is only part of a diary. Missing: doses.csv, events.csv, profile.json.",
    )


def test_a_part_in_a_zip_is_read_with_what_the_person_said_about_themselves() -> None:
    files = {name: SAMPLE[name] for name in ("entries.csv", "profile.json")}
    found = look_into("mine.zip", zipped(files)).archive
    assert found is not None
    assert found.diary.profile == WHOLE.diary.profile
    assert found.holds == {ENTRIES, PROFILE}
    assert found.remarks == ("This is only part of a diary. Missing: doses.csv, events.csv.",)


def test_a_second_list_in_another_folder_is_never_dropped_in_silence() -> None:
    files = SAMPLE | {"old/Entries.csv": SAMPLE["entries.csv"]}
    said = refused(zipped(files), "mine.zip")
    assert "entries.csv is there more than once: entries.csv, old/Entries.csv." in said


def test_what_else_is_in_the_zip_of_a_diary_is_named() -> None:
    found = look_into("mine.zip", zipped(SAMPLE | {"last year.csv": b"a,b", "x/me.jpg": b"\xff"}))
    assert found.archive is not None
    assert found.archive.remarks == ("Left out: last year.csv, x/me.jpg.",)


def test_our_lists_saved_as_a_workbook_are_ours() -> None:
    content = workbook_of(a=SAMPLE["doses.csv"], b=SAMPLE["events.csv"])
    found = look_into("mine.xlsx", content).archive
    assert found is not None
    assert (found.diary.doses, found.diary.events) == (WHOLE.diary.doses, WHOLE.diary.events)


def test_two_of_our_lists_of_one_kind_are_not_mixed() -> None:
    content = zipped({"a.csv": SAMPLE["events.csv"], "b.csv": SAMPLE["events.csv"]})
    assert refused(content, "z.zip") == (
        "z.zip: Two of these lists are of the same kind, events.csv. Import one at a time."
    )


def test_lists_from_elsewhere_are_found_alone_and_in_a_zip() -> None:
    alone = look_into("bearable.csv", lists.BEARABLE.encode())
    assert (alone.archive, [table.name for table in alone.tables]) == (None, ["bearable.csv"])
    files = {
        "cluster/logs.csv": lists.CLUSTER_LOGS.encode(),
        "cluster/doses.csv": lists.CLUSTER_DOSES.encode(),
        "cluster/photo.jpg": b"\xff\xd8",
    }
    several = look_into("cluster.zip", zipped(files))
    assert [table.name for table in several.tables] == ["cluster/logs.csv", "cluster/doses.csv"]
    assert several.remarks == ("Left out: cluster/photo.jpg.",)


def test_tables_are_kept_and_read_back_as_they_were() -> None:
    found = look_into(
        "cluster.zip", zipped({"a.csv": lists.CLUSTER_LOGS.encode(), "b.jpg": b"\xff\xd8"})
    )
    assert tables_of(tables_json(found)) == found.tables
    assert remarks_of(tables_json(found)) == ("Left out: b.jpg.",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b" \r\n", "This file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old Excel file (.xls)"),
        (b"%PDF-1.7", "This is a PDF."),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "This is a web page or XML."),
        (b'{"a": 1}', "This is JSON."),
        (b"<html><table><tr><td>pain</td></tr></table>", "save it as an Excel workbook (.xlsx)"),
        (b"{\\rtf1\\ansi pain}", "This is a text document (RTF)."),
        (b"\x89PNG\r\n", "This is a picture."),
        (b"\xff\xd8\xff\xe0", "This is a picture."),
        (b"\0\0\0\x18ftypheic\0\0", "This is a picture."),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "This is a picture."),
        (b"\x1f\x8b\x08\0", "pack it as .zip."),
        (b"SQLite format 3\0", "This is a database."),
        (zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "This is a Numbers file."),
        (zipped({"[Content_Types].xml": b"<x/>", "word/a.xml": b"<x/>"}), "a Word document."),
        (b"PK\x03\x04 and then nothing", "This is not a zip file, or it is broken."),
        (zipped({"a.jpg": b"x"}), f"There is no list in here. Found: a.jpg. {WHAT_IS_READ}"),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "This is an .ods file.",
        ),
        (zipped({"apple_health_export/export.xml": b"<x/>"}), "the copy that Apple Health makes"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(content: bytes, sentence: str) -> None:
    said = refused(content)
    assert said.startswith("mine.dat: ")
    assert sentence in said


@pytest.mark.parametrize("name", ["list.xlsx", "list.zip", "list.xls", "list"])
def test_a_list_under_the_name_of_another_kind_is_read(name: str) -> None:
    content = b"Date,Pain\n2026-11-01,5\n"
    (table,) = look_into(name, content).tables
    assert [row.cells for row in table.rows] == [("Date", "Pain"), ("2026-11-01", "5")]


def test_a_workbook_under_the_name_of_a_list_is_read() -> None:
    content = workbook_of(a=b"Date,Pain\n2026-11-01,5\n")
    (table,) = look_into("list.csv", content).tables
    assert table.rows[1].cells == ("2026-11-01", "5")


def test_a_workbook_without_a_cell_is_empty() -> None:
    assert refused(workbook_of(a=b""), "mine.xlsx") == "mine.xlsx: This file is empty."


def test_a_damaged_workbook_is_told_so() -> None:
    assert refused(b"\x00\x01\x02\x80", "mine.xlsx").startswith("mine.xlsx: This file is damaged")


def test_a_files_name_is_shown_without_its_folder_or_odd_signs() -> None:
    assert shown_name("..\\..\\a\u202eb.csv") == "ab.csv"
    assert len(shown_name("x" * 500)) == 120


def test_a_document_that_is_no_workbook_is_no_list() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as document:
        document.writestr("[Content_Types].xml", "<x/>")
        document.writestr("word/document.xml", "<x/>")
    assert "This is a Word document." in refused(out.getvalue())
