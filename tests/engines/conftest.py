"""One phone after another, of the engine that the test is asked for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.e2e.conftest import PHONE
from tests.engines.drivers import ENGINES, screen
from tests.engines.phone import Phone

OpenPhone = Callable[[], Phone]


@pytest.fixture(scope="session")
def environment() -> Iterator[dict[str, str]]:
    with screen() as environment:
        yield environment


@contextmanager
def started(engine: str, environment: dict[str, str], site: str) -> Iterator[Phone]:
    driver = ENGINES[engine](environment)
    assert driver.execute_script("return innerWidth") == PHONE["width"]
    yield Phone(driver, site)
    driver.quit()


@pytest.fixture(params=ENGINES)
def open_phone(
    request: pytest.FixtureRequest, environment: dict[str, str], site: str
) -> Iterator[OpenPhone]:
    """Open a phone that has never been here; each has cookies of its own."""
    with ExitStack() as phones:
        yield lambda: phones.enter_context(started(request.param, environment, site))
