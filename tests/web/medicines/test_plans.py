"""Dose changes that are agreed on ahead: planned, in force from their day on, taken back."""

from datetime import date, timedelta

import pytest

from app.clock import SettableClock
from app.interop.archive import read_archive
from tests.cast.people import prove
from tests.client import Browser, Page
from tests.web.archive.uploads import bring_in
from tests.web.medicines.medicine_pages import add_oxycodone, link, post_of

pytestmark = pytest.mark.slow

FIRST, SECOND = date(2026, 3, 14), date(2026, 3, 18)


def plan(alice: Browser, one: Page, amount: str, day: date, status: int = 303) -> Page:
    """Tell a change from a day on; come back to the medicine's page."""
    form = alice.get(link(one, "My prescriber changed the dose"))
    sent = alice.send(form, post_of(form), status, amount=amount, from_date=day.isoformat())
    return alice.follow(sent) if status == 303 else sent


def tapered(alice: Browser) -> Page:
    """Plan two steps down from 10 mg twice a day."""
    one = add_oxycodone(alice)
    plan(alice, one, "7.5", FIRST)
    return plan(alice, one, "5", SECOND)


def exported(alice: Browser) -> bytes:
    return alice.client.get("/archive/diary.zip").get_data()


def test_several_changes_in_a_row_are_shown_as_planned(alice: Browser) -> None:
    one = tapered(alice)
    assert "The new dose is planned. It will show on Today from Wednesday 18 March." in one.html
    assert "5 mg 2 times a day Planned from 18 March 2026" in one.text
    assert "7.5 mg 2 times a day Planned from 14 March 2026" in one.text
    assert "Dose 10 mg 2 times a day" in one.text
    assert "From 14 March 2026: 7.5 mg 2 times a day." in alice.get("/medicines").text
    today = alice.get("/").text
    assert "oxycodone 10 mg Took it at" in today
    assert "oxycodone 7.5 mg 2 times a day Planned to start Saturday 14 March." in today


def test_the_provider_reads_what_is_planned(alice: Browser) -> None:
    tapered(alice)
    preview = alice.send(alice.get("/share/new"), "/share/new", 200)
    plans = "planned from 14 March 2026: 7.5 mg 2 times a day; planned from 18 March 2026: 5 mg"
    assert plans in preview.text


def test_a_plan_holds_from_its_day_on_and_stands_in_the_history_then(
    alice: Browser, clock: SettableClock
) -> None:
    tapered(alice)
    note = "My prescriber changed a dose: oxycodone 10 mg to 7.5 mg"
    assert "My prescriber changed" not in alice.get("/history").text
    archive = read_archive(exported(alice))
    assert (archive.remarks, archive.diary.events) == ((), ())
    clock.instant += timedelta(days=3)
    today = alice.get("/").text
    assert "oxycodone 7.5 mg Took it at" in today
    assert "New from today. Until yesterday it was 10 mg 2 times a day." in today
    assert note in alice.get(f"/history/{FIRST.isoformat()}").text
    prove(alice)
    (event,) = read_archive(exported(alice)).diary.events
    assert (event.for_date, event.note) == (FIRST, "oxycodone 10 mg to 7.5 mg")


def test_a_plan_is_taken_back_and_the_next_one_says_what_it_changes(
    alice: Browser, clock: SettableClock
) -> None:
    one = tapered(alice)
    back = alice.get(f"{one.address}/dose/{FIRST.isoformat()}/remove")
    alice.send(back, post_of(back))
    assert "7.5 mg" not in alice.get(one.address).text
    clock.instant += timedelta(days=8)
    day = alice.get(f"/history/{SECOND.isoformat()}").text
    assert "My prescriber changed a dose: oxycodone 10 mg to 5 mg" in day


def test_a_step_up_and_down_again_is_taken_back_from_its_end(alice: Browser) -> None:
    """Without the step up, the step down would be one from 10 mg to 10 mg."""
    one = add_oxycodone(alice)
    up, down = "2026-02-10", "2026-02-20"
    plan(alice, one, "20", date.fromisoformat(up))
    plan(alice, one, "10", date.fromisoformat(down))
    back = alice.get(f"{one.address}/dose/{up}/remove")
    refused = alice.send(back, post_of(back), 422).text
    assert "The dose before and from 20 February 2026 on would be the same." in refused
    assert len(read_archive(exported(alice)).diary.events) == 2
    for day in (down, up):
        back = alice.get(f"{one.address}/dose/{day}/remove")
        alice.send(back, post_of(back))
    assert read_archive(exported(alice)).diary.events == ()
    assert "Dose 10 mg 2 times a day" in alice.get(one.address).text


