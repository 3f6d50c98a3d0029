from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.clock import SettableClock
from app.db import Database
from app.models import CheckIn, Dose, Event, Person
from tests.cast.diary import add_medicine
from tests.cast.people import NOW, TODAY, person_in
from tests.client import Browser, Page

pytestmark = pytest.mark.slow


def add(database: Database, for_date: date = TODAY, owner: str = "alice", **answers: object) -> str:
    """Save a check-in, recorded now; return its public id."""
    with database.writing() as session:
        row = CheckIn(
            person_id=person_in(session, owner).id,
            for_date=for_date,
            recorded_at=NOW,
            time_zone="America/New_York",
            **(answers or {"average_pain": 6}),
        )
        session.add(row)
        session.commit()
        return row.public_id


def add_event(database: Database, kind: str = "illness", note: str = "a cold") -> str:
    with database.writing() as session:
        row = Event(
            person_id=person_in(session).id,
            for_date=TODAY,
            kind=kind,
            note=note,
            recorded_at=NOW,
            time_zone="America/New_York",
        )
        session.add(row)
        session.commit()
        return row.public_id


def stored(database: Database, public_id: str) -> CheckIn | None:
    with database.reading() as session:
        return session.scalar(select(CheckIn).where(CheckIn.public_id == public_id))


