"""What a person chose for their Today: one question first, and side effects to be asked about."""

import pytest
from sqlalchemy import select

from app.db import Database
from app.diary.scores import SIDE_EFFECTS
from app.models import Person
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import add_oxycodone, link

pytestmark = pytest.mark.slow

ALL_CODES = [score.code for score in SIDE_EFFECTS]


def choose(browser: Browser, *asks_about: str, opens_with: str = "all") -> None:
    page = browser.get("/settings/today")
    browser.send(page, "/settings/today", opens_with=opens_with, asks_about=list(asks_about))


def asked(page: Page) -> set[str]:
    names = {field.get("name") or "" for field in page.root.iter("input", "button")}
    return names & set(ALL_CODES)


def tap(browser: Browser, pain: str, status: int = 303) -> Page:
    page = browser.get("/")
    assert {button.get("value") for button in page.form("/").iter("button")} == {
        str(number) for number in range(11)
    }
    return browser.send(page, "/", status, average_pain=pain)


def test_nothing_of_it_is_on_until_it_is_chosen(alice: Browser) -> None:
    page = alice.get("/settings/today")
    assert page.form_values("/settings/today")["opens_with"] == ["all"]
    assert "asks_about" not in page.form_values("/settings/today")
    assert asked(alice.get("/")) == set()
    assert "The usual questions" in alice.get("/settings").text


def test_what_is_chosen_is_asked_in_the_fold_and_kept(alice: Browser, database: Database) -> None:
    choose(alice, "nausea", "constipation")
    assert "Also: constipation, nausea" in alice.get("/settings").text
    with database.reading() as session:
        assert session.scalars(select(Person.asks_about)).one() == ["constipation", "nausea"]
    today = alice.get("/")
    assert asked(today) == {"constipation", "nausea"}
    (fold,) = [d for d in today.root.iter("details") if "More to log" in d.text_content()]
    assert "Constipation" in fold.text_content()
    assert fold.get("open") is None
    alice.send(today, "/", constipation="6", nausea="0")
    day = alice.get("/history/2026-03-11").text
    assert "Constipation 6 out of 10" in day
    assert "Nausea 0 out of 10" in day


def test_an_answer_stays_with_its_check_in_when_the_question_is_not_asked_any_more(
    alice: Browser,
) -> None:
    choose(alice, "itching")
    alice.send(alice.get("/"), "/", average_pain="5", itching="4")
    choose(alice)
    assert asked(alice.get("/")) == set()
    change = alice.get(link(alice.get("/"), "Change"))
    assert asked(change) == {"itching"}
    alice.send(change, change.address, note="one more word")
    assert "Itching 4 out of 10" in alice.get("/history/2026-03-11").text


@pytest.mark.parametrize("wrong", [{"asks_about": ["average_pain"]}, {"opens_with": "half"}])
def test_what_is_no_choice_is_refused(alice: Browser, wrong: dict[str, str | list[str]]) -> None:
    page = alice.get("/settings/today")
    alice.send(page, "/settings/today", 422, **({"opens_with": "all"} | wrong))


def test_one_question_and_one_tap_save_the_day(alice: Browser) -> None:
    choose(alice, opens_with="one")
    assert "One question first" in alice.get("/settings").text
    today = alice.get("/")
    assert not list(today.root.iter("details"))
    assert [i.get("type") for i in today.form("/").iter("input")] == ["hidden"] * 3
    done = alice.follow(tap(alice, "7"))
    assert "Today is done" in done.text
    assert "Pain 7" in done.text
    assert "Undo" in done.html
    assert not [form for form in done.root.iter("form") if form.get("action") == "/"]


def test_two_taps_on_a_number_are_one_check_in(alice: Browser) -> None:
    choose(alice, opens_with="one")
    values = alice.get("/").form_values("/") | {"average_pain": ["7"]}
    for _ in range(2):
        alice.post("/", values)
    assert (
        alice.get("/history/2026-03-11").text.count("Average pain over 24 hours 7 out of 10") == 1
    )


def test_more_leads_to_all_of_today_and_a_dose_comes_back_to_it(alice: Browser) -> None:
    add_oxycodone(alice)
    choose(alice, opens_with="one")
    whole = alice.get(link(alice.get("/"), "More"))
    assert "More to log" in whole.text
    pressed = {name: [value] for name, value in whole.pressing("Took it").items()}
    sent = alice.post(whole.form("/").get("action") or "", whole.form_values("/") | pressed)
    assert sent.response.location == "/?more=yes"
    assert "oxycodone" in alice.follow(sent).text
