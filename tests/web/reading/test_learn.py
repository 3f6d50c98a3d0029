"""Learn: short pages whose every figure has a source."""

import re
from copy import deepcopy
from datetime import date

import pytest
from lxml.html import HtmlElement

from app.clinical.sources import SOURCES
from app.trends.detector.error_rate import FLAGGED_OF_100_IN_A_YEAR
from app.web.advisory.questions import SUGGESTED
from app.web.reading.learn_words import ARTICLES, Article
from tests.client import Browser, Page
from tests.conftest import pages_to_review

pytestmark = pytest.mark.slow

BLOCKS = ("p", "li", "td", "th", "figcaption", "dd", "dt", "h2", "h3", "text")
slugs = pytest.mark.parametrize("slug", [article.slug for article in ARTICLES])
articles = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)


def words_of(page: Page) -> HtmlElement:
    (found,) = page.root.find_class("learn-words")
    return found


def cited(element: HtmlElement) -> list[str]:
    links = [sup.find("a").get("href") for sup in element.find_class("cite")]
    return [link.removeprefix("#source-") for link in links]


def numbers_without_source(root: HtmlElement) -> list[str]:
    """Return the texts of the blocks with a digit and no cite in them."""
    found = []
    for block in root.iter(*BLOCKS):
        if block.xpath("ancestor::li | ancestor::td | ancestor::th"):
            continue
        text = " ".join(block.xpath("descendant::text()[not(ancestor::sup)]"))
        if re.search(r"\d", text) and not cited(block):
            found.append(" ".join(text.split()))
    return found


def test_the_list_names_every_page_in_its_order(dan: Browser) -> None:
    page = dan.get("/learn")
    links = page.root.xpath("//main//ol//a/@href")
    assert links == [f"/learn/{article.slug}" for article in ARTICLES]


@slugs
def test_every_figure_has_a_source_beside_it(dan: Browser, slug: str) -> None:
    assert numbers_without_source(words_of(dan.get(f"/learn/{slug}"))) == []


def test_a_figure_without_a_source_would_be_found(dan: Browser) -> None:
    words = deepcopy(words_of(dan.get("/learn/stay-safe")))
    for sup in words.find_class("cite"):
        sup.drop_tree()
    assert any("2 to 3 minutes" in text for text in numbers_without_source(words))


@articles
def test_every_source_is_known_and_used_and_every_cite_leads_to_it(
    dan: Browser, article: Article
) -> None:
    page = dan.get(f"/learn/{article.slug}")
    assert set(article.source_ids) <= set(SOURCES)
    assert set(cited(words_of(page))) == set(article.source_ids)
    for source in article.sources:
        (entry,) = page.root.xpath(f"//li[@id='source-{source.id}']")
        assert source.address in entry.xpath(".//a/@href")


@articles
def test_the_page_says_when_it_was_reviewed(dan: Browser, article: Article) -> None:
    assert f"Last reviewed on {article.reviewed}." in dan.get(f"/learn/{article.slug}").text


def test_a_page_is_due_18_months_after_its_review() -> None:
    article = Article("a", "A", "a", (), reviewed_on=date(2026, 11, 20))
    assert not article.is_due(date(2028, 5, 19))
    assert article.is_due(date(2028, 5, 20))


def test_pages_to_review_are_named_after_a_run_of_the_tests() -> None:
    newest = max(article.reviewed_on for article in ARTICLES)
    assert pages_to_review(newest) == []
    assert len(pages_to_review(newest.replace(year=newest.year + 2))) == len(ARTICLES)


def test_each_page_leads_to_the_one_before_and_the_next(dan: Browser) -> None:
    walked, address = [], f"/learn/{ARTICLES[0].slug}"
    while address:
        page = dan.get(address)
        walked.append(address.rsplit("/", 1)[1])
        before = page.root.xpath("//a[@rel='prev']/@href")
        assert before == ([f"/learn/{walked[-2]}"] if walked[1:] else [])
        address = next(iter(page.root.xpath("//a[@rel='next']/@href")), "")
    assert walked == [article.slug for article in ARTICLES]


def test_only_learn_may_be_found_by_search_engines(alice: Browser, dan: Browser) -> None:
    robots = {
        address: dan.client.get(address).headers["X-Robots-Tag"]
        for address in ("/learn", "/learn/signs", "/", "/help", "/about", "/s", "/sign-in")
    }
    assert [address for address, rule in robots.items() if rule == "all"] == [
        "/learn",
        "/learn/signs",
    ]
    assert "noindex" not in dan.get("/learn").html
    assert 'content="noindex"' in alice.get("/").html


def test_an_unknown_page_is_not_found(dan: Browser) -> None:
    dan.get("/learn/no-such-page", 404)


def test_learn_is_one_tap_away_from_every_page_and_from_the_landing_page(
    alice: Browser, dan: Browser
) -> None:
    for browser, address in ((dan, "/"), (dan, "/help"), (alice, "/")):
        assert "/learn" in browser.get(address).root.xpath("//footer//a/@href")
    assert "/learn" in dan.get("/").root.xpath("//main//a/@href")


def test_the_example_and_its_advisory_lead_to_what_the_pattern_is(dan: Browser) -> None:
    for address in ("/example", "/example/advisory"):
        links = dan.get(address).root.xpath("//main//a/@href")
        assert "/learn/when-pain-medicine-makes-pain-worse" in links


def test_the_questions_are_those_of_sharing_and_one_tap_adds_one(alice: Browser) -> None:
    page = alice.get("/learn/talking-to-your-provider")
    for code, question in SUGGESTED.items():
        assert question in page.text
        (link,) = page.root.xpath(f"//a[@href='/share/new?question={code}']")
        form = alice.get(str(link.get("href"))).form_values("/share/new")
        assert form["suggested"] == [code]


def test_nothing_is_ticked_before_the_person_chose_it(alice: Browser) -> None:
    for query in ("", "?question=nothing", "?question="):
        assert "suggested" not in alice.get(f"/share/new{query}").form_values("/share/new")


def test_who_is_not_signed_in_reads_the_questions_and_is_asked_to_sign_in(dan: Browser) -> None:
    page = dan.get("/learn/talking-to-your-provider")
    assert all(question in page.text for question in SUGGESTED.values())
    assert not page.root.xpath("//a[contains(@href, 'question=')]")
    answer = dan.client.get("/share/new?question=else")
    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]


def test_the_error_rate_is_the_published_one(dan: Browser) -> None:
    text = dan.get("/learn/what-tidemark-is").text
    few, many = FLAGGED_OF_100_IN_A_YEAR
    assert f"between {few} and {many} would see the card in a year" in text
    assert "tested on made-up people" in text


@slugs
def test_every_picture_has_words(dan: Browser, slug: str) -> None:
    page = dan.get(f"/learn/{slug}")
    for picture in page.root.xpath("//main//figure/svg"):
        (words,) = page.root.xpath(f"//*[@id='{picture.get('aria-labelledby')}']")
        assert len(words.text_content().split()) > 15
