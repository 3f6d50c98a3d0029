"""docs/archive-format.md names each column and each code that the reader knows."""

from pathlib import Path

import pytest

from app.clinical.areas import AREAS
from app.clinical.events import EVENT_NAMES
from app.clinical.routes import ROUTE_NAMES
from app.clinical.units import UNIT_NAMES
from app.interop.sheets_write import (
    DOSE_COLUMNS,
    ENTRY_COLUMNS,
    EVENT_COLUMNS,
    FURTHER_COLUMNS,
    NOWHERE,
    PAIN_MEAN,
    REMOVED_AT,
    WORN_UNTIL,
)
from app.interop.sources import LOSSLESS, REQUIRED_FILES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "archive-format.md").read_text("utf-8")
COLUMNS = (*ENTRY_COLUMNS, *DOSE_COLUMNS, *EVENT_COLUMNS, *FURTHER_COLUMNS)


@pytest.mark.parametrize(
    "name", [*COLUMNS, PAIN_MEAN, NOWHERE, REMOVED_AT, WORN_UNTIL, *REQUIRED_FILES, LOSSLESS]
)
def test_each_file_and_column_is_named(name: str) -> None:
    assert f"`{name}`" in DOCUMENT or f"## {name}" in DOCUMENT


@pytest.mark.parametrize("code", [area.code for area in AREAS])
def test_each_area_is_named(code: str) -> None:
    part = code.removeprefix("left_").removeprefix("right_")
    assert f"`{code}`" in DOCUMENT or f"`{part}`" in DOCUMENT


@pytest.mark.parametrize("code", [*ROUTE_NAMES, *UNIT_NAMES, *EVENT_NAMES])
def test_each_code_is_named(code: str) -> None:
    assert f"`{code}`" in DOCUMENT
