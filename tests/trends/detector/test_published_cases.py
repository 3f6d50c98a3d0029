import json
from datetime import date
from pathlib import Path

import pytest

from app.interop.archive import read_archive
from app.trends.detector.assess import assess
from tests.data.build_cases import CASES, FOLDER, write


@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_a_published_case_gets_the_level_that_its_report_suggests(name: str) -> None:
    source = json.loads((FOLDER / name / "source.json").read_text(encoding="utf-8"))
    answer = assess(read_archive(FOLDER / name).diary, date.fromisoformat(source["as_of"]))
    assert answer.level in source["levels_accepted"]


def test_there_are_cases_of_both_kinds() -> None:
    assert sum("discuss" in case.levels_accepted for case in CASES) >= 3
    assert sum("none" in case.levels_accepted for case in CASES) >= 4


def test_the_stored_diaries_are_what_the_stated_facts_give(tmp_path: Path) -> None:
    for case in CASES:
        write(case, tmp_path / case.name)
        for file in (tmp_path / case.name).iterdir():
            assert file.read_bytes() == (FOLDER / case.name / file.name).read_bytes()
