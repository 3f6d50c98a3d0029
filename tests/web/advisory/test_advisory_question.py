"""The question before the pattern, new jerks or confusion, special care, and what is kept."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import SettableClock
from app.db import Database
from app.models import Event, Person
from tests.cast.people import NOW, TIME_ZONE
from tests.client import Browser, Page
from tests.web.advisory.test_advisory import (
    QUESTION,
    TITLE,
    TODAY,
    advisory_of,
    keep_example,
    person_in,
    shows_card,
)

pytestmark = pytest.mark.slow

HAPPENED = {"what": "new_injury", "when": "2026-03-01"}


def events(database: Database, since: date = date(2026, 3, 1)) -> list[tuple[str, date]]:
    with database.reading() as session:
        found = session.execute(select(Event.kind, Event.for_date).where(Event.for_date >= since))
        return [(kind, for_date) for kind, for_date in found]


def radio_checked(page: Page) -> list[str]:
    return [i.get("value") for i in page.root.iter("input") if i.get("checked") is not None]


def test_the_pattern_is_not_told_before_the_question(alice: Browser, app: Flask) -> None:
    keep_example(app)
    for address in ("/", "/trends", "/advisory"):
        page = alice.get(address)
        assert QUESTION in page.text
        assert TITLE not in page.text
        assert "change your dose on your own" in page.text
    assert radio_checked(alice.get("/advisory")) == []


def test_what_came_up_is_kept_on_its_day_once_and_tidemark_looks_again(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    question = alice.get("/advisory")
    for _ in range(2):
        sent = alice.send(question, "/advisory/question", **HAPPENED)
        assert sent.response.location == "/advisory"
    assert events(database) == [("new_injury", date(2026, 3, 1))]
    after = alice.get("/advisory")
    assert after.heading != QUESTION
    assert "an injury, illness or surgery is logged on" in after.text
    assert "1 March 2026" in after.text


def test_an_answer_without_an_event_leaves_the_diary_as_it_is(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    before = events(database)
    alice.send(alice.get("/advisory"), "/advisory/question", what="not_said", when="2026-03-01")
    assert events(database) == before
    assert alice.get("/advisory").heading == TITLE


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose one of the answers."),
        ({"what": "dose_change"}, "Choose one of the answers."),
        ({"what": "illness"}, "Enter when it was."),
        ({"what": "illness", "when": "2026-03-12"}, "This day is still to come."),
        ({"what": "illness", "when": "soon"}, "Choose a day, or enter one"),
    ],
)
def test_an_answer_that_will_not_do_says_what_to_do(
    alice: Browser, app: Flask, database: Database, typed: dict[str, str], sentence: str
) -> None:
    keep_example(app)
    before = events(database)
    refused = alice.send(alice.get("/advisory"), "/advisory/question", 422, **typed)
    assert sentence in refused.text
    assert events(database) == before


def test_the_same_form_with_another_answer_keeps_the_first(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    question = alice.get("/advisory")
    alice.send(question, "/advisory/question", what="nothing_new")
    before = events(database)
    sent = alice.send(question, "/advisory/question", **HAPPENED)
    assert "Your first answer is saved" in alice.follow(sent).html
    assert events(database) == before


def test_without_a_pattern_there_is_no_question(alice: Browser, app: Flask) -> None:
    keep_example(app)
    values = alice.get("/advisory").form_values("/advisory/question")
    alice.send(alice.get("/advisory"), "/advisory/question", what="nothing_new")
    late = {**values, "submission_key": ["a-key-of-another-window"], "what": ["not_said"]}
    sent = alice.client.post("/advisory/question", data=late)
    assert sent.location == "/advisory"
    assert "Please look again" in alice.get("/advisory").html


def test_a_reminder_comes_back_in_a_few_days(
    alice: Browser, app: Flask, clock: SettableClock
) -> None:
    keep_example(app)
    sent = alice.send(advisory_of(alice), "/advisory/answer", answer="later")
    assert "comes back in a few days" in alice.follow(sent).html
    assert not shows_card(alice)
    clock.instant = NOW + timedelta(days=3)
    assert shows_card(alice)


def test_the_history_keeps_what_each_note_rested_on(alice: Browser, app: Flask) -> None:
    assert "Nothing yet" in alice.get("/advisory/history").text
    keep_example(app)
    told = advisory_of(alice)
    alice.send(told, "/advisory/answer", answer="talked")
    page = alice.get("/advisory/history")
    for words in (
        "You noted that you talked about this",
        "you said that nothing new had come up",
        "11 March 2026",
        "Average pain went up: 4.6 out of 10 before, 7.4 out of 10 since then.",
        "a pattern to talk about",
        "Rules 2026",
    ):
        assert words in page.text, words


def test_what_was_noted_before_is_found_from_where_people_look_back(
    alice: Browser, app: Flask
) -> None:
    keep_example(app)
    for address in ("/trends", "/history", "/advisory"):
        if address == "/advisory":
            advisory_of(alice)
        page = alice.get(address)
        found = [a for a in page.root.iter("a") if a.get("href") == "/advisory/history"]
        assert len(found) == 1, address


def test_the_history_is_the_persons_own(alice: Browser, carol: Browser, app: Flask) -> None:
    keep_example(app, "alice")
    alice.send(alice.get("/advisory"), "/advisory/question", what="nothing_new")
    assert "Nothing yet" in carol.get("/advisory/history").text


@pytest.mark.parametrize("care", ["cancer", "sickle_cell", "end_of_life"])
def test_special_care_gets_neutral_words(
    alice: Browser, app: Flask, database: Database, care: str
) -> None:
    keep_example(app)
    set_care(app, database, care)
    page = alice.get("/advisory")
    assert page.heading == "What changed in your diary"
    assert "Average pain went up: 4.6 out of 10 before" in page.text
    for words in ("Sometimes opioids themselves", "Fits the pattern", "seen more often at higher"):
        assert words not in page.text
    assert QUESTION not in alice.get("/").text


# --- New jerks or confusion ----------------------------------------------------------------

CALL = "Please call your provider today"


def tick(browser: Browser, address: str = "/") -> Page:
    return browser.send(browser.get(address), address, average_pain="5", jerks_or_confusion="y")


def test_new_jerks_or_confusion_lead_at_once_to_the_same_day_call(alice: Browser) -> None:
    told = alice.follow(tick(alice))
    assert told.heading == CALL
    for words in (
        "Saved",
        "call today",
        'href="tel:911">911</a> now if someone:',
        "Nobody watches",
    ):
        assert words in told.html, words
    assert "/help" in [a.get("href") for a in told.root.iter("a")]


def test_today_keeps_the_call_in_sight_that_day_only(alice: Browser, clock: SettableClock) -> None:
    assert CALL not in alice.get("/").text
    tick(alice)
    assert CALL in alice.get("/").text
    clock.instant = NOW + timedelta(days=1)
    assert CALL not in alice.get("/").text


def test_a_tick_for_a_day_long_past_leads_to_that_day(alice: Browser) -> None:
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=5)
    assert tick(alice, f"/history/{yesterday}/add").response.location == "/advisory/same-day"
    assert tick(alice, f"/history/{before}/add").response.location == f"/history/{before}"


def test_a_usual_day_has_no_further_question(alice: Browser) -> None:
    sent = alice.send(alice.get("/"), "/", average_pain="5")
    assert sent.response.location == "/"
    boxes = [i for i in alice.get("/").root.iter("input") if i.get("name") == "jerks_or_confusion"]
    assert len(boxes) == 1
    assert any(parent.tag == "details" for parent in boxes[0].iterancestors())


# --- On the provider's page ----------------------------------------------------------------


def provider_reads(browser: Browser) -> str:
    return browser.send(
        browser.get("/share/new"), "/share/new", 200, shown_name="A. B.", days="all"
    ).text


def set_care(app: Flask, database: Database, care: str) -> None:
    with database.writing() as session:
        person = session.get(Person, person_in(app, "alice"))
        assert person is not None
        person.care = care
        session.commit()


def test_special_care_is_told_to_the_provider_as_changes_alone(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    assert "opioid-induced hyperalgesia" in provider_reads(alice)
    set_care(app, database, "end_of_life")
    told = provider_reads(alice)
    assert "No pattern is named." in told
    for words in ("opioid-induced hyperalgesia", "Fits the pattern", "End-of-life"):
        assert words not in told


def test_the_provider_reads_the_fact_that_stands_out(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    with database.writing() as session:
        session.add(
            Event(
                person_id=person_in(app, "alice"),
                for_date=TODAY - timedelta(days=4),
                kind="missed_doses",
                recorded_at=NOW,
                time_zone=TIME_ZONE,
            )
        )
        session.commit()
    assert "In the last two weeks, missed doses are noted on 7 March 2026." in provider_reads(alice)
    assert alice.get("/advisory").heading == "Missed doses, and some changes"
