from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.clinical.areas import AREA_CODES
from app.clock import SettableClock
from app.db import Database
from app.models import CheckIn, Dose, Event, Medicine
from tests.cast.diary import add_medicine
from tests.cast.people import NOW, TODAY, person_in
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

NOISE = [
    "=1+1",
    "<script>alert(1)</script>",
    "שלום עולם",
    "\u202egnp.exe",
    "🙂🔥",
    "a\u0301" * 20,
    '"><img src=x onerror=alert(1)>',
]


def check_ins(database: Database, name: str = "alice") -> list[CheckIn]:
    with database.reading() as session:
        query = select(CheckIn).where(CheckIn.person_id == person_in(session, name).id)
        return list(session.scalars(query.order_by(CheckIn.id)))


def count(database: Database, table: type[CheckIn] | type[Dose] | type[Event]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def doses(database: Database) -> list[Dose]:
    with database.reading() as session:
        return list(session.scalars(select(Dose).order_by(Dose.taken_at, Dose.id)))


def field_named(page: Page, words: str) -> str:
    """The name of the field whose label holds these words."""
    form = page.form("/")
    names = {field.get("id"): field.get("name") or "" for field in form.iter("input")}
    for label in form.iter("label"):
        if words in " ".join(" ".join(label.itertext()).split()):
            inside = label.find(".//input")
            return names[label.get("for") if inside is None else inside.get("id")]
    raise AssertionError(f"no field says {words!r}")


def checked(page: Page, action: str = "/") -> dict[str, list[str]]:
    """What is filled in, apart from the hidden fields."""
    hidden = ("csrf_token", "submission_key", "for_date", "same_areas")
    values = page.form_values(action)
    return {name: texts for name, texts in values.items() if name not in hidden and any(texts)}


def save(browser: Browser, status: int = 303, **typed: str | list[str] | None) -> Page:
    return browser.send(browser.get("/"), "/", status, **typed)


# --- The page ---------------------------------------------------------------------------


def test_nothing_is_filled_in_beforehand(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "08:00", "20:00")
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    assert checked(page) == {}
    save(alice, average_pain="6", where="nowhere")
    assert checked(alice.get("/")) == {}


def test_the_page_names_its_day(alice: Browser) -> None:
    page = alice.get("/")
    assert page.heading == "Today"
    assert "Wednesday 11 March" in page.text


def test_what_tidemark_noticed_stands_below_the_form(alice: Browser) -> None:
    page = alice.get("/")
    assert page.text.index("Not enough days yet") > page.text.index("Anything new?")


def test_the_number_alone_is_saved_and_what_else_is_typed_stays(
    alice: Browser, database: Database
) -> None:
    page = alice.get("/")
    after = alice.follow(
        alice.send(page, "/", average_pain="9", **page.pressing("Just the number"))
    )
    assert "Saved: pain 9." in after.html
    page = alice.get("/")
    left = alice.send(
        page,
        "/",
        200,
        pain_now="8",
        touch="3",
        note="a bad night",
        **page.pressing("Just the number"),
    )
    assert "Saved: pain now 8." in left.html
    assert checked(left) == {"touch": ["3"], "note": ["a bad night"]}
    alice.send(left, "/")
    assert [(c.average_pain, c.pain_now, c.touch, c.note) for c in check_ins(database)] == [
        (9, None, None, ""),
        (None, 8, None, ""),
        (None, None, 3, "a bad night"),
    ]


def test_a_number_that_was_not_chosen_is_asked_for(alice: Browser, database: Database) -> None:
    page = alice.get("/")
    refused = alice.send(page, "/", 422, note="keep me", **page.pressing("Just the number"))
    assert "Answer at least one question" in refused.text
    assert checked(refused) == {"note": ["keep me"]}
    assert check_ins(database) == []


def test_all_morning_medicines_are_one_tap_and_the_check_in_is_another(
    alice: Browser, database: Database
) -> None:
    add_medicine(database, "morphine ER", "08:00", amount="30")
    add_medicine(database, "gabapentin", "08:00", amount="300")
    page = alice.get("/")
    after = alice.follow(alice.send(page, "/", **page.pressing("All morning medicines taken")))
    assert "Saved: gabapentin 300 mg. Morphine ER 30 mg." in after.html
    assert {d.medication for d in doses(database)} == {"morphine ER", "gabapentin"}
    assert {d.taken_at_local.hour for d in doses(database)} == {8}
    assert check_ins(database) == []
    saved = alice.follow(alice.send(after, "/", average_pain="6", where="same", touch="0"))
    assert "Saved: pain 6, lower back, touch did not hurt." in saved.html
    (check_in,) = check_ins(database)
    assert (check_in.average_pain, check_in.areas, check_in.touch) == (6, ["lower_back"], 0)
    assert check_in.worst_pain is None


def test_a_dose_is_saved_by_itself_and_what_is_typed_beside_it_stays(
    alice: Browser, database: Database
) -> None:
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    typed = {"average_pain": "7", "where": "marked", "note": "halfway"}
    left = alice.send(page, "/", 200, **typed, **page.pressing("oxycodone 5 mg"))
    assert "Saved: oxycodone 5 mg." in left.html
    assert checked(left) == {name: [text] for name, text in typed.items()}
    assert (count(database, CheckIn), count(database, Dose)) == (0, 1)
    alice.send(left, "/", areas=["neck"])
    assert [(c.average_pain, c.note) for c in check_ins(database)] == [(7, "halfway")]
    # Back on the page as it was opened at first, Save still counts as a check-in of its own.
    alice.send(page, "/", touch="2")
    assert [c.touch for c in check_ins(database)] == [None, 2]


def test_enter_is_save_and_never_a_dose(alice: Browser, database: Database) -> None:
    add_medicine(database, "oxycodone", amount="5")
    first = alice.get("/").form("/").find(".//button")
    assert first is not None
    assert first.get("hidden") is not None
    assert first.get("name") is None


def test_today_is_done_once_the_pain_is_logged(alice: Browser, database: Database) -> None:
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    alice.send(page, "/", **page.pressing("oxycodone"))
    page = alice.get("/")
    assert "Today is done" not in page.text
    assert "Saved today: 1 dose" in page.text
    save(alice, average_pain="4", kinds=["illness"])
    page = alice.get("/")
    assert "Today is done Pain 4, 1 dose, illness." in page.text
    assert "Add another check-in" in page.text
    links = [a.get("href") or "" for a in page.root.iter("a")]
    (check_in,) = check_ins(database)
    assert f"/entries/check-in/{check_in.public_id}" in links
    assert f"/doses/{doses(database)[0].public_id}/edit" in links
    assert any(link.startswith("/entries/event/") for link in links)


def test_done_says_what_is_due_next(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "08:00", "22:00", "23:30")
    save(alice, average_pain="4")
    assert "Next: morphine ER at 10:00 pm" in alice.get("/").text


def test_what_somebody_usually_answers_is_not_folded_away(
    alice: Browser, database: Database
) -> None:
    def folded(page: Page) -> str:
        return " ".join(" ".join(fold.itertext()) for fold in page.root.iter("details"))

    assert all(words in folded(alice.get("/")) for words in ("Sleep last night", "Mood", "Note"))
    save(alice, average_pain="4", sleep="3", note="rain")
    tomorrow = alice.get("/history/2026-03-10/add")
    assert "Sleep last night" in folded(tomorrow)
    with database.writing() as session:
        session.execute(update(CheckIn).values(for_date=TODAY - timedelta(days=1)))
        session.commit()
    page = alice.get("/")
    assert "Sleep last night" not in folded(page)
    assert "Note" not in folded(page)
    assert "Mood" in folded(page)


def test_changed_can_start_from_the_last_places(alice: Browser, database: Database) -> None:
    assert "Start from last time" not in alice.get("/").text
    save(alice, where="marked", areas=["neck", "left_hip"])
    page = alice.get("/")
    begun = alice.send(page, "/", 200, touch="4", **page.pressing("Start from last time"))
    assert checked(begun) == {
        "touch": ["4"],
        "where": ["marked"],
        "areas": ["neck", "left_hip"],
    }
    assert len(check_ins(database)) == 1
    alice.send(begun, "/", areas=["neck", "left_hip", "chest"])
    assert check_ins(database)[-1].areas == ["neck", "chest", "left_hip"]


def test_a_further_check_in_asks_for_the_pain_right_now_too(
    alice: Browser, database: Database
) -> None:
    assert "Pain right now" not in alice.get("/").text
    save(alice, touch="2")
    page = alice.get("/")
    assert "Pain right now" in page.text
    assert "Answer the 24-hour average again" not in page.text
    save(alice, pain_now="3", average_pain="5")
    assert "Answer the 24-hour average again" in alice.get("/").text
    assert [(c.average_pain, c.pain_now) for c in check_ins(database)] == [(None, None), (5, 3)]


@pytest.mark.parametrize("address", ["/", "/doses/new", "/history", "/history/2026-03-10/add"])
def test_who_told_no_time_zone_yet_is_asked_before_anything_gets_a_time(
    alice: Browser, database: Database, address: str
) -> None:
    assert alice.get(address).status == 200
    with database.writing() as session:
        person_in(session).set_up_at = None
        session.commit()
    assert alice.get(address, 303).response.location == "/set-up"


def test_a_choice_sent_empty_is_no_answer(alice: Browser, database: Database) -> None:
    save(alice, pain_now="", touch=" ", where="", note="only words")
    assert [(c.pain_now, c.touch, c.note) for c in check_ins(database)] == [
        (None, None, "only words")
    ]


# --- Where it hurts ---------------------------------------------------------------------


def test_the_first_time_offers_where_it_hurt_at_first(alice: Browser) -> None:
    page = alice.get("/")
    assert "Where it hurt at first: lower back" in page.text
    save(alice, where="marked", areas=["neck", "left_hip"])
    assert "Same as last time: neck and left hip or buttock" in alice.get("/").text


def test_same_means_what_the_page_showed(alice: Browser, database: Database) -> None:
    opened_early = alice.get("/")
    save(alice, where="marked", areas=["neck"])
    alice.send(opened_early, "/", where="same")
    assert [c.areas for c in check_ins(database)] == [["neck"], ["lower_back"]]


def test_boxes_without_a_choice_count_as_changed(alice: Browser, database: Database) -> None:
    save(alice, areas=["neck", "head"])
    assert check_ins(database)[0].areas == ["head", "neck"]


def test_what_was_chosen_in_words_wins_over_boxes_ticked_before(
    alice: Browser, database: Database
) -> None:
    save(alice, where="same", areas=["chest"])
    save(alice, where="nowhere", areas=["neck"])
    assert [c.areas for c in check_ins(database)] == [["lower_back"], []]


def test_same_is_still_offered_after_a_day_without_pain(alice: Browser) -> None:
    save(alice, areas=["neck"])
    save(alice, where="nowhere")
    assert "Same as last time: neck" in alice.get("/").text


def test_it_can_hurt_all_over(alice: Browser, database: Database) -> None:
    after = alice.follow(save(alice, where="marked", all_over="y"))
    assert "all over" in after.html
    assert frozenset(check_ins(database)[0].areas or ()) == AREA_CODES


def test_a_place_that_is_none_is_refused(alice: Browser, database: Database) -> None:
    page = alice.get("/")
    for typed in (
        {"where": "marked"},
        {"where": "same", "same_areas": "left_wing"},
        {"where": "somewhere"},
        {"areas": ["left_wing"]},
    ):
        alice.send(page, "/", 422, average_pain="5", **typed)
    assert check_ins(database) == []


# --- Doses ------------------------------------------------------------------------------


def test_a_dose_is_taken_at_its_time_or_at_another(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "08:00", "12:00", amount="30")
    page = alice.get("/")
    page = alice.follow(alice.send(page, "/", **page.pressing("Took it at 8:00 am")))
    at = field_named(page, "morphine ER, due 12:00 pm")
    alice.send(page, "/", **{at: "13:10"}, **page.pressing("Save the times"))
    assert [f"{d.taken_at_local:%H:%M}" for d in doses(database)] == ["08:00", "13:10"]
    page = alice.get("/")
    assert "Took it" not in page.text
    assert "Everything on your list for this day is logged." in page.text


def test_a_written_time_goes_along_with_save_too(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "12:00", amount="30")
    page = alice.get("/")
    alice.send(page, "/", average_pain="5", **{field_named(page, "morphine ER, due"): "13:10"})
    assert (count(database, CheckIn), count(database, Dose)) == (1, 1)


def test_no_time_written_is_asked_for(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "12:00", amount="30")
    page = alice.get("/")
    refused = alice.send(page, "/", 422, note="keep", **page.pressing("Save the times"))
    assert "Enter a time or an amount first." in refused.text
    assert checked(refused) == {"note": ["keep"]}
    assert count(database, Dose) == 0


def test_as_needed_shows_the_usual_amount_and_the_time_since_the_last(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    assert "oxycodone 5 mg As needed Took one just now" in page.text
    alice.send(page, "/", **page.pressing("oxycodone 5 mg"))
    clock.instant = NOW + timedelta(hours=3, minutes=20)
    page = alice.get("/")
    assert "Last one 3 h 20 min ago" in page.text
    written = {
        field_named(page, "oxycodone: amount"): "7,5",
        field_named(page, "oxycodone: when"): "17:05",
    }
    alice.send(page, "/", **written, **page.pressing("Took one"))
    assert [(f"{d.taken_at_local:%H:%M}", f"{d.amount:f}") for d in doses(database)] == [
        ("15:30", "5"),
        ("17:05", "7.5"),
    ]


def test_a_patch_is_not_among_all_medicines(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "08:00")
    add_medicine(database, "gabapentin", "08:00")
    add_medicine(database, "fentanyl", amount="25", patch=True)
    page = alice.get("/")
    alice.send(page, "/", **page.pressing("All morning"))
    assert {d.medication for d in doses(database)} == {"morphine ER", "gabapentin"}
    page = alice.get("/")
    after = alice.follow(alice.send(page, "/", **page.pressing("Put it on just now")))
    assert "Saved: fentanyl 25 mcg/h." in after.html
    assert "2 doses, 1 patch" in alice.get("/history").text
    assert "fentanyl" in {d.medication for d in doses(database)}


def test_a_dose_that_cannot_be_is_refused_and_nothing_is_saved(
    alice: Browser, database: Database
) -> None:
    add_medicine(database, "morphine ER", "08:00")
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    for words, typed, sentence in (
        ("morphine ER, due 8:00 am", "23:59", "still to come"),
        ("morphine ER, due 8:00 am", "25:61", "hours and minutes"),
        ("oxycodone: when", "eight", "hours and minutes"),
        ("oxycodone: amount", "lots", "as a number"),
        ("oxycodone: amount", "-5", "as a number"),
        ("oxycodone: amount", "1e9", "as a number"),
        ("oxycodone: amount", "0", "above 0"),
        ("oxycodone: amount", "9999999", "Check the amount"),
    ):
        name = field_named(page, words)
        refused = alice.send(page, "/", 422, average_pain="5", **{name: typed})
        assert sentence in refused.text
        assert checked(refused) == {"average_pain": ["5"], name: [typed]}
    assert (count(database, CheckIn), count(database, Dose)) == (0, 0)


def test_a_strangers_medicine_gives_404_and_nothing_changes(
    alice: Browser, carol: Browser, database: Database
) -> None:
    add_medicine(database, "morphine ER", "08:00")
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    for pressed in (page.pressing("Took it at 8:00 am"), page.pressing("oxycodone 5 mg")):
        carol.send(carol.get("/"), "/", 404, average_pain="5", **pressed)
        carol.send(carol.get("/"), "/", 404, average_pain="5", **{pressed["press"]: "y"})
    assert (count(database, CheckIn), count(database, Dose)) == (0, 0)


def test_a_made_up_dose_gives_404(alice: Browser, database: Database) -> None:
    values = alice.get("/").form_values("/") | {"average_pain": ["5"]}
    made_up = ["", "x", "a.b.c", "abc.20260311T0800.1", "abc.20260311T0800." + "9" * 5000, "\x00"]
    for key in made_up:
        alice.post("/", values | {f"took-{key}": ["y"]}, status=404)
    assert check_ins(database) == []


def test_a_patch_number_beyond_measure_gives_404(alice: Browser, database: Database) -> None:
    medicine = add_medicine(database, "fentanyl", amount="25", patch=True)
    values = alice.get("/").form_values("/")
    key = f"took-{medicine}.20260311T0800.{10**30}"
    alice.post("/", values | {key: ["y"]}, status=404)
    assert doses(database) == []


def test_a_dose_taken_off_the_list_meanwhile_is_told_and_nothing_typed_is_lost(
    alice: Browser, database: Database
) -> None:
    add_medicine(database, "morphine ER", "08:00")
    page = alice.get("/")
    with database.writing() as session:
        session.execute(update(Medicine).values(stopped_on=TODAY))
        session.commit()
    typed = {"average_pain": "5", "note": "a bad night"}
    refused = alice.send(page, "/", 422, **typed, **page.pressing("Took it at 8:00 am"))
    assert "list of medicines has changed" in refused.text
    assert checked(refused) == {"average_pain": ["5"], "note": ["a bad night"]}
    assert check_ins(database) == []
    alice.send(refused, "/")
    assert [c.note for c in check_ins(database)] == ["a bad night"]


# --- Changes and words ------------------------------------------------------------------


def test_what_changed_becomes_events_of_that_day(alice: Browser, database: Database) -> None:
    after = alice.follow(save(alice, kinds=["new_injury", "illness"], event_note="fell"))
    assert "New injury" in after.html
    with database.reading() as session:
        events = list(session.scalars(select(Event)))
        assert {(e.kind, e.note, e.for_date) for e in events} == {
            ("new_injury", "fell", TODAY),
            ("illness", "fell", TODAY),
        }
    assert check_ins(database) == []


def test_words_of_any_kind_are_kept_and_shown_as_text(alice: Browser, database: Database) -> None:
    page = alice.get("/")
    for number, words in enumerate(NOISE):
        key = [f"one-key-for-each-{number:04}"]
        alice.send(page, "/", note=words, kinds=["other"], event_note=words, submission_key=key)
    assert [c.note for c in check_ins(database)] == NOISE
    day = alice.get("/history/2026-03-11")
    assert all(day.text.count(" ".join(words.split())) >= 2 for words in NOISE)
    assert not list(day.root.iter("img"))


def test_the_folded_answers_are_saved(alice: Browser, database: Database) -> None:
    save(alice, worst_pain="8", sleep="0", mood="10", activity="3")
    (check_in,) = check_ins(database)
    assert (check_in.worst_pain, check_in.sleep, check_in.mood, check_in.activity) == (8, 0, 10, 3)


# --- Bad input --------------------------------------------------------------------------


def test_a_score_is_a_whole_number_from_0_to_10(alice: Browser, database: Database) -> None:
    page = save(alice, touch="1")
    page = alice.get("/")
    scores = ["average_pain", "pain_now", "touch", "worst_pain", "sleep", "mood", "activity"]
    for typed in ("11", "-1", "5.5", "five", " 5", "٥", "9" * 5000, "none", "\x00"):
        refused = alice.send(page, "/", 422, note="keep me", **dict.fromkeys(scores, typed))
        wrong = [e for e in refused.root.iter() if e.get("class") == "field__error"]
        assert len(wrong) == len(scores)
        assert "Choose a number from 0 to 10." in refused.text
        assert checked(refused) == {"note": ["keep me"]}
    assert len(check_ins(database)) == 1


def test_what_cannot_be_saved_is_told_and_stays_typed(alice: Browser, database: Database) -> None:
    page = alice.get("/")
    alice.send(page, "/", 422, note="a\x00b", event_note="a\x1bb")
    for name, typed, sentence in (
        ("note", "", "Answer at least one question"),
        ("note", "   \n ", "Answer at least one question"),
        ("note", "x" * 2001, "2,000 characters or fewer"),
        ("event_note", "x" * 201, "200 characters or fewer"),
        ("event_note", "two\nlines", "cannot be saved"),
        ("kinds", "earthquake", "Choose from the list"),
    ):
        refused = alice.send(page, "/", 422, **{name: typed})
        assert sentence in refused.text
        if name == "note":
            assert refused.form_values("/")["note"] == [typed.strip()]
    assert (count(database, CheckIn), count(database, Event)) == (0, 0)


def test_a_note_of_2000_characters_with_line_ends_of_any_kind_is_kept(
    alice: Browser, database: Database
) -> None:
    save(alice, note="ab\r\nc\rd" + "x" * 1994)
    assert check_ins(database)[0].note == "ab\nc\nd" + "x" * 1994


def test_a_huge_form_is_refused_without_harm(alice: Browser, database: Database) -> None:
    values = alice.get("/").form_values("/")
    alice.post("/", values | {"note": ["x" * 13_000_000]}, status=413)
    assert check_ins(database) == []


# --- Once, and taken back ---------------------------------------------------------------


def test_a_double_tap_saves_once(alice: Browser, database: Database) -> None:
    add_medicine(database, "oxycodone", amount="5")
    page = alice.get("/")
    for _ in range(3):
        alice.send(page, "/", **page.pressing("oxycodone 5 mg"))
    for _ in range(3):
        alice.send(page, "/", average_pain="6")
    assert (count(database, CheckIn), count(database, Dose)) == (1, 1)
    messages = alice.get("/").html
    assert messages.count("Saved: oxycodone 5 mg.") == messages.count("Saved: pain 6.") == 1


def test_the_same_key_with_other_answers_is_told_and_can_be_saved_too(
    alice: Browser, database: Database
) -> None:
    page = alice.get("/")
    alice.send(page, "/", average_pain="6")
    again = alice.send(page, "/", 409, average_pain="9")
    assert "Your first answers are saved." in again.text
    assert checked(again)["average_pain"] == ["9"]
    alice.send(again, "/")
    assert [c.average_pain for c in check_ins(database)] == [6, 9]


def undo_action(page: Page) -> str:
    actions = [form.get("action") or "" for form in page.root.iter("form")]
    return next(action for action in actions if "/undo/" in action)


def test_undo_takes_back_what_was_just_saved(alice: Browser, database: Database) -> None:
    page = alice.get("/")
    typed = {"average_pain": "6", "kinds": ["illness"]}
    saved = alice.follow(alice.send(page, "/", **typed))
    undone = alice.send(saved, undo_action(saved))
    assert "Undone." in alice.follow(undone).html
    assert [count(database, table) for table in (CheckIn, Event)] == [0, 0]
    late = alice.follow(alice.send(page, "/", **typed))
    assert "then undid or deleted it" in late.html
    assert count(database, CheckIn) == 0


def test_undo_takes_back_a_dose_and_leaves_the_check_in(alice: Browser, database: Database) -> None:
    add_medicine(database, "oxycodone", amount="5")
    page = alice.follow(save(alice, average_pain="6"))
    saved = alice.follow(alice.send(page, "/", **page.pressing("oxycodone")))
    alice.send(saved, undo_action(saved))
    assert (count(database, CheckIn), count(database, Dose)) == (1, 0)


def test_a_stranger_cannot_undo(alice: Browser, carol: Browser, database: Database) -> None:
    page = alice.get("/")
    alice.send(page, "/", average_pain="6")
    key = page.form_values("/")["submission_key"][0]
    token = carol.get("/").form_values("/")["csrf_token"]
    carol.post(f"/history/2026-03-11/undo/{key}", {"csrf_token": token}, status=404)
    alice.post(f"/history/2026-03-11/undo/{'x' * 22}", {"csrf_token": token}, status=400)
    assert count(database, CheckIn) == 1


def test_without_the_token_nothing_is_saved(alice: Browser, database: Database) -> None:
    alice.get("/")
    alice.post("/", {"average_pain": ["6"]}, status=422)
    assert check_ins(database) == []


def test_who_is_not_signed_in_saves_nothing(dan: Browser, database: Database) -> None:
    page = dan.get("/sign-in")
    token = page.form_values("/sign-in")["csrf_token"]
    dan.post("/", {"csrf_token": token, "average_pain": ["6"]}, status=403)
    assert count(database, CheckIn) == 0


# --- The day ----------------------------------------------------------------------------


def test_today_is_the_day_in_the_persons_own_zone(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    clock.instant = NOW + timedelta(hours=7, minutes=30)  # 03:00 UTC, 23:00 in New York
    assert "Wednesday 11 March" in alice.get("/").text
    save(alice, average_pain="5")
    assert check_ins(database)[0].for_date == TODAY


def test_a_page_opened_before_midnight_saves_for_the_day_that_it_showed(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "morphine", "08:00", amount="15")
    page = alice.get("/")
    clock.instant = NOW + timedelta(hours=9)
    alice.send(page, "/", **page.pressing("Took it at 8:00 am"))
    after = alice.follow(alice.send(page, "/", average_pain="7"))
    assert "Saved for Wednesday 11 March: morphine 15 mg." in after.html
    assert "Saved for Wednesday 11 March: pain 7." in after.html
    assert after.heading == "Today"
    assert "Thursday 12 March" in after.text
    assert check_ins(database)[0].for_date == TODAY
    assert doses(database)[0].taken_at_local.date() == TODAY


def test_a_page_opened_before_midnight_that_is_refused_says_which_day_it_is_for(
    alice: Browser, clock: SettableClock
) -> None:
    page = alice.get("/")
    clock.instant = NOW + timedelta(hours=9)
    refused = alice.send(page, "/", 422)
    assert refused.heading == "Wednesday 11 March"
    assert refused.form_values("/")["for_date"] == ["2026-03-11"]


def test_a_page_left_open_for_days_is_kept_for_its_own_day_when_that_is_confirmed(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    page = alice.get("/")
    clock.instant = NOW + timedelta(days=3)
    asked = alice.send(page, "/", 422, average_pain="7", note="long day")
    assert "opened on Wednesday 11 March" in asked.text
    assert checked(asked, "/history/2026-03-11/add") == {
        "average_pain": ["7"],
        "note": ["long day"],
    }
    alice.send(asked, "/history/2026-03-11/add")
    assert [(c.for_date, c.average_pain) for c in check_ins(database)] == [(TODAY, 7)]


def test_another_day_in_the_form_is_asked_back(alice: Browser, database: Database) -> None:
    page = alice.get("/")
    for other in ("", "2026-03-12", "2099-01-01", "0001-01-01", "2026-02-30", "11.3.2026", "now"):
        asked = alice.send(page, "/", 422, for_date=other, average_pain="7")
        assert "To save what is on it for Wednesday 11 March, press Save." in asked.text
    assert check_ins(database) == []
    alice.send(asked, "/")
    assert [c.for_date for c in check_ins(database)] == [TODAY]
