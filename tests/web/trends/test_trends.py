"""Trends: words first, pictures, the figure for the chart library, all days as a table."""

import json

import pytest
from flask import Flask
from sqlalchemy import delete, update

from app.models import CheckIn, Dose
from app.web.trends import choices as trend_choices
from tests.cast.diary import check_in, days_ago, dose, event, fill_days, instant
from tests.cast.people import TODAY, database_of
from tests.client import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture
def person_id(app: Flask, alice: Browser) -> int:
    return fill_days(app, alice.name, 60)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chart library is installed."""
    monkeypatch.setattr(trend_choices, "has_asset", lambda _path: True)
    monkeypatch.setattr(trend_choices, "asset", lambda path: f"/static/{path}")


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chart library could not be had."""
    monkeypatch.setattr(trend_choices, "has_asset", lambda _path: False)


def pictures(page: Page) -> list[str]:
    return [title.text or "" for title in page.root.iterfind(".//svg/title")]


def captions(page: Page) -> list[str]:
    return [" ".join("".join(caption.itertext()).split()) for caption in page.root.iter("caption")]


@pytest.mark.parametrize("address", ["/trends", "/trends/figure", "/trends/days"])
def test_trends_are_for_who_is_signed_in(dan: Browser, address: str) -> None:
    assert dan.get(address, 303).response.location.startswith("/sign-in")


@pytest.mark.usefixtures("person_id")
def test_carol_sees_nothing_of_alices_diary(carol: Browser) -> None:
    assert "Nothing logged on these days" in carol.get("/trends?days=all").text
    assert "morphine" not in carol.get("/trends/days").text
    figure = json.loads(carol.get("/trends/figure?days=all").html)
    assert all(y is None for trace in figure["data"] for y in trace["y"])


def test_an_empty_diary_says_how_to_begin(alice: Browser) -> None:
    page = alice.get("/trends")
    assert "Log your pain on two days and your chart begins." in page.text
    assert pictures(page) == []


@pytest.mark.usefixtures("person_id")
def test_a_full_diary_shows_sentence_pictures_and_tables(alice: Browser) -> None:
    for days in ("30", "90", "365", "all"):
        page = alice.get(f"/trends?days={days}")
        assert page.heading == "Trends"
        assert "out of 10" in page.text
        # Each picture is drawn for a phone and for a wide screen; the style sheet shows one.
        assert len([title for title in pictures(page) if title.startswith("Pain and opioid")]) == 2
        assert any(caption.startswith("Day by day") for caption in captions(page))


@pytest.mark.usefixtures("person_id")
def test_the_sentence_compares_the_first_and_the_last_two_weeks(alice: Browser) -> None:
    text = alice.get("/trends").text
    assert "Average pain went from 4.0 to 6.0 out of 10, first two weeks to last two." in text
    assert "Compared: 11 to 24 January 2026 (first two weeks) with 26 February to 11 March" in text
    assert "That is more than the usual ups and downs." in text
    assert "The recorded opioid rose from 30 to 60 MME a day." in text
    assert "MME is a way to add up opioids" in text


@pytest.mark.usefixtures("person_id")
def test_ninety_days_are_shown_unless_another_length_is_chosen(alice: Browser) -> None:
    for address, chosen in (
        ("/trends", "90 days"),
        ("/trends?days=30", "30 days"),
        ("/trends?days=all", "All"),
        ("/trends?days=", "90 days"),
        ("/trends?days=7%27%20or%201=1", "90 days"),
        ("/trends?days=-1", "90 days"),
    ):
        page = alice.get(address)
        [current] = [a for a in page.root.iter("a") if a.get("aria-current") == "true"]
        assert current.text == chosen


@pytest.mark.usefixtures("person_id")
def test_a_dose_change_is_numbered_in_the_key_and_compared_below(alice: Browser) -> None:
    page = alice.get("/trends")
    assert "The prescriber changed a dose: the recorded amount went up" in page.text
    assert (
        "Mean pain around each change, and how it differs from before (95 % interval)"
        in captions(page)
    )
    assert "Pain before and after each dose change" in pictures(page)
    assert "This picture cannot show what causes what." in page.text


@pytest.mark.usefixtures("person_id")
def test_places_are_shown_then_and_now_with_sides_in_words(alice: Browser) -> None:
    text = alice.get("/trends").text
    assert "New: your left hip or buttock. A new place hurts on three in ten days more" in text
    assert "Your left hip or buttock 0 of 14 days 14 of 14 days" in text


def test_a_note_is_shown_as_text(app: Flask, alice: Browser, person_id: int) -> None:
    with database_of(app).writing() as session:
        session.add(
            event(person_id, days_ago(3), "other", "<img src=x onerror=alert(1)> =1+1 \u202e")
        )
        session.commit()
    page = alice.get("/trends")
    assert "&lt;img src=x" in page.html
    assert "<img" not in page.html


