"""The advisory's page, its card and its answers, through the pages' own forms."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.clock import SettableClock
from app.db import Database
from app.diary.example import example_diary
from app.diary.local_time import local_day
from app.interop.archive import Archive
from app.models import AdvisoryAnswer, CheckIn, Person
from app.services.account.account import find_by_email
from app.services.advisory.advisory import TO_THE_CARD
from app.services.archive.archive import add_archive
from app.services.archive.plain import from_plain
from app.services.diary.value import diary_of
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Criterion, CriterionCode
from app.web.advisory.days import DAY_COLUMNS
from app.web.advisory.questions import SUGGESTED
from tests.cast.people import NOW, TIME_ZONE, database_of
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

TODAY = local_day(NOW, TIME_ZONE)
QUESTION = "Tidemark has one question"
TITLE = "A pattern to talk about with your provider"


def person_in(app: Flask, name: str) -> int:
    with database_of(app).reading() as session:
        person = find_by_email(session, f"{name}@example.org")
        assert person is not None
        return person.id


def keep_example(app: Flask, name: str = "alice", last_day: date = TODAY) -> None:
    """Store the example diary, in which the detector sees the pattern, as this person's own."""
    database = database_of(app)
    diary = example_diary(last_day)
    person_id = person_in(app, name)
    with database.writing() as session:
        person = session.get(Person, person_id)
        assert person is not None
        person.time_zone = TIME_ZONE
        add_archive(session, person, Archive(diary, from_plain(diary, TIME_ZONE, NOW)), NOW)


def answers(database: Database) -> list[str]:
    """Return the answers to the card, in order."""
    with database.reading() as session:
        given = session.scalars(select(AdvisoryAnswer.answer).order_by(AdvisoryAnswer.id))
        return [answer for answer in given if answer in TO_THE_CARD]


def advisory_of(browser: Browser) -> Page:
    """Open the advisory's page, past the question that comes before it once."""
    page = browser.get("/advisory")
    if page.heading == QUESTION:
        browser.send(page, "/advisory/question", what="nothing_new")
        page = browser.get("/advisory")
    return page


def shows_card(browser: Browser) -> bool:
    text = browser.get("/").text
    return TITLE in text or QUESTION in text


def test_an_empty_diary_says_how_many_days_are_missing(alice: Browser) -> None:
    page = advisory_of(alice)
    assert page.heading == "Not enough days yet"
    assert "14 more days with a pain score (14 needed)." in page.text
    assert page.root.find(".//form") is None


def test_the_pattern_is_told_with_causes_limits_questions_and_help(
    alice: Browser, app: Flask
) -> None:
    keep_example(app)
    page = advisory_of(alice)
    assert page.heading == TITLE
    for words in (
        "This is not a diagnosis",
        "Pain, out of 10 Before 4.6 Since then 7.4",
        "Pain spread to new places: your neck",
        "Do not change your dose on your own",
        "What else could explain it",
        "A new injury, a new illness or surgery",
        "What the diary cannot see",
        "Pick questions to take along",
        "When to get help now",
        "How this was worked out",
    ):
        assert words in page.text, words


def test_the_page_leads_to_share_help_and_the_rules(alice: Browser, app: Flask) -> None:
    keep_example(app)
    page = advisory_of(alice)
    assert {"/help", "/about#advisory"} <= {a.get("href") for a in page.root.iter("a")}
    picked = {box.get("value") for box in page.form("/share/new").iter("input")}
    assert picked == {*SUGGESTED}
    share = alice.get("/share/new?question=helping&question=worse")
    assert share.form_values("/share/new")["suggested"] == ["helping", "worse"]


def test_the_page_is_the_persons_own(dan: Browser, carol: Browser, app: Flask) -> None:
    keep_example(app, "carol")
    assert dan.get("/advisory", 303).response.location == "/sign-in?next=/advisory"
    assert advisory_of(carol).heading == TITLE


@pytest.mark.parametrize("given", ["not_now", "talked"])
def test_an_answer_is_saved_and_the_card_stays_away(
    alice: Browser, app: Flask, database: Database, given: str
) -> None:
    keep_example(app)
    assert shows_card(alice)
    sent = alice.send(advisory_of(alice), "/advisory/answer", answer=given)
    assert sent.response.location == "/"
    assert "comes back only if there is something new" in alice.follow(sent).html
    assert answers(database) == [given]
    assert not shows_card(alice)
    assert advisory_of(alice).heading == TITLE


def test_the_page_remembers_the_answer(alice: Browser, app: Flask) -> None:
    keep_example(app)
    alice.send(advisory_of(alice), "/advisory/answer", answer="talked")
    assert "You noted that you talked about this on 11 March 2026." in advisory_of(alice).text


def test_a_double_tap_saves_once(alice: Browser, app: Flask, database: Database) -> None:
    keep_example(app)
    page = advisory_of(alice)
    for _ in range(2):
        alice.send(page, "/advisory/answer", answer="not_now")
    assert answers(database) == ["not_now"]