def test_a_change_of_today_goes_between(alice: Browser, clock: SettableClock) -> None:
    one = tapered(alice)
    now = plan(alice, one, "12.5", date(2026, 3, 11))
    assert "Dose 12.5 mg 2 times a day" in now.text
    clock.instant += timedelta(days=3)
    assert "oxycodone 12.5 mg to 7.5 mg" in alice.get(f"/history/{FIRST.isoformat()}").text


def test_what_cannot_be_planned_is_said(alice: Browser) -> None:
    one = tapered(alice)
    for amount, day, sentence in (
        ("6", FIRST, "A change on 14 March 2026 is already on your list."),
        ("10", date(2026, 3, 12), "This is the same dose as before."),
        ("7.5", date(2026, 3, 12), "The dose before and from 14 March 2026 on would be the same."),
        ("5", date(2027, 4, 1), "more than a year ahead"),
    ):
        assert sentence in plan(alice, one, amount, day, 422).text


def test_a_correction_is_of_the_dose_that_holds_today(alice: Browser) -> None:
    one = tapered(alice)
    edit = alice.get(f"{one.address}/edit")
    assert edit.form_values(f"{one.address}/edit")["amount"] == ["10"]
    alice.send(edit, f"{one.address}/edit", amount="9")
    corrected = alice.get(one.address).text
    assert "Dose 9 mg 2 times a day" in corrected
    assert "5 mg 2 times a day Planned from 18 March 2026" in corrected


@pytest.mark.parametrize("end", ["stop", "delete"])
def test_with_the_end_of_a_medicine_its_plans_go(
    alice: Browser, clock: SettableClock, end: str
) -> None:
    one = tapered(alice)
    page = alice.get(f"{one.address}/{end}")
    said = {"stopped_on": "2026-03-11"} if end == "stop" else {}
    alice.send(page, post_of(page), **said)
    clock.instant += timedelta(days=8)
    assert "My prescriber changed" not in alice.get("/history").text


def test_a_plan_goes_along_in_the_archive(
    alice: Browser, carol: Browser, clock: SettableClock
) -> None:
    tapered(alice)
    bring_in(carol, exported(alice))
    after = read_archive(exported(carol)).lossless
    assert after is not None
    assert [r.amount for r in after.medicines[0].regimens] == [10, 7.5, 5]
    clock.instant += timedelta(days=8)
    assert "oxycodone 7.5 mg to 5 mg" in carol.get(f"/history/{SECOND.isoformat()}").text


def test_how_often_at_most_is_changed_by_the_prescriber_too(alice: Browser) -> None:
    one = add_oxycodone(alice, how_often="when_needed", most_a_day="4")
    form = alice.get(link(one, "My prescriber changed the dose"))
    changed = alice.follow(alice.send(form, post_of(form), most_a_day="6"))
    assert "10 mg when needed, up to 6 a day" in changed.text


def test_the_end_of_a_taper_is_planned_too(alice: Browser, clock: SettableClock) -> None:
    one = tapered(alice)
    page = alice.get(f"{one.address}/stop")
    listed = alice.follow(alice.send(page, post_of(page), stopped_on="2026-03-16"))
    assert "The end is planned." in listed.html
    assert "Planned first day without it: 16 March 2026." in listed.text
    shown = alice.get(one.address).text
    assert "7.5 mg 2 times a day Planned from 14 March 2026" in shown
    assert "Planned from 18 March 2026" not in shown
    assert "Planned first day without it: Monday 16 March." in alice.get("/").text
    refused = plan(alice, one, "2.5", date(2026, 3, 17), 422)
    assert "Its end is planned for 16 March 2026." in refused.text
    clock.instant += timedelta(days=5)
    assert "Took it" not in alice.get("/").text
    assert "Not taken since 16 March 2026" in alice.get(one.address).text


def test_a_planned_end_is_taken_back(alice: Browser) -> None:
    one = add_oxycodone(alice)
    page = alice.get(f"{one.address}/stop")
    alice.send(page, post_of(page), stopped_on="2026-03-16")
    back = alice.get(link(alice.get(one.address), "I’m still taking it"))
    assert back.heading == "I’m still taking it"
    alice.send(back, post_of(back))
    assert "Planned first day without it" not in alice.get(one.address).text