def test_one_day_is_said_in_words(app: Flask, alice: Browser, person_id: int) -> None:
    with database_of(app).writing() as session:
        session.execute(delete(CheckIn).where(CheckIn.for_date != TODAY))
        session.execute(delete(Dose))
        session.commit()
    page = alice.get("/trends?days=30")
    assert person_id
    assert "One day is logged, with pain of 6 out of 10." in page.text
    assert "The chart begins once two days are logged." in page.text
    assert pictures(page) == []


def test_what_was_never_answered_is_said_in_words(
    app: Flask, alice: Browser, person_id: int
) -> None:
    with database_of(app).writing() as session:
        session.execute(update(CheckIn).values(touch=None, areas=None))
        session.execute(delete(Dose))
        session.commit()
    text = alice.get("/trends").text
    assert person_id
    assert "No opioid dose is logged on these days" in text
    assert "There is no answer about touch on these days." in text
    assert "There is no answer about where it hurts on these days." in text
    assert "There are 0 and 0." in text


def test_a_medicine_without_a_factor_is_not_counted_and_says_so(
    app: Flask, alice: Browser, person_id: int
) -> None:
    with database_of(app).writing() as session:
        session.execute(update(Dose).values(medication="buprenorphine"))
        session.commit()
    page = alice.get("/trends")
    assert person_id
    assert "Not counted, on 60 days: buprenorphine." in page.text
    assert "not counted" in page.text
    assert "0 MME" not in page.text


@pytest.mark.usefixtures("person_id", "library")
def test_the_interactive_chart_is_offered_where_its_library_is_installed(alice: Browser) -> None:
    page = alice.get("/trends?days=365")
    [timeline] = [d for d in page.root.iter("div") if d.get("data-figure")]
    assert timeline.get("data-figure") == "/trends/figure?days=365"
    assert timeline.get("data-library") == "/static/vendor/plotly-basic.min.js"
    # Without a script nothing promises what would not work.
    assert "Explore" not in page.text


@pytest.mark.usefixtures("person_id", "no_library")
def test_a_missing_library_is_said_with_what_to_do(alice: Browser) -> None:
    page = alice.get("/trends")
    assert "On this server it cannot be zoomed" in page.text
    assert not [d for d in page.root.iter("div") if d.get("data-figure")]
    assert pictures(page)


@pytest.mark.usefixtures("person_id")
def test_the_figure_holds_the_days_that_were_chosen(alice: Browser) -> None:
    page = alice.get("/trends/figure?days=30")
    assert page.response.mimetype == "application/json"
    assert page.response.headers["Cache-Control"] == "no-store"
    figure = json.loads(page.html)
    [pain] = [trace for trace in figure["data"] if trace["name"] == "Pain that day"]
    assert len(pain["y"]) == 30


@pytest.fixture
def long_diary(app: Flask, alice: Browser) -> int:
    return fill_days(app, alice.name, 200)


@pytest.mark.usefixtures("long_diary")
def test_all_days_can_be_read_page_by_page_each_once(alice: Browser) -> None:
    days: list[str] = []
    page = alice.get("/trends/days")
    while True:
        days += [
            th.text or "" for th in page.root.iter("th") if th.get("scope") == "row" and th.text
        ]
        earlier = [a for a in page.root.iter("a") if "Earlier days" in "".join(a.itertext())]
        if not earlier:
            break
        page = alice.get(earlier[0].get("href") or "")
    assert len(days) == len(set(days)) == 200


@pytest.mark.usefixtures("long_diary")
def test_a_day_outside_the_diary_leads_to_the_latest_days(alice: Browser) -> None:
    for until in ("", "nonsense", "1999-01-01", "2999-01-01", "2026-02-30"):
        page = alice.get(f"/trends/days?until={until}")
        assert "11 March 2026" in page.text
        assert "Later days" not in page.text


@pytest.mark.usefixtures("long_diary")
def test_a_long_stretch_links_to_all_its_days(alice: Browser) -> None:
    assert "See all days, page by page" in alice.get("/trends?days=all").text
    assert "See all days, page by page" not in alice.get("/trends?days=90").text


def test_records_of_tomorrow_are_left_out(app: Flask, alice: Browser, person_id: int) -> None:
    with database_of(app).writing() as session:
        tomorrow = days_ago(-1)
        session.add(check_in(person_id, tomorrow, 10))
        session.add(dose(person_id, tomorrow, 8, 500))
        session.commit()
    assert instant(days_ago(-1))
    assert "12 March 2026" not in alice.get("/trends?days=all").text


@pytest.mark.usefixtures("person_id")
def test_the_way_to_the_advisory_stands_under_the_picture(alice: Browser) -> None:
    page = alice.get("/trends")
    assert [a for a in page.root.iter("a") if a.get("href") == "/advisory"]
