"""The registry of sources: whole, and nothing in it that no page needs."""

import re
from urllib.parse import urlsplit

import pytest

from app.clinical.emergency import COUNTRIES
from app.clinical.sources import SOURCES, Source
from app.config import ROOT
from app.web.reading.learn_words import ARTICLES

every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)


@every_source
def test_a_source_names_its_authors_title_and_address(source: Source) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", source.id)
    assert source.authors
    assert source.title
    assert source.year is None or 1990 <= source.year <= 2026
    parts = urlsplit(source.address)
    assert parts.scheme in ("http", "https") or source.address.startswith("/about")
    assert " " not in source.address


def test_no_address_stands_twice() -> None:
    addresses = [source.address for source in SOURCES.values()]
    assert len(addresses) == len(set(addresses))


def test_every_source_is_cited_somewhere() -> None:
    cited = {source_id for article in ARTICLES for source_id in article.source_ids}
    for country in COUNTRIES.values():
        lines = (*country.emergency, *country.crisis, country.same_day, country.helpline)
        cited |= {line.source_id for line in lines if line}
    named = "".join(path.read_text("utf-8") for path in (ROOT / "app" / "web").rglob("help_*.py"))
    cited |= {source_id for source_id in SOURCES if f'"{source_id}"' in named}
    assert set(SOURCES) - cited == set()
