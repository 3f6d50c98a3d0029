"""The names that people type: brands, slips, and names that nobody knows."""

import pytest

from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import TABLET, begin, choose_kind, open_medicine, say_opioid

pytestmark = pytest.mark.slow


def add_own(alice: Browser, name: str, answer: str) -> Page:
    """Add 20 mg twice a day of a medicine that nobody knows."""
    page = say_opioid(alice, begin(alice, own_name=name), answer)
    page = alice.follow(alice.send(page, "/medicines/add/route", route="oral"))
    return _twice_a_day(alice, page)


def _twice_a_day(alice: Browser, page: Page) -> Page:
    said = {"amount": "20", "unit": "mg", "how_often": "2"}
    page = alice.follow(alice.send(page, "/medicines/add/amount", **said))
    return alice.follow(alice.send(page, "/medicines/add/times"))


@pytest.mark.parametrize(
    ("typed", "name", "counts"),
    [
        ("OxyContin", "oxycodone ER (OxyContin)", "60 MME a day"),
        ("Percocet", "oxycodone/acetaminophen (Percocet)", "60 MME a day"),
        ("Percodan", "oxycodone/aspirin (Percodan)", "60 MME a day"),
        ("Tylenol 3", "codeine/acetaminophen (Tylenol 3)", "6 MME a day"),
    ],
)
def test_a_brand_is_known_and_counted(alice: Browser, typed: str, name: str, counts: str) -> None:
    page = begin(alice, own_name=typed)
    assert page.heading == "How much, and how often?"
    listed = _twice_a_day(alice, page)
    assert counts in listed.text
    assert counts in open_medicine(alice, listed, name).text


def test_a_brand_of_several_kinds_asks_which_and_keeps_its_name(alice: Browser) -> None:
    page = begin(alice, own_name="Dilaudid")
    assert page.heading == "Which kind is it?"
    listed = _twice_a_day(alice, choose_kind(alice, page, TABLET))
    assert "hydromorphone (Dilaudid)" in listed.text
    assert "200 MME a day" in listed.text


def test_a_slip_is_asked_about(alice: Browser) -> None:
    page = begin(alice, own_name="hydrocodne")
    assert page.heading == "Did you mean another name?"
    assert "Did you mean hydrocodone?" in page.text
    page = alice.follow(alice.send(page, "/medicines/add/meant", meant="hydrocodone"))
    assert page.heading == "Which kind is it?"


def test_nothing_is_corrected_without_an_answer(alice: Browser) -> None:
    page = begin(alice, own_name="hydrocodne")
    refused = alice.send(page, "/medicines/add/meant", 422)
    assert "Choose the name." in refused.text
    page = alice.follow(alice.send(page, "/medicines/add/meant", meant="other"))
    assert page.heading == "Is it an opioid?"
    assert "Is hydrocodne an opioid, or does it work like one?" in page.text


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_an_unknown_medicine_that_may_be_an_opioid_is_not_counted(
    alice: Browser, answer: str
) -> None:
    listed = add_own(alice, "study medicine A", answer)
    assert "Not counted: study medicine A." in listed.text
    assert "Tidemark does not know" not in listed.text
    assert "not counted" in open_medicine(alice, listed, "study medicine A").text


def test_what_is_counted_and_what_is_not_stand_together(alice: Browser) -> None:
    _twice_a_day(alice, begin(alice, own_name="OxyContin"))
    listed = add_own(alice, "study medicine A", "yes")
    assert "60 MME a day and more, not counted" in listed.text


def test_an_unknown_medicine_that_is_no_opioid_is_no_amount(alice: Browser) -> None:
    listed = add_own(alice, "heat rub", "no")
    assert "MME" not in listed.text
    assert "All opioids at set times" not in listed.text
    assert "Morphine equivalent" not in open_medicine(alice, listed, "heat rub").text


def test_a_name_is_asked_about_once(alice: Browser) -> None:
    add_own(alice, "study medicine A", "not_sure")
    assert begin(alice, own_name="Study  Medicine A").heading == "How do you take it?"


def test_the_question_must_be_answered_and_can_be_answered_anew(alice: Browser) -> None:
    page = begin(alice, own_name="study medicine A")
    refused = alice.send(page, "/medicines/add/opioid", 422)
    assert "Choose yes, no or I’m not sure." in refused.text
    one = open_medicine(alice, add_own(alice, "study medicine A", "yes"), "study medicine A")
    assert "You said: Yes" in one.text
    again = alice.get(f"{one.address}/opioid")
    assert "Morphine equivalent" not in say_opioid(alice, again, "no").text


def test_names_of_before_are_asked_about_on_the_list_of_medicines(alice: Browser) -> None:
    add_own(alice, "study medicine A", "yes")
    one = open_medicine(alice, alice.get("/medicines"), "study medicine A")
    edit = alice.get(f"{one.address}/edit")
    listed = alice.follow(alice.send(edit, f"{one.address}/edit", name="the new one"))
    listed = alice.get("/medicines")
    assert "Tidemark does not know: the new one" in listed.text
    listed = say_opioid(alice, alice.get("/medicines/opioids"), "no")
    assert "Tidemark does not know" not in listed.text
    assert alice.get("/medicines/opioids", 303).response.location == "/medicines"


@pytest.mark.parametrize(
    ("typed", "heading", "name"),
    [
        ("fentanyl 25 patch", "Your patch", "Add fentanyl"),
        ("methadone liquid", "How much, and how often?", "Add methadone"),
        ("Tramal Tropfen", "How much, and how often?", "Add tramadol (Tramal)"),
        ("Qdolo", "How much, and how often?", "Add tramadol (Qdolo)"),
        ("tapentadol retard", "How much, and how often?", "Add tapentadol ER"),
        ("morphine sulfate ER", "How much, and how often?", "Add morphine ER"),
        ("morphine tablets", "Which kind is it?", "Add morphine tablets"),
        ("oxycodone 10mg", "Which kind is it?", "Add oxycodone 10mg"),
    ],
)
def test_a_name_that_tells_the_kind_is_not_asked_for_it(
    alice: Browser, typed: str, heading: str, name: str
) -> None:
    page = begin(alice, own_name=typed)
    assert page.heading == heading
    assert name in page.text


@pytest.mark.parametrize("typed", ["Tramal Tropfen", "Qdolo", "tapentadol solution"])
def test_a_liquid_is_counted_in_ml_or_drops(alice: Browser, typed: str) -> None:
    units = begin(alice, own_name=typed).root.findall(".//select[@name='unit']/option")
    assert [unit.get("value") for unit in units] == ["mg", "mL", "drop"]
