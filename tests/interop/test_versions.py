"""diary.json of every version that was ever written is read, field by field, for ever.

tests/data/lossless holds an archive of each, with one made-up diary in them.
"""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.config import ROOT
from app.diary.check_in import Answers
from app.diary.entered import Entered
from app.diary.lossless import LosslessDiary, to_diary
from app.interop.archive import read_archive, write_archive
from app.interop.lossless_write import FORMAT_VERSION
from tests.interop.samples import zipped
from tests.interop.test_round_trip import files_of

ARCHIVES = sorted((ROOT / "tests/data/lossless").iterdir())


def lossless_in(name: str) -> LosslessDiary:
    read = read_archive(ROOT / "tests/data/lossless" / name)
    assert read.remarks == ()
    assert read.lossless is not None
    return read.lossless


@pytest.mark.parametrize("folder", ARCHIVES, ids=lambda folder: folder.name)
def test_each_version_is_read_to_the_last_field(folder: Path) -> None:
    read, newest = lossless_in(folder.name), lossless_in(f"version-{FORMAT_VERSION}")
    if folder.name == "version-1-without-care":
        # Neither was asked then.
        read = replace(read, person=replace(read.person, care="sickle_cell"))
        read = replace(
            read,
            check_ins=tuple(
                replace(c, answers=replace(c.answers, jerks_or_confusion=c.public_id == "check-2"))
                for c in read.check_ins
            ),
        )
    assert read == newest


def test_the_newest_version_is_what_is_written_now() -> None:
    name = f"version-{FORMAT_VERSION}"
    written = files_of(write_archive(lossless_in(name)))
    kept = {p.name: p.read_bytes() for p in (ROOT / "tests/data/lossless" / name).iterdir()}
    assert written == kept, "if it is to change: python -m tests.interop.test_versions"


def test_an_old_file_says_what_its_person_entered() -> None:
    diary = lossless_in("version-1")
    first, _, travelling, imported = sorted(diary.check_ins, key=lambda c: c.public_id)
    assert first.answers == Answers(
        {"average_pain": 6, "worst_pain": 8, "touch": 0, "sleep": 3, "mood": 5, "activity": 0},
        frozenset({"lower_back"}),
        "Slept badly.\nRain.",
    )
    late = datetime(2026, 3, 5, 18, tzinfo=UTC)
    assert travelling.entered == Entered(late, "America/New_York")
    assert imported.entered.on_day is None
    # Version 1 does not say where an event was entered: the person's own zone is meant.
    assert {event.entered.time_zone for event in diary.events} == {"Europe/Berlin"}
    assert to_diary(diary).profile.opioid_start == date(2026, 2, 1)


def test_a_file_from_before_a_question_was_asked_keeps_all_that_it_says() -> None:
    """One more 0-10 question must not make an older file fall back to the plain ones."""
    files = files_of(write_archive(lossless_in("version-1")))
    older = json.loads((ROOT / "tests/data/lossless/version-1/diary.json").read_bytes())
    for check_in in older["check_ins"]:
        del check_in["sleep"], check_in["activity"]
    sheet = files["entries.csv"].decode("utf-8-sig").splitlines()
    files["entries.csv"] = "\n".join(line.replace(",3,7,0", ",7") for line in sheet).encode()
    files["entries.csv"] = files["entries.csv"].replace(
        b"sleep_0_to_10,mood_0_to_10,activity_0_to_10", b"mood_0_to_10"
    )
    files["diary.json"] = json.dumps(older).encode()
    read = read_archive(zipped(files))
    assert read.remarks == ()
    assert read.lossless is not None
    assert read.lossless.check_ins[0].answers.scores == {
        "average_pain": 6,
        "worst_pain": 8,
        "touch": 0,
        "mood": 5,
    }


def test_an_old_archive_whose_sheet_was_edited_is_read_from_the_sheet(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/data/lossless/version-1", tmp_path / "edited")
    entries = tmp_path / "edited/entries.csv"
    entries.write_bytes(entries.read_bytes().replace(b"2026-03-02,5,", b"2026-03-02,6,"))
    read = read_archive(tmp_path / "edited")
    assert (read.lossless, len(read.remarks)) == (None, 1)


def write_newest_anew() -> None:
    """Write the archive of the newest version anew, from the one before it."""
    for name, content in files_of(write_archive(lossless_in("version-1"))).items():
        (ROOT / f"tests/data/lossless/version-{FORMAT_VERSION}" / name).write_bytes(content)


if __name__ == "__main__":
    write_newest_anew()