def count(database: Database, table: type[CheckIn] | type[Dose] | type[Event]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def links(page: Page) -> list[str]:
    return [a.get("href") or "" for a in page.root.iter("a")]


# --- A month ----------------------------------------------------------------------------


def test_the_calendar_says_each_days_pain_in_words_and_leaves_gaps_neutral(
    alice: Browser, database: Database
) -> None:
    add(database, date(2026, 3, 9), pain_now=4)
    add(database, date(2026, 3, 9), pain_now=7)
    add(database, date(2026, 3, 10), note="only words")
    page = alice.get("/history")
    assert "9 March 2026, pain 5.5" in page.text
    assert "10 March 2026, a note or other answers" in page.text
    assert "8 March 2026, nothing logged" in page.text
    assert "12 March 2026, still to come" in page.text
    assert "1 of 3 days logged" in page.text
    assert "/history/2026-03-08" in links(page)
    assert "/history/2026-03-12" not in links(page)


def test_history_and_trends_count_the_same_days(alice: Browser, database: Database) -> None:
    """A day with only a note is not logged, and nothing counts before the first entry."""
    for day in (3, 4, 6, 9):
        add(database, date(2026, 3, day), average_pain=4)
    add(database, date(2026, 3, 10), note="only words")
    counted = "4 of 9 days logged"
    assert counted in alice.get("/history").text
    assert counted in alice.get("/trends").text
    assert counted in alice.get("/trends?days=all").text


def test_a_new_diary_has_one_day(alice: Browser, database: Database) -> None:
    add(database, TODAY, average_pain=4)
    assert "1 of 1 day logged" in alice.get("/history").text
    assert "1 of 1 day logged" in alice.get("/trends").text


def test_the_list_says_what_was_added_late(alice: Browser, database: Database) -> None:
    add(database, date(2026, 3, 9))
    add(database, TODAY)
    page = alice.get("/history")
    assert "Monday 9 March Pain 6. Added 2 days later" in page.text
    assert page.text.count("later") == 1


def test_months_are_turned_backwards_and_up_to_the_present_one(
    alice: Browser, database: Database
) -> None:
    add(database, date(2026, 2, 28), average_pain=3)
    page = alice.get("/history")
    assert "Pain 3" not in page.text
    assert "April 2026" not in page.text
    february = alice.get(next(link for link in links(page) if link.endswith("month=2026-02")))
    assert "Saturday 28 February Pain 3" in february.text
    assert "1 of 1 day logged" in february.text
    assert any(link.endswith("month=2026-03") for link in links(february))


@pytest.mark.usefixtures("carol")
def test_another_persons_days_do_not_show(alice: Browser, database: Database) -> None:
    add(database, TODAY, "carol", average_pain=9)
    assert "Pain 9" not in alice.get("/history").text
    assert "9 out of 10" not in alice.get("/history/2026-03-11").text


def test_an_address_that_is_no_day_gives_404(alice: Browser) -> None:
    for address in (
        "2026-02-29",
        "2026-13-01",
        "2026-03-12",
        "9999-12-31",
        "0001-01-01",
        "1850-01-01",
        "20260311",
        "2026-W11-3",
        "yesterday",
        "٢٠٢٦-٠٣-٠١",
    ):
        alice.get(f"/history/{address}", 404)
        alice.get(f"/history/{address}/add", 404)
    for month in ("2026-04", "2026-13", "0000-01", "1850-01", "2026", "x", "2026-03-01"):
        alice.get(f"/history?month={month}", 404)


def test_a_day_can_be_asked_for_and_a_wrong_one_is_told(alice: Browser) -> None:
    assert alice.get("/history/go?day=2019-05-03", 303).response.location == "/history/2019-05-03"
    for typed, sentence in (
        ("2026-03-12", "still to come"),
        ("1850-01-01", "too long ago"),
        ("2026-02-30", "Choose a day"),
        ("", "Choose a day"),
        ("<b>", "Choose a day"),
    ):
        assert sentence in alice.get(f"/history/go?day={typed}", 422).text


# --- A day ------------------------------------------------------------------------------


def test_a_day_shows_all_that_was_logged_with_where_it_is_changed(
    alice: Browser, database: Database
) -> None:
    first = add(database, pain_now=4, note="slept in the chair")
    add(database, pain_now=7)
    event = add_event(database)
    add_medicine(database, "oxycodone", amount="5")
    today = alice.get("/")
    alice.send(today, "/", **today.pressing("oxycodone"))
    page = alice.get("/history/2026-03-11")
    assert page.heading == "Wednesday 11 March"
    assert "Pain counts as 5.5 on this day, the average of your answers." in page.text
    assert "slept in the chair" in page.text
    assert "Illness: a cold" in page.text
    with database.reading() as session:
        dose = session.scalars(select(Dose)).one().public_id
    for address in (
        f"/entries/check-in/{first}",
        f"/entries/check-in/{first}/delete",
        f"/entries/event/{event}",
        f"/entries/event/{event}/delete",
        f"/doses/{dose}/edit",
        f"/doses/{dose}/delete",
    ):
        assert address in links(page)
        alice.get(address)


def test_a_past_day_is_added_with_its_medicines(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "08:00", "20:00", amount="30")
    page = alice.get("/history/2026-03-10/add")
    assert page.heading == "Add to Tuesday 10 March"
    assert "Average pain on that day" in page.text
    assert "Pain right now" not in page.text
    took = [e.get("name") or "" for e in page.form("/history/2026-03-10/add").iter("input")]
    ticked = {name: "y" for name in took if name.startswith("took-")}
    saved = alice.send(page, "/history/2026-03-10/add", average_pain="5", where="same", **ticked)
    after = alice.follow(saved)
    assert after.heading == "Tuesday 10 March"
    assert "Saved for Tuesday 10 March: pain 5, lower back. 2 doses." in after.html
    assert "Added 1 day later" in after.text
    with database.reading() as session:
        assert [f"{d.taken_at_local}" for d in session.scalars(select(Dose))] == [
            "2026-03-10 08:00:00",
            "2026-03-10 20:00:00",
        ]


def test_several_past_days_can_be_filled_in_one_after_the_other(
    alice: Browser, database: Database
) -> None:
    add(database, date(2026, 3, 7))
    alice_at = date(2026, 3, 8)
    while alice_at < TODAY:
        address = f"/history/{alice_at}/add"
        after = alice.follow(alice.send(alice.get(address), address, average_pain="5"))
        alice_at += timedelta(days=1)
        if alice_at < TODAY:
            assert f"/history/{alice_at}/add" in links(after)
    assert "Fill in" not in after.text
    assert count(database, CheckIn) == 4


def test_adding_to_today_is_todays_own_page(alice: Browser) -> None:
    assert alice.get("/history/2026-03-11/add", 303).response.location == "/"


def test_a_refused_past_day_keeps_what_was_typed(alice: Browser, database: Database) -> None:
    page = alice.get("/history/2026-03-10/add")
    refused = alice.send(page, "/history/2026-03-10/add", 422, average_pain="12", note="keep")
    assert "Choose a number from 0 to 10." in refused.text
    assert refused.form_values("/history/2026-03-10/add")["note"] == ["keep"]
    alice.send(page, "/history/2026-03-10/add", 422)
    assert count(database, CheckIn) == 0


def test_undo_of_a_past_day_leads_back_to_it(alice: Browser, database: Database) -> None:
    page = alice.get("/history/2026-03-10/add")
    key = page.form_values("/history/2026-03-10/add")["submission_key"][0]
    after = alice.follow(alice.send(page, "/history/2026-03-10/add", average_pain="5"))
    undone = alice.send(after, f"/history/2026-03-10/undo/{key}")
    assert undone.response.location == "/history/2026-03-10"
    assert count(database, CheckIn) == 0


# --- Changing a check-in ----------------------------------------------------------------


def test_a_check_in_is_shown_as_saved_and_changed(alice: Browser, database: Database) -> None:
    address = f"/entries/check-in/{add(database, average_pain=6, areas=['neck'], note='hot')}"
    page = alice.get(address)
    shown = page.form_values(address)
    assert shown["average_pain"] == ["6"]
    assert shown["touch"] == ["none"]
    assert (shown["where"], shown["areas"], shown["note"]) == (["marked"], ["neck"], ["hot"])
    after = alice.send(page, address, touch="0", average_pain="none", where="nowhere", note="")
    assert after.response.location == "/history/2026-03-11"
    row = stored(database, address.rsplit("/", 1)[1])
    assert row is not None
    assert (row.average_pain, row.areas, row.touch, row.note, row.version) == (None, [], 0, "", 2)


def test_nothing_touched_changes_nothing(alice: Browser, database: Database) -> None:
    for answers in (
        {"average_pain": 6},
        {"areas": []},
        {"areas": ["neck", "lower_back"], "touch": 3, "note": "a\nb"},
        {"pain_now": 0, "worst_pain": 10, "sleep": 1, "mood": 2, "activity": 3},
    ):
        public_id = add(database, **answers)
        before = stored(database, public_id)
        page = alice.get(f"/entries/check-in/{public_id}")
        alice.send(page, f"/entries/check-in/{public_id}")
        after = stored(database, public_id)
        assert before is not None
        assert after is not None
        for name in (*answers, "for_date", "average_pain", "areas", "touch", "note"):
            assert getattr(after, name) == getattr(before, name)


def test_a_check_in_can_move_to_another_day_that_makes_sense(
    alice: Browser, database: Database
) -> None:
    public_id = add(database)
    address = f"/entries/check-in/{public_id}"
    page = alice.get(address)
    for typed in ("2026-03-12", "1850-01-01", "2026-02-30", "", "soon"):
        refused = alice.send(page, address, 422, for_date=typed)
        assert refused.form_values(address)["for_date"] == [typed]
    alice.send(page, address, for_date="2026-03-09")
    row = stored(database, public_id)
    assert row is not None
    assert row.for_date == date(2026, 3, 9)


def test_a_check_in_cannot_be_emptied_by_changing_it(alice: Browser, database: Database) -> None:
    public_id = add(database)
    page = alice.get(f"/entries/check-in/{public_id}")
    refused = alice.send(page, f"/entries/check-in/{public_id}", 422, average_pain="none")
    assert "Leave at least one answer." in refused.text


def test_a_change_made_in_the_meantime_is_shown_beside_what_was_typed(
    alice: Browser, database: Database
) -> None:
    public_id = add(database, average_pain=6, note="first")
    address = f"/entries/check-in/{public_id}"
    here, elsewhere = alice.get(address), alice.get(address)
    alice.send(elsewhere, address, note="from the tablet")
    clash = alice.send(here, address, 409, note="from the phone")
    assert "from the tablet" in clash.text
    assert clash.form_values(address)["note"] == ["from the phone"]
    refused = alice.send(here, address, 422, average_pain="99")
    alice.send(refused, address, 409, average_pain="5")
    alice.send(clash, address)
    row = stored(database, public_id)
    assert row is not None
    assert (row.note, row.version) == ("from the phone", 3)


def test_a_change_sent_twice_counts_once(alice: Browser, database: Database) -> None:
    public_id = add(database)
    address = f"/entries/check-in/{public_id}"
    page = alice.get(address)
    for _ in range(2):
        alice.send(page, address, average_pain="7")
    row = stored(database, public_id)
    assert row is not None
    assert row.version == 2


# --- Changing an event ------------------------------------------------------------------


def test_an_event_is_changed(alice: Browser, database: Database) -> None:
    address = f"/entries/event/{add_event(database)}"
    page = alice.get(address)
    assert page.form_values(address)["note"] == ["a cold"]
    alice.send(page, address, kind="new_injury", note="=1+1", for_date="2026-03-10")
    with database.reading() as session:
        event = session.scalars(select(Event)).one()
        assert (event.kind, event.note, event.for_date) == ("new_injury", "=1+1", date(2026, 3, 10))


def test_an_event_that_cannot_be_is_refused(alice: Browser, database: Database) -> None:
    address = f"/entries/event/{add_event(database)}"
    page = alice.get(address)
    for typed in (
        {"kind": "earthquake"},
        {"kind": None},
        {"note": "x" * 201},
        {"note": "a\x00b"},
        {"for_date": "2026-03-12"},
    ):
        alice.send(page, address, 422, **typed)
    clash = alice.get(address)
    alice.send(page, address, kind="other")
    assert "Something else" in alice.send(clash, address, 409, kind="illness").text


# --- Deleting ---------------------------------------------------------------------------


def test_deleting_says_what_goes_and_what_stays(alice: Browser, database: Database) -> None:
    public_id = add(database, average_pain=6, areas=["neck"], note="hot")
    address = f"/entries/check-in/{public_id}/delete"
    page = alice.get(address)
    for words in ("6 out of 10", "Neck", "hot", "Your medicines and events for that day stay."):
        assert words in page.text
    assert stored(database, public_id) is not None
    after = alice.send(page, address)
    assert after.response.location == "/history/2026-03-11"
    assert stored(database, public_id) is None
    alice.send(page, address)
    alice.get(address, 404)


def test_what_was_changed_since_is_shown_before_it_is_deleted(
    alice: Browser, database: Database
) -> None:
    public_id = add(database)
    address = f"/entries/check-in/{public_id}"
    asked = alice.get(f"{address}/delete")
    alice.send(alice.get(address), address, average_pain="9")
    again = alice.send(asked, f"{address}/delete", 409)
    assert "9 out of 10" in again.text
    alice.send(again, f"{address}/delete")
    assert stored(database, public_id) is None


def test_an_event_is_deleted(alice: Browser, database: Database) -> None:
    address = f"/entries/event/{add_event(database)}/delete"
    page = alice.get(address)
    assert "a cold" in page.text
    for _ in range(2):
        alice.send(page, address)
    assert count(database, Event) == 0


# --- Strangers --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["check-in", "event"])
def test_a_stranger_gets_404_and_changes_nothing(
    alice: Browser, carol: Browser, dan: Browser, database: Database, kind: str
) -> None:
    public_id = add(database) if kind == "check-in" else add_event(database)
    for address in (f"/entries/{kind}/{public_id}", f"/entries/{kind}/{public_id}/delete"):
        values = alice.get(address).form_values(address)
        own = carol.get("/").form_values("/")
        carol.get(address, 404)
        sent = values | {name: own[name] for name in ("csrf_token", "submission_key")}
        carol.post(address, sent, 404)
        carol.post(address, values, 404)
        dan.get(address, 303)
        dan.post(address, values, 303 if address.endswith("/delete") else 403)
    assert (count(database, CheckIn), count(database, Event)) in ((1, 0), (0, 1))
    page = alice.get("/history/2026-03-11")
    assert "6 out of 10" in page.text or "a cold" in page.text


def test_a_late_evening_belongs_to_the_persons_own_day(
    alice: Browser, clock: SettableClock
) -> None:
    clock.instant = NOW + timedelta(hours=7, minutes=30)
    alice.get("/history/2026-03-11")
    alice.get("/history/2026-03-12", 404)


def set_zone(database: Database, zone: str) -> None:
    with database.writing() as session:
        session.scalars(select(Person)).one().time_zone = zone
        session.commit()


def test_a_day_logged_before_flying_west_over_the_date_line_stays_open(
    alice: Browser, database: Database
) -> None:
    set_zone(database, "Pacific/Auckland")
    alice.send(alice.get("/"), "/", average_pain="6", where="nowhere", event_note="")
    set_zone(database, "America/Los_Angeles")
    page = alice.get("/history/2026-03-12")
    assert "Pain 6" in page.text or "6 out of 10" in page.text
    assert "/history/2026-03-12" in links(alice.get("/history"))
    change = next(link for link in links(page) if link.startswith("/entries/check-in/"))
    alice.send(alice.get(change), change, average_pain="5")
    alice.get("/history/2026-03-13", 404)
    alice.get("/history/2026-03-12/add", 404)
    assert alice.get("/history/go?day=2026-03-12", 303).response.location == "/history/2026-03-12"
    alice.get("/history/go?day=2026-03-13", 422)
    for address in ("/", "/trends", "/advisory", "/share/new", "/settings"):
        alice.get(address)
    delete = f"{change}/delete"
    left = alice.send(alice.get(delete), delete)
    assert "The check-in is deleted." in alice.follow(left).html
    alice.get("/history/2026-03-12", 404)


def test_a_dose_logged_before_flying_west_can_be_moved_and_undone(
    alice: Browser, database: Database
) -> None:
    set_zone(database, "Pacific/Auckland")
    medicine = add_medicine(database, "morphine")
    page = alice.get(f"/doses/new/{medicine}")
    logged = alice.follow(alice.send(page, page.address, which="extra", when="now"))
    set_zone(database, "America/Los_Angeles")
    with database.reading() as session:
        dose = session.scalars(select(Dose)).one()
    edit = f"/doses/{dose.public_id}/edit"
    moved = alice.send(alice.get(edit), edit, day="2026-03-11", clock="09:00")
    assert alice.follow(moved).status == 200
    undo = f"/doses/{dose.public_id}/undo"
    assert alice.follow(alice.send(logged, undo)).status == 200


# --- Long words out of a file ------------------------------------------------------------


LONG = ("It all hurts. " * 200).strip()


def test_a_long_note_out_of_a_file_can_be_edited_and_stays_whole(
    alice: Browser, database: Database
) -> None:
    public_id = add(database, average_pain=6, note=LONG)
    edit = alice.get(f"/entries/check-in/{public_id}")
    assert edit.form_values(edit.address)["note"] == [LONG]
    assert f"Up to {len(LONG):,} letters" in edit.text
    alice.send(edit, edit.address, average_pain="3")
    kept = stored(database, public_id)
    assert kept is not None
    assert (kept.average_pain, kept.note) == (3, LONG)


def test_a_note_may_not_grow_beyond_its_limit_or_what_is_saved(
    alice: Browser, database: Database
) -> None:
    public_id = add(database, average_pain=6, note=LONG)
    edit = alice.get(f"/entries/check-in/{public_id}")
    again = alice.send(edit, edit.address, status=422, note=f"{LONG} And more of it.")
    assert f"Use {len(LONG):,} characters or fewer" in again.text
    kept = stored(database, public_id)
    assert kept is not None
    assert kept.note == LONG


def test_an_events_words_out_of_a_file_keep_their_lines_and_their_length(
    alice: Browser, database: Database
) -> None:
    words = "Fell in the garden.\n" + "The knee is swollen. " * 20
    edit = alice.get(f"/entries/event/{add_event(database, 'new_injury', words)}")
    alice.send(edit, edit.address, kind="illness")
    with database.reading() as session:
        event = session.scalars(select(Event)).one()
        assert (event.kind, event.note) == ("illness", words.strip())
