"""The pages are fetched once for all tests of their words."""

from pathlib import Path

import pytest

from tests.words.pages import SeenPage, all_pages
from tests.words.prepared import prepared_app


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[SeenPage]:
    folder: Path = tmp_path_factory.mktemp("words")
    return all_pages(prepared_app(folder))
