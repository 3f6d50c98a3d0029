"""A change by the prescriber, a mistake and a missed dose: three things, each with its own way."""

import pytest

from app.interop.archive import read_archive
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import add_fentanyl, add_oxycodone, link, post_of

pytestmark = pytest.mark.slow

CHANGED = "dose_change_by_prescriber"
NOTE = "oxycodone 10 mg to 15 mg"


def notes(alice: Browser) -> list[str]:
    """Return the notes of all events, as the archive has them."""
    diary = read_archive(alice.client.get("/archive/diary.zip").get_data()).diary
    return [event.note for event in diary.events]


def tick(alice: Browser, address: str = "/", **said: str) -> Page:
    """Tick on a sheet that the prescriber changed a dose; come to the next page."""
    return alice.follow(alice.send(alice.get(address), address, kinds=[CHANGED], **said))


def tell(alice: Browser, asked: Page, medicine: str = "oxycodone", **said: str) -> Page:
    """Say which dose it was and what it is now; come to the medicine's page."""
    form = alice.get(link(asked, medicine))
    sent = {"amount": "15"} | said
    return alice.follow(alice.send(form, post_of(form), **sent))


@pytest.mark.parametrize(
    ("address", "day"), [("/", "2026-03-11"), ("/history/2026-03-03/add", "2026-03-03")]
)
def test_the_tick_leads_to_the_change_which_stands_once(
    alice: Browser, address: str, day: str
) -> None:
    add_oxycodone(alice)
    asked = tick(alice, address)
    assert asked.heading == "Which dose was changed?"
    assert "You recorded it on" in asked.text
    form = alice.get(link(asked, "oxycodone"))
    assert form.form_values(post_of(form))["from_date"] == [day]
    tell(alice, asked)
    assert notes(alice) == [NOTE]
    assert alice.get(f"/history/{day}").text.count("Delete My prescriber changed a dose") == 1


def test_the_day_and_the_own_words_go_along(alice: Browser) -> None:
    one = add_oxycodone(alice)
    asked = tick(alice, event_note="Dr. Lee by phone")
    tell(alice, asked, from_date="2026-03-08")
    assert notes(alice) == [f"{NOTE}\nDr. Lee by phone"]
    edit = alice.get(f"{one.address}/edit")
    alice.send(edit, f"{one.address}/edit", amount="14")
    assert notes(alice) == ["oxycodone 10 mg to 14 mg\nDr. Lee by phone"]
    assert NOTE not in alice.get("/history/2026-03-11").text


def test_a_change_noted_on_the_list_first_is_not_noted_again(alice: Browser) -> None:
    one = add_oxycodone(alice)
    form = alice.get(link(one, "My prescriber changed the dose"))
    alice.send(form, post_of(form), amount="15")
    tick(alice)
    assert notes(alice) == [NOTE]
    tick(alice, event_note="more at night")
    assert sorted(notes(alice)) == ["more at night", NOTE]


def test_a_tick_whose_dose_was_not_told_is_found_again(alice: Browser) -> None:
    one = add_oxycodone(alice)
    tick(alice)
    day = alice.get("/history/2026-03-11")
    event = alice.get(link(day, "Change My prescriber changed a dose"))
    asked = alice.get(link(event, "Add it to your list"))
    tell(alice, asked)
    assert notes(alice) == [NOTE]
    assert "Add it to your list" not in alice.get(event.address).text
    back = alice.get(f"{one.address}/dose/2026-03-11/remove")
    alice.send(back, post_of(back))
    assert notes(alice) == []


def test_a_tick_and_a_change_of_the_same_day_become_one(alice: Browser) -> None:
    one = add_oxycodone(alice)
    tick(alice)
    form = alice.get(link(one, "My prescriber changed the dose"))
    alice.send(form, post_of(form), amount="15")
    assert notes(alice) == [NOTE]


def test_two_doses_changed_on_a_day_are_two_notes(alice: Browser) -> None:
    add_oxycodone(alice)
    add_fentanyl(alice)
    asked = tick(alice)
    tell(alice, asked)
    tell(alice, asked, "fentanyl", amount="50")
    assert sorted(notes(alice)) == ["fentanyl 25 mcg/h to 50 mcg/h", NOTE]


def test_without_a_medicine_it_leads_to_adding_one(alice: Browser) -> None:
    assert "Add the medicine to your list first" in tick(alice).text


def test_every_page_about_a_dose_leads_to_the_three_ways(alice: Browser) -> None:
    one = add_oxycodone(alice)
    log = alice.get(link(one, "Log a dose"))
    alice.send(log, log.address, which="extra", when="now")
    logged = alice.get(link(alice.get(one.address), "Change: "))
    for page, words in (
        (alice.get("/medicines"), "A dose was changed or missed"),
        (alice.get(one.address), "I missed a dose"),
        (logged, "Choose what happened"),
        (alice.get(f"{one.address}/dose"), "Choose what happened"),
    ):
        asked = alice.get(link(page, words))
        assert asked.heading == "What happened?"
    assert link(asked, "My prescriber changed a dose") == "/medicines/changed"
    assert link(asked, "My list has a mistake") == "/medicines"
    assert link(asked, "A dose I logged") == "/history"
    assert link(asked, "I missed a dose") == "/"
    assert link(asked, "I took more or less") == "/doses/new"


def test_doses_logged_since_a_change_with_the_old_amount_are_named(alice: Browser) -> None:
    one = add_oxycodone(alice)
    today = alice.get("/")
    alice.send(today, "/", **today.pressing("Took it"))
    change = alice.get(link(one, "My prescriber changed the dose"))
    saved = alice.follow(alice.send(change, change.address, amount="20"))
    assert "1 dose logged since then has another amount." in saved.html
    edit = f"{one.address}/edit"
    other = alice.follow(alice.send(alice.get(edit), edit, amount="25"))
    assert "Your correction is saved. 1 dose logged since then" in other.html


def test_where_the_doses_agree_nothing_is_said_of_them(alice: Browser) -> None:
    one = add_oxycodone(alice)
    today = alice.get("/")
    alice.send(today, "/", **today.pressing("Took it"))
    edit = f"{one.address}/edit"
    same = alice.follow(alice.send(alice.get(edit), edit, time_1="07:30"))
    assert "logged since then" not in same.html


def test_undoing_a_change_names_the_note_that_stays(alice: Browser) -> None:
    one = add_oxycodone(alice)
    tell(alice, tick(alice))
    address = f"{one.address}/dose/2026-03-11/remove"
    assert "any words that you added to it" in alice.get(address).text
    event = alice.get(link(alice.get("/history/2026-03-11"), "Change My prescriber changed a dose"))
    alice.send(event, event.address, for_date="2026-03-09")
    before = alice.get(address)
    assert "its note in your history" not in before.text
    assert "a note on 9 March 2026 that you wrote or changed yourself" in before.text
    link(before, "9 March 2026")
    after = alice.follow(alice.send(before, address))
    assert "Your own note on 9 March 2026 is still in your history." in after.html
    assert notes(alice) == [NOTE]
