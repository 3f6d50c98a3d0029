"""The app, its export and `assess` say the same of any diary: amounts, level and score.

The diaries are made by chance (`lived`), so what holds here holds for made-up people.
"""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from app.cli.assess import assess as assess_command
from app.diary.diary import Diary
from app.interop.archive import read_archive
from app.models import Person
from app.services.archive import archive
from app.services.diary.value import diary_of, lossless_of
from app.services.owner import owner_of
from app.trends.detector.assess import assess
from app.trends.figures.exposure import daily_mme
from app.trends.figures.series import DayRow, build_series
from tests.cast.people import NOW, a_person
from tests.services.archive.lived import Life, last_day_of

pytestmark = pytest.mark.slow

FEW, REST = range(24), range(24, 300)


def amounts_of(diary: Diary, as_of: date) -> tuple[tuple[date, float | None, frozenset[str]], ...]:
    days = daily_mme(diary, as_of - timedelta(days=150), as_of)
    return tuple((day.for_date, day.mme_per_day, day.not_counted) for day in days)


def days_of(diary: Diary, as_of: date) -> tuple[DayRow, ...]:
    """Return what is shown of each day. Plain files do not say when it was entered."""
    series = build_series(diary, as_of - timedelta(days=150), as_of)
    return tuple(replace(row, entered_on=None) for row in series.rows)


def without_lossless(exported: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported)) as whole, zipfile.ZipFile(packed, "w") as plain:
        for name in whole.namelist():
            if name != "diary.json":
                plain.writestr(name, whole.read(name))
    return packed.getvalue()


def asked(content: bytes, as_of: date, folder: Path) -> tuple[str, float | None]:
    path = folder / "archive.zip"
    path.write_bytes(content)
    result = CliRunner().invoke(assess_command, [str(path), "--as-of", str(as_of), "--json"])
    answer = json.loads(result.stdout)
    return answer["level"], answer["score"]


def lived(session: Session, seed: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Person, date]:
    """Return a person with a diary; nothing is written to disk."""
    monkeypatch.setattr(session, "commit", session.flush)
    life = Life(session, a_person(session, f"person-{seed}"), Random(seed))  # noqa: S311 - no secret
    life.live()
    return life.person, last_day_of(life)


def check_same_everywhere(
    session: Session, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, as_of = lived(session, seed, monkeypatch)
    owner = owner_of(person)
    diary = diary_of(session, owner, as_of)
    exported = archive.export(session, owner)
    plain = without_lossless(exported)
    read = read_archive(exported)
    assert read.lossless == lossless_of(session, owner), read.remarks
    amounts, days = amounts_of(diary, as_of), days_of(replace(diary, open_day=None), as_of)
    for name, content in (("the lossless file", exported), ("the four files alone", plain)):
        in_file = read_archive(content).diary
        assert amounts_of(in_file, as_of) == amounts, name
        assert days_of(in_file, as_of) == days, name
    answer = assess(diary, as_of)
    for content in (exported, plain):
        assert asked(content, as_of, tmp_path) == (answer.level, answer.score)


def check_brought_in(session: Session, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is exported counts as before in the diary that it is brought into."""
    person, as_of = lived(session, seed, monkeypatch)
    exported = archive.export(session, owner_of(person))
    before = diary_of(session, owner_of(person))
    answer = assess(before, as_of)
    for name, content in (("whole", exported), ("four", without_lossless(exported))):
        other = a_person(session, f"{name}-{seed}", time_zone=person.time_zone)
        # What people said of themselves stays, so nothing is said here.
        other.original_areas, other.opioid_start = [], None
        archive.add_archive(session, owner_of(other), read_archive(content), NOW)
        brought = diary_of(session, owner_of(other))
        assert amounts_of(brought, as_of) == amounts_of(before, as_of)
        assert days_of(brought, as_of) == days_of(before, as_of)
        again = assess(brought, as_of)
        assert (again.level, again.score) == (answer.level, answer.score)


@pytest.mark.parametrize("seed", FEW)
def test_the_app_its_export_and_assess_say_the_same(
    session: Session, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_same_everywhere(session, seed, tmp_path, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("seed", REST)
def test_the_app_its_export_and_assess_say_the_same_of_many(
    session: Session, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_same_everywhere(session, seed, tmp_path, monkeypatch)


@pytest.mark.parametrize("seed", FEW)
def test_an_export_counts_alike_where_it_is_brought_in(
    session: Session, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_brought_in(session, seed, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("seed", REST)
def test_many_exports_count_alike_where_they_are_brought_in(
    session: Session, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_brought_in(session, seed, monkeypatch)