def test_the_other_button_of_a_sent_form_changes_nothing_and_says_so(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    page = advisory_of(alice)
    alice.send(page, "/advisory/answer", answer="not_now")
    sent = alice.send(page, "/advisory/answer", answer="talked")
    assert "Your first answer is saved" in alice.follow(sent).html
    assert answers(database) == ["not_now"]


def test_an_answer_to_an_older_page_is_not_taken_for_the_new_one(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    page = advisory_of(alice)
    with database.writing() as session:
        for check_in in session.scalars(select(CheckIn)):
            check_in.touch = 0
        session.commit()
    sent = alice.send(page, "/advisory/answer", answer="not_now")
    assert sent.response.location == "/advisory"
    assert "Please look again" in alice.follow(sent).html
    assert answers(database) == []


def test_an_answer_that_is_none_is_refused(alice: Browser, app: Flask, database: Database) -> None:
    keep_example(app)
    page = advisory_of(alice)
    for given in ("", "never", "TALKED", "not_now\x00"):
        refused = alice.send(page, "/advisory/answer", 422, answer=given)
        assert "Press one of the buttons." in refused.text
    assert answers(database) == []


def test_without_a_pattern_there_is_nothing_to_answer(
    alice: Browser, app: Flask, database: Database
) -> None:
    keep_example(app)
    values = advisory_of(alice).form_values("/advisory/answer")
    with database.writing() as session:
        session.execute(delete(CheckIn))
        session.commit()
    for given in ("not_now", "never"):
        alice.client.post("/advisory/answer", data={**values, "answer": [given]})
    assert answers(database) == []


def test_one_persons_answer_leaves_anothers_card(
    alice: Browser, carol: Browser, app: Flask
) -> None:
    keep_example(app, "alice")
    keep_example(app, "carol")
    alice.send(advisory_of(alice), "/advisory/answer", answer="not_now")
    assert not shows_card(alice)
    assert shows_card(carol)


def test_the_card_stands_on_today_and_trends(alice: Browser, app: Flask) -> None:
    keep_example(app)
    advisory_of(alice)
    for address in ("/", "/trends"):
        page = alice.get(address)
        assert TITLE in page.text
        assert "change your dose on your own" in page.text
        assert "/advisory" in [a.get("href") for a in page.root.iter("a")]


def test_the_day_of_the_person_counts_not_the_servers(
    alice: Browser, app: Flask, clock: SettableClock
) -> None:
    keep_example(app)
    clock.instant = NOW + timedelta(hours=7)  # past midnight in London, still evening in New York
    assert "Worked out for 11 March 2026" in advisory_of(alice).text


# --- Each figure can be worked out again from the table on the page ------------------------

FIGURES = {
    CriterionCode.PAIN_RISE: "Pain",
    CriterionCode.TOUCH_RISE: "Touch",
    CriterionCode.NEW_AREAS: "New places",
    CriterionCode.DOSE_RISE: "Opioid, mg",
    CriterionCode.AFTER_DOSE_STEP: "Pain",
}


def table_of(page: Page) -> dict[str, dict[str, str]]:
    table = next(t for t in page.root.iter("table") if t.get("id") == "advisory-days")
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in tr] for tr in table.iter("tr")]
    assert tuple(rows[0]) == DAY_COLUMNS
    return {row[0]: dict(zip(DAY_COLUMNS, row, strict=True)) for row in rows[1:]}


def criteria_kept(app: Flask) -> dict[CriterionCode, Criterion]:
    database = database_of(app)
    person_id = person_in(app, "alice")
    with database.reading() as session:
        person = session.get(Person, person_id)
        assert person is not None
        return {line.code: line for line in assess(diary_of(session, person), TODAY).criteria}


def mean_by_hand(table: dict[str, dict[str, str]], first: date, last: date, column: str) -> float:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    cells = [table[f"{day.day} {day:%b %Y}"][column] for day in days]
    logged = [float(cell) for cell in cells if cell != "–"]
    return sum(logged) / len(logged)


def test_every_mean_can_be_worked_out_from_the_table_on_the_page(
    alice: Browser, app: Flask
) -> None:
    keep_example(app)
    table = table_of(advisory_of(alice))
    lines = criteria_kept(app)
    for code, column in FIGURES.items():
        line = lines[code]
        for window, mean in ((line.before, line.before_mean), (line.after, line.after_mean)):
            assert window is not None
            by_hand = mean_by_hand(table, window.first, window.last, column)
            assert by_hand == pytest.approx(mean, abs=0.05), (code, column)


def test_the_better_days_can_be_worked_out_from_the_table(alice: Browser, app: Flask) -> None:
    keep_example(app)
    table = table_of(advisory_of(alice))
    lines = criteria_kept(app)
    split = lines[CriterionCode.PAIN_RISE]
    better = lines[CriterionCode.GOOD_DAYS]
    assert split.after is not None
    assert better.after is not None
    days = [split.after.first + timedelta(days=n) for n in range(28)]
    cells = [table[f"{day.day} {day:%b %Y}"]["Pain"] for day in days]
    lowest = sorted(float(cell) for cell in cells if cell != "–")[: better.after.days_logged]
    assert sum(lowest) / len(lowest) == pytest.approx(better.after_mean, abs=0.05)


def test_answers_go_with_the_account(alice: Browser, app: Flask, database: Database) -> None:
    keep_example(app)
    alice.send(advisory_of(alice), "/advisory/answer", answer="talked")
    alice.send(alice.get("/settings/delete"), "/settings/delete", sure="y")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AdvisoryAnswer)) == 0
