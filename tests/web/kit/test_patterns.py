"""The page of patterns shows every component and keeps the rules of every page."""

from pathlib import Path

import pytest

from app import create_app
from app.config import ROOT, Config
from tests import page_rules
from tests.cast.people import TEST_SECRET
from tests.web.kit import pattern_page

pytestmark = pytest.mark.slow

TEMPLATES = ROOT / "templates"
HEADERS = {**page_rules.FIXED, "Cache-Control": "no-store"}
# These are parts that other components are made of.
PARTS = {"body_figure", "brand", "choice", "field_parts", "message"}


@pytest.fixture(scope="module")
def html(template_database: Path) -> str:
    app = create_app(
        Config(
            instance_folder=template_database.parent,
            database_url=f"sqlite:///{template_database}",
            secret_key=TEST_SECRET,
        )
    )
    return pattern_page.render(app)


def test_every_state_of_every_component_keeps_the_page_rules(html: str) -> None:
    page_rules.inspect(html, HEADERS, 422)


def test_no_component_is_missing_from_the_page() -> None:
    source = "".join(path.read_text() for path in (TEMPLATES / "patterns").glob("*.html"))
    for path in (TEMPLATES / "components").glob("*.html"):
        if path.stem not in PARTS:
            assert f'"components/{path.name}"' in source, path.name


def test_what_people_typed_is_shown_as_text(html: str) -> None:
    assert "<b>not bold</b>" not in html
    assert "&lt;b&gt;not bold&lt;/b&gt; =1+1" in html


def test_nothing_is_chosen_in_an_empty_form(html: str) -> None:
    empty = html.split("<h2>Empty form</h2>")[1].split("<h2>Filled form</h2>", maxsplit=1)[0]
    assert " checked" not in empty


def test_a_field_to_correct_names_its_error(html: str) -> None:
    assert 'aria-describedby="wrong-medicine-hint wrong-medicine-error"' in html
    assert 'href="#wrong-pain"' in html
    assert 'id="wrong-pain"' in html
