"""Amounts as people take them: halves of tablets, mL, 5/325, uneven days, and what is asked."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.clock import SettableClock
from app.interop.archive import read_archive
from tests.cast.people import TODAY
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import (
    TABLET,
    add_oxycodone,
    begin,
    choose_kind,
    link,
    open_medicine,
)

pytestmark = pytest.mark.slow

LIQUID = "oral-liquid-immediate-"


def amount_of(alice: Browser, page: Page, **said: str) -> Page:
    """Send the amount; it must be asked about."""
    asked = alice.send(page, "/medicines/add/amount", 422, **{"how_often": "2", **said})
    assert "Is it right?" in asked.text
    return asked


def tick(alice: Browser, asked: Page) -> Page:
    """Say that it is right, and go on."""
    return alice.follow(alice.send(asked, "/medicines/add/amount", is_right="y"))


@pytest.mark.parametrize(
    ("kind", "said", "worked_out"),
    [
        (
            TABLET,
            {"amount": "1½", "unit": "tablet", "strength": "5 mg"},
            "1½ tablets of 5 mg: that is 7.5 mg.",
        ),
        (
            TABLET,
            {"amount": "1/2 tablet", "unit": "mg", "strength": "10"},
            "½ tablet of 10 mg: that is 5 mg.",
        ),
        (
            LIQUID,
            {"amount": "7.5", "unit": "mL", "strength": "10 mg/5 mL"},
            "7.5 mL of 10 mg in 5 mL: that is 15 mg.",
        ),
        (
            LIQUID,
            {"amount": "2 tsp", "unit": "mL", "strength": "10 mg/5 mL"},
            "10 mL of 10 mg in 5 mL: that is 20 mg.",
        ),
        (
            LIQUID,
            {"amount": "1 tbsp", "unit": "mL", "strength": "5 mg per teaspoon"},
            "15 mL of 5 mg in 5 mL: that is 15 mg.",
        ),
        (
            LIQUID,
            {"amount": "20 drops", "unit": "drop", "strength": "20 mg in 20 drops"},
            "20 drops of 20 mg in 20 drops: that is 20 mg.",
        ),
    ],
)
def test_the_mg_is_worked_out_and_shown_before_it_is_saved(
    alice: Browser, kind: str, said: dict[str, str], worked_out: str
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), kind)
    if said["strength"] == "10":
        refused = alice.send(page, "/medicines/add/amount", 422, how_often="2", **said)
        assert "Enter how strong one is, like 5 mg" in refused.text
        said = {**said, "strength": "10 mg"}
    asked = amount_of(alice, page, **said)
    assert worked_out in asked.text
    page = tick(alice, asked)
    counted, amount = worked_out.removesuffix(".").split(": that is ")
    assert f"{counted.partition(' of ')[0]} ({amount})" in page.text
    listed = alice.follow(alice.send(page, "/medicines/add/times"))
    assert f"{amount} ({counted})" in listed.text
    assert open_medicine(alice, listed, "oxycodone").text.count(counted) >= 1


def test_how_it_was_counted_goes_into_dose_and_archive(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "1½", "unit": "tablet", "strength": "5 mg", "how_often": "when_needed"}
    listed = tick(alice, amount_of(alice, page, **said))
    one = open_medicine(alice, listed, "oxycodone")
    log = alice.get(link(one, "Log a dose"))
    asked = alice.send(log, log.address, 422, amount="2 tablets", which="extra", when="now")
    assert "2 tablets of 5 mg: that is 10 mg." in asked.text
    alice.send(asked, log.address, is_right="y")
    lossless = read_archive(alice.client.get("/archive/diary.zip").get_data()).lossless
    assert lossless is not None
    assert lossless.medicines[0].regimens[0].as_taken is not None
    (dose,) = lossless.doses
    assert dose.as_taken is not None
    assert (dose.amount, dose.as_taken.words) == (10, "2 tablets of 5 mg")


def test_of_a_combination_the_number_that_counts_is_asked_for(alice: Browser) -> None:
    page = begin(alice, own_name="Percocet")
    sent = {"amount": "5/325", "how_often": "when_needed"}
    asked = alice.send(page, "/medicines/add/amount", 422, **sent)
    assert "Choose which of the two numbers is the oxycodone." in asked.text
    assert "5 mg is the oxycodone" in asked.text
    assert "325 mg is the oxycodone" in asked.text
    listed = alice.follow(alice.send(asked, "/medicines/add/amount", part="0"))
    assert "5 mg when needed" in listed.text


def test_two_numbers_of_a_single_medicine_are_refused(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    refused = alice.send(page, "/medicines/add/amount", 422, amount="5/325", how_often="2")
    assert "Enter the amount as a number" in refused.text


def test_an_amount_far_beyond_the_usual_is_asked_about_once_and_not_forbidden(
    alice: Browser,
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    asked = amount_of(alice, page, amount="2000")
    question = "You entered 2,000 mg. That is 25 times the largest usual tablet (80 mg)."
    assert question in asked.text
    changed = alice.send(asked, "/medicines/add/amount", 422, amount="3000", is_right="y")
    assert "37.5 times the largest usual tablet" in changed.text
    listed = alice.follow(alice.send(tick(alice, changed), "/medicines/add/times"))
    one = open_medicine(alice, listed, "oxycodone")
    assert "9,000 MME a day" in one.text
    edit = alice.get(f"{one.address}/edit")
    alice.send(edit, f"{one.address}/edit")


def test_a_slip_of_mg_and_mcg_is_named(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "buprenorphine"), "buccal-film-immediate-")
    asked = amount_of(alice, page, amount="300", unit="mg")
    assert "Did you mean mcg, not mg?" in asked.text


def test_an_uneven_day_and_every_other_day(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    page = alice.follow(alice.send(page, "/medicines/add/amount", amount="10", how_often="2"))
    sent = {"amount_2": "20", "every_days": "2", "next_on": TODAY.isoformat()}
    listed = alice.follow(alice.send(page, "/medicines/add/times", **sent))
    assert "10 mg, 20 mg 2 times a day, every other day" in listed.text
    one = open_medicine(alice, listed, "oxycodone")
    assert "22 MME a day" in one.text
    today = alice.get("/").text
    assert "oxycodone 10 mg" in today
    assert "oxycodone 20 mg" in today


@pytest.mark.parametrize(("every", "apart"), [("2", 2), ("3", 3), ("7", 7)])
def test_days_apart_are_counted_from_the_next_one_and_not_from_a_rough_start(
    alice: Browser, clock: SettableClock, every: str, apart: int
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "10", "how_often": "1", "started_on": "2025-06-14"}
    page = alice.follow(alice.send(page, "/medicines/add/amount", **said))
    untold = alice.send(page, "/medicines/add/times", 422, every_days=every)
    assert "Enter the day on which you take it next." in untold.text
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    listed = alice.follow(alice.send(untold, "/medicines/add/times", next_on=tomorrow))
    assert "Next: Thursday 12 March" in listed.text
    one = open_medicine(alice, listed, "oxycodone")
    assert "Next Thursday 12 March" in one.text
    due = []
    for _ in range(2 * apart + 1):
        due.append("oxycodone 10 mg" in alice.get("/").text)
        clock.instant += timedelta(days=1)
    assert due == [number % apart == 1 % apart for number in range(2 * apart + 1)]
    edit = alice.get(f"{one.address}/edit").form_values(f"{one.address}/edit")
    assert edit["next_on"][0] > TODAY.isoformat()


def test_a_new_usual_amount_holds_at_the_times_that_had_the_old_one(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    times = alice.follow(alice.send(page, "/medicines/add/amount", amount="10", how_often="3"))
    listed = alice.follow(alice.send(times, "/medicines/add/times", amount_3="20"))
    one = open_medicine(alice, listed, "oxycodone")
    change = alice.get(link(one, "My prescriber changed the dose"))
    alice.send(change, change.address, amount="15", amount_3="30")
    assert "15 mg, 15 mg, 30 mg 3 times a day" in alice.get(one.address).text
    edit = f"{one.address}/edit"
    alice.send(alice.get(edit), edit, amount="12")
    assert "12 mg, 12 mg, 30 mg 3 times a day" in alice.get(one.address).text


@pytest.mark.parametrize("slip", ["100", "1", "2 g"])
def test_a_new_amount_ten_times_the_old_one_or_a_tenth_is_asked_about(
    alice: Browser, slip: str
) -> None:
    change = alice.get(f"{add_oxycodone(alice).address}/dose")
    asked = alice.send(change, change.address, 422, amount=slip)
    assert "Is it right?" in asked.text
    assert asked.form_values(change.address)["amount"] == [slip]
    alice.send(asked, change.address, is_right="y")


def test_a_new_amount_in_usual_steps_is_not_asked_about(alice: Browser) -> None:
    change = alice.get(f"{add_oxycodone(alice).address}/dose")
    alice.send(change, change.address, amount="40")


def test_an_amount_beside_an_emptied_time_is_asked_about_and_not_dropped(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    times = alice.follow(alice.send(page, "/medicines/add/amount", amount="10", how_often="3"))
    refused = alice.send(times, "/medicines/add/times", 422, time_3="", amount_3="20")
    assert "Enter the time for 20, or clear the amount." in refused.text
    listed = alice.follow(alice.send(refused, "/medicines/add/times", time_3="21:00"))
    assert "10 mg, 10 mg, 20 mg 3 times a day" in listed.text


def test_another_bottle_is_told_from_a_day_on_and_is_no_change_of_dose(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "morphine"), LIQUID)
    said = {"amount": "5", "unit": "mL", "strength": "10 mg in 5 mL", "how_often": "1"}
    times = tick(alice, amount_of(alice, page, **said))
    listed = alice.follow(alice.send(times, "/medicines/add/times", time_1="06:00"))
    assert "morphine 5 mL (10 mg)" in alice.get("/").text
    one = open_medicine(alice, listed, "morphine")
    change = alice.get(link(one, "My prescriber changed the dose"))
    new = {"amount": "0.5", "strength": "20 mg in 1 mL"}
    asked = alice.send(change, change.address, 422, **new)
    assert "0.5 mL of 20 mg in 1 mL: that is 10 mg." in asked.text
    alice.send(asked, change.address, is_right="y")
    assert "morphine 0.5 mL (10 mg)" in alice.get("/").text
    assert "10 mg (5 mL of 10 mg in 5 mL)" in alice.get(one.address).text
    lossless = read_archive(alice.client.get("/archive/diary.zip").get_data()).lossless
    assert lossless is not None
    assert lossless.events == ()


def test_days_of_the_week_are_due_on_those_days_and_told_everywhere(
    alice: Browser, clock: SettableClock
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    page = alice.follow(alice.send(page, "/medicines/add/amount", amount="10", how_often="1"))
    untold = alice.send(page, "/medicines/add/times", 422, every_days="weekdays")
    assert "Tick the days of the week" in untold.text
    ticked = {"weekdays": ["0", "2", "4"]}
    unsure = alice.send(page, "/medicines/add/times", 422, every_days="1", **ticked)
    assert "You ticked days of the week and chose" in unsure.text
    listed = alice.follow(
        alice.send(unsure, "/medicines/add/times", every_days="weekdays", **ticked)
    )
    told = "10 mg on Monday, Wednesday and Friday"
    assert told in listed.text
    one = open_medicine(alice, listed, "oxycodone")
    assert "4.3 mg on average" in one.text
    assert "6.4 MME a day" in one.text
    provider_sees = alice.send(alice.get("/share/new"), "/share/new", 200)
    assert f"{told}: 4.3 mg a day on average" in provider_sees.text
    lossless = read_archive(alice.client.get("/archive/diary.zip").get_data()).lossless
    assert lossless is not None
    assert lossless.medicines[0].regimens[0].weekdays == (0, 2, 4)
    due = [("oxycodone 10 mg" in alice.get("/").text)]
    for _ in range(6):
        clock.instant += timedelta(days=1)
        due.append("oxycodone 10 mg" in alice.get("/").text)
    assert due == [True, False, True, False, False, True, False], "from a Wednesday on"
    change = alice.get(f"{one.address}/dose")
    assert change.form_values(f"{one.address}/dose")["weekdays"] == ["0", "2", "4"]


def test_how_often_at_most_is_shown_and_nobody_is_judged_by_it(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "5", "how_often": "when_needed", "most_a_day": "6"}
    listed = alice.follow(alice.send(page, "/medicines/add/amount", **said))
    assert "5 mg when needed, up to 6 a day" in listed.text


def test_how_often_at_most_stands_wherever_a_dose_is_logged(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "5", "how_often": "when_needed", "most_a_day": "6"}
    one = open_medicine(
        alice, alice.follow(alice.send(page, "/medicines/add/amount", **said)), "oxycodone"
    )
    choose = alice.get("/doses/new")
    for asks in (alice.get("/"), choose, alice.get(link(one, "Log a dose"))):
        assert "p to 6 a day" in asks.text, asks.address


def test_a_dose_is_listed_as_it_was_counted_and_with_what_it_comes_to(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "1½", "unit": "tablet", "strength": "10 mg", "how_often": "1"}
    times = tick(alice, amount_of(alice, page, **said))
    listed = alice.follow(alice.send(times, "/medicines/add/times", time_1="06:00"))
    counted = "oxycodone 1½ tablets (15 mg)"
    today = alice.get("/")
    assert counted in today.text
    alice.send(today, "/", **today.pressing("Took it"))
    day = alice.get(f"/history/{TODAY.isoformat()}")
    for shows in (alice.get("/"), day, open_medicine(alice, listed, "oxycodone")):
        assert counted in shows.text, shows.address
    provider_sees = alice.send(alice.get("/share/new"), "/share/new", 200)
    assert "15 mg (1½ tablets of 10 mg) once a day" in provider_sees.text


def test_an_uneven_amount_is_counted_as_the_usual_one_is(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "1", "unit": "tablet", "strength": "5 mg"}
    times = tick(alice, amount_of(alice, page, **said))
    assert "Enter amounts in tablets (5 mg)." in times.text
    asked = alice.send(times, "/medicines/add/times", 422, amount_2="1½")
    assert "1½ tablets of 5 mg: that is 7.5 mg." in asked.text
    listed = alice.follow(alice.send(asked, "/medicines/add/times", is_right="y"))
    told = "1 tablet (5 mg), 1½ tablets (7.5 mg) 2 times a day"
    assert told in listed.text
    assert "oxycodone 1½ tablets (7.5 mg)" in alice.get("/").text
    one = open_medicine(alice, listed, "oxycodone")
    edit = alice.get(f"{one.address}/edit")
    alice.send(edit, f"{one.address}/edit")
    assert told in alice.get(one.address).text


def test_an_uneven_amount_far_beyond_the_usual_is_asked_about_once(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    times = alice.follow(alice.send(page, "/medicines/add/amount", amount="10", how_often="3"))
    sent = {"amount_2": "2000", "amount_3": "2000"}
    asked = alice.send(times, "/medicines/add/times", 422, **sent)
    assert asked.text.count("25 times the largest usual tablet") == 1
    slip = alice.send(asked, "/medicines/add/times", 422, amount_3="3000", is_right="y")
    assert "25 times" not in slip.text
    assert "37.5 times the largest usual tablet" in slip.text
    listed = alice.follow(alice.send(slip, "/medicines/add/times", is_right="y"))
    one = open_medicine(alice, listed, "oxycodone")
    change = alice.get(link(one, "My prescriber changed the dose"))
    alice.send(change, change.address, amount_1="20")


@pytest.mark.parametrize("address", ["/", "/history/2026-03-10/add"])
def test_an_as_needed_amount_on_a_sheet_is_asked_about_once(alice: Browser, address: str) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    said = {"amount": "1", "unit": "tablet", "strength": "5 mg", "how_often": "when_needed"}
    tick(alice, amount_of(alice, page, **said))
    sheet = alice.get(address)
    assert "amount in tablets (5 mg)" in sheet.text
    names = [box.get("name") or "" for box in sheet.root.iter("input")]
    (amount,) = (name for name in names if name.startswith("amount-"))
    (at,) = (name for name in names if name.startswith("at-"))
    refused = alice.send(sheet, address, 422, **{amount: "lots", at: "06:00"})
    assert "Enter the amount as a number" in refused.text
    refused = alice.send(sheet, address, 422, **{amount: "2 films", at: "06:00"})
    assert "does not say how much is in one film" in refused.text
    asked = alice.send(sheet, address, 422, **{amount: "2000 mg", at: "06:00"})
    assert "25 times the largest usual tablet (80 mg)" in asked.text
    asked = alice.send(asked, address, 422, **{amount: "1½", "is_right": "y"})
    assert "1½ tablets of 5 mg: that is 7.5 mg." in asked.text
    alice.send(asked, address, is_right="y")
    lossless = read_archive(alice.client.get("/archive/diary.zip").get_data()).lossless
    assert lossless is not None
    (dose,) = lossless.doses
    assert (dose.amount, dose.as_taken and dose.as_taken.counted) == (Decimal("7.5"), "1½ tablets")


def test_a_cough_syrup_is_measured_in_ml(alice: Browser) -> None:
    page = begin(alice, own_name="Cheratussin AC")
    said = {"amount": "5 mL", "unit": "mL", "strength": "10 mg in 5 mL", "how_often": "when_needed"}
    listed = tick(alice, amount_of(alice, page, **said))
    one = open_medicine(alice, listed, "codeine/guaifenesin (Cheratussin AC)")
    assert "10 mg (5 mL of 10 mg in 5 mL) when needed" in one.text
    assert "1.5 MME each time" in one.text


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("½", "You entered ½: that is 0.5 mg. If you mean part of a tablet, add the word tablet."),
        (
            ("1 1/2"),
            "You entered 1 1/2: that is 1.5 mg. If you mean part of a tablet, add the word tablet.",
        ),
        ("one and a half", "that is 1.5 mg. If you mean part of a tablet, add the word tablet."),
        ("2", "If you mean tablets, add the word tablets."),
        ("1-2", "Enter one number, not two"),
        ("1 to 2 tablets", "Enter one number, not two"),
        ("10 mg/5 mL", "That is how strong it is."),
        ("5 - 10", "Enter one number, not two"),
        ("one or two", "Enter one number, not two"),
        ("2 x 10 mg", "at one time: 10 mg, or 20 mg if you take 2 together"),
        ("2×10", "at one time: 10, or 20 if you take 2 together"),
        ("10 mg twice a day", "Enter what you take at one time"),
        ("10 mg tablet", "Enter one of the two"),
        ("1 lozenge", "“lozenge” is not a unit here. Enter how much it is"),
        ("5 apples", "“apples” is not a unit here"),
        ("lots", "Enter the amount as a number"),
        ("1.000", "Enter 1 or 1000."),
    ],
)
def test_what_may_be_meant_otherwise_is_asked(alice: Browser, written: str, sentence: str) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    asked = alice.send(page, "/medicines/add/amount", 422, amount=written, how_often="2")
    assert sentence in asked.text
    assert asked.form_values("/medicines/add/amount")["amount"] == [written.strip()]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("half a tablet", "½ tablet (2.5 mg)"),
        ("two tabs", "2 tablets (10 mg)"),
        ("1 1/2 pills", "1½ tablets (7.5 mg)"),
        ("one and a half tablets.", "1½ tablets (7.5 mg)"),
        (".5 tablet", "½ tablet (2.5 mg)"),
    ],
)
def test_tablets_are_counted_in_words_and_figures(
    alice: Browser, written: str, amount: str
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    times = tick(alice, amount_of(alice, page, amount=written, strength="5 mg"))
    assert f"oxycodone {amount}" in times.text


def test_the_strength_of_a_combination_may_be_both_numbers(alice: Browser) -> None:
    page = begin(alice, own_name="Percocet")
    said = {"amount": "2", "unit": "tablet", "strength": "5/325", "how_often": "2"}
    asked = alice.send(page, "/medicines/add/amount", 422, **said)
    assert "325 mg is the oxycodone" in asked.text
    asked = alice.send(asked, "/medicines/add/amount", 422, part="0")
    assert "2 tablets of 5 mg: that is 10 mg." in asked.text


@pytest.mark.parametrize(
    ("amount", "unit", "strength", "sentence"),
    [
        ("20", "drop", "100 mg/mL", "You count in drops. Enter the mg in a number of drops"),
        ("7.5", "mL", "10 mg", "You count in mL. Enter the mg in a number of mL"),
        ("7.5", "mL", "10 mg in 20 drops", "You count in mL."),
        ("7.5", "mL", "10 mg per spoon", "You count in mL."),
        ("7.5", "mL", "strong", "Enter how strong one is"),
        ("7.5", "mL", "", "Enter how strong one is"),
    ],
)
def test_a_strength_must_be_of_what_is_counted(
    alice: Browser, amount: str, unit: str, strength: str, sentence: str
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), LIQUID)
    said = {"amount": amount, "unit": unit, "strength": strength, "how_often": "2"}
    assert sentence in alice.send(page, "/medicines/add/amount", 422, **said).text


@pytest.mark.parametrize(
    ("substance", "kind", "said", "worked_out"),
    [
        ("buprenorphine", "buccal-film-immediate-", ("1 film", "300 mcg"), "1 film (300 mcg)"),
        (
            "fentanyl",
            "nasal-spray-immediate-",
            ("2 sprays", "100 mcg per spray"),
            "2 sprays (200 mcg)",
        ),
        ("morphine", "rectal-suppository-immediate-", ("1", "10 mg"), "1 suppository (10 mg)"),
        ("tilidine", LIQUID, ("20 drops", "2.5 mg per drop"), "20 drops (50 mg)"),
        ("methadone", LIQUID, ("12,5 ml", "1mg/1ml"), "12.5 mL (12.5 mg)"),
        ("gabapentin", "oral-capsule-immediate-", ("2 caps", "300mg"), "2 capsules (600 mg)"),
    ],
)
def test_pieces_of_every_kind_are_counted(
    alice: Browser, substance: str, kind: str, said: tuple[str, str], worked_out: str
) -> None:
    page = choose_kind(alice, begin(alice, substance), kind)
    amount, strength = said
    unit = {"1": "suppository"}.get(amount)
    typed = {"amount": amount, "strength": strength, "how_often": "when_needed"}
    tick(alice, amount_of(alice, page, **typed, **({"unit": unit} if unit else {})))
    assert f"{substance} {worked_out}" in alice.get("/").text
