"""Any file a person may choose: ours, a part of ours, a list from elsewhere, or none of these."""

import io
import zipfile

import openpyxl
import pytest

from app.diary.diary import Profile
from app.diary.lossless import LosslessDiary, PersonSettings
from app.interop.archive import read_archive, write_archive
from app.interop.errors import ArchiveError
from app.interop.sources import ENTRIES
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
        (b"\x89PNG\r\n", "This is a picture."),
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


def test_a_files_name_is_shown_without_its_folder_or_odd_signs() -> None:
    assert shown_name("..\\..\\a\u202eb.csv") == "ab.csv"
    assert len(shown_name("x" * 500)) == 120


def test_a_document_that_is_no_workbook_is_no_list() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as document:
        document.writestr("[Content_Types].xml", "<x/>")
        document.writestr("word/document.xml", "<x/>")
    assert "There is no list in here." in refused(out.getvalue())
