from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.clock import SettableClock
from app.db import Base, Database
from app.models import ShareLink, ShareOpening
from app.services.share.codes import in_groups
from tests.cast.diary import days_ago, fill_days
from tests.cast.links import EVERYTHING, LEFT_OUT_AT_FIRST, code_on, make_link, open_link
from tests.cast.people import TODAY, prove
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

MAKE = "/share/links"
DAYS = 40


def links(database: Database) -> list[ShareLink]:
    with database.reading() as session:
        return list(session.scalars(select(ShareLink).order_by(ShareLink.id)))


def revoke_address(database: Database) -> str:
    return f"/share/links/{links(database)[-1].public_id}/revoke"


@pytest.fixture
def diary(app: Flask, alice: Browser) -> Browser:
    fill_days(app, alice.name, DAYS)
    return alice


def test_without_a_link_the_page_leads_to_making_one(alice: Browser) -> None:
    page = alice.get("/share")
    assert "No links yet" in page.text
    assert 'href="/share/new"' in page.html


def test_notes_and_what_was_told_are_left_out_unless_they_are_ticked(alice: Browser) -> None:
    chosen = alice.get("/share/new").form_values("/share/new")
    assert chosen["sections"] == [name for name in EVERYTHING if name not in LEFT_OUT_AT_FIRST]
    assert chosen["days"] == ["90"]
    assert chosen["lifetime"] == ["7"]
    assert chosen["shown_name"] == [""]


def test_looking_at_the_preview_makes_nothing(diary: Browser, database: Database) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200, shown_name="Alice B.")
    assert "Nothing is shared yet" in preview.text
    assert "Alice B." in preview.text
    assert links(database) == []


def test_the_preview_is_the_very_page_that_the_provider_sees(diary: Browser, dan: Browser) -> None:
    chosen = {"shown_name": "A. B.", "suggested": ["change"], "questions": "Is sleep part of it?"}
    preview = diary.send(diary.get("/share/new"), "/share/new", 200, **chosen)
    made = diary.send(preview, MAKE, 201)
    provider = open_link(dan, code_on(made))
    assert shown_part(preview, 1) == shown_part(provider, 0)


def shown_part(page: Page, level: int) -> str:
    """The markup of the shared part, its headings moved up by `level`."""
    markup = page.html[page.html.index("<article") : page.html.index("</article>")]
    for n in range(2, 5):
        markup = markup.replace(f"<h{n} ", f"<h{n - level} ").replace(
            f"</h{n}>", f"</h{n - level}>"
        )
    return " ".join(markup.split())


def test_change_something_keeps_all_that_was_chosen(diary: Browser) -> None:
    chosen = {
        "days": "own",
        "first": "2026-02-01",
        "last": "2026-02-20",
        "sections": ["touch", "notes"],
        "shown_name": "אליס",
        "suggested": ["else"],
        "questions": "One?\nTwo?",
        "lifetime": "30",
    }
    preview = diary.send(diary.get("/share/new"), "/share/new", 200, **chosen)
    values = preview.form_values("/share/new")
    again = diary.post("/share/new", values, 200)
    kept = again.form_values("/share/new")
    for name, text in chosen.items():
        assert kept[name] == (text if isinstance(text, list) else [text]), name


def test_a_link_keeps_the_days_that_were_seen_when_midnight_passes(
    diary: Browser, database: Database, clock: SettableClock
) -> None:
    clock.instant += timedelta(hours=8, minutes=25)
    prove(diary)
    preview = diary.send(diary.get("/share/new"), "/share/new", 200, days="30")
    clock.instant += timedelta(minutes=10)
    diary.send(preview, MAKE, 201)
    made = links(database)[0]
    assert (made.first_date, made.last_date) == (days_ago(29), TODAY)


def test_a_link_never_begins_before_the_diary(diary: Browser, database: Database) -> None:
    make_link(diary, days="365")
    make_link(diary, days="all")
    make_link(diary, days="own", first="1800-01-01", last="2026-03-11")
    assert {(link.first_date, link.last_date) for link in links(database)} == {
        (days_ago(DAYS - 1), TODAY)
    }


def test_what_was_chosen_is_kept_with_the_link(diary: Browser, database: Database) -> None:
    make_link(
        diary,
        days="own",
        first="2026-02-01",
        last="2026-02-28",
        sections=["touch", "areas"],
        shown_name=" A. B. ",
        suggested=["paradox"],
        questions=" Mine? \n\n And mine? ",
        lifetime="1",
    )
    made = links(database)[0]
    assert (str(made.first_date), str(made.last_date)) == ("2026-02-01", "2026-02-28")
    assert made.sections == ["areas", "touch"]
    assert made.shown_name == "A. B."
    assert made.questions.split("\n")[1:] == ["Mine?", "And mine?"]
    assert made.expires_at - made.created_at == timedelta(days=1)


def test_the_code_is_shown_on_the_page_that_made_it_and_nowhere_else(
    diary: Browser, database: Database
) -> None:
    made = make_link(diary)
    code = code_on(made)
    assert f"http://localhost/s#{code}" in made.text
    assert in_groups(code) in made.text
    assert code not in diary.get("/share").html
    with database.engine.connect() as connection:
        for table in Base.metadata.tables.values():
            rows = str(connection.execute(select(table)).all())
            assert code not in rows, table.name
            assert len(rows) > 2 or table.name not in ("share_link", "web_session", "submission")


def test_the_seed_of_the_code_is_not_stored_either(diary: Browser, database: Database) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    seed = preview.form_values(MAKE)["seed"][0]
    diary.send(preview, MAKE, 201)
    with database.engine.connect() as connection:
        for table in Base.metadata.tables.values():
            assert seed not in str(connection.execute(select(table)).all()), table.name


def test_nothing_of_the_code_is_logged(diary: Browser, caplog: pytest.LogCaptureFixture) -> None:
    code = code_on(make_link(diary))
    assert code not in caplog.text


def test_a_double_tap_makes_one_link_and_shows_its_code_again(
    diary: Browser, database: Database
) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    codes = {code_on(diary.send(preview, MAKE, 201)) for _ in range(3)}
    assert len(codes) == 1
    assert len(links(database)) == 1


def test_a_late_repeat_for_an_ended_link_shows_no_code(diary: Browser, database: Database) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    code = code_on(diary.send(preview, MAKE, 201))
    diary.send(diary.get("/share"), revoke_address(database))
    again = diary.send(preview, MAKE, 201)
    assert code not in again.html
    assert "already made" in again.heading


def test_other_choices_under_the_same_key_are_asked_about_and_then_make_a_second_link(
    diary: Browser, database: Database
) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    first = code_on(diary.send(preview, MAKE, 201))
    asked = diary.send(preview, MAKE, 409, shown_name="A.")
    assert "Your first link is ready" in asked.text
    assert len(links(database)) == 1
    second = code_on(diary.send(asked, MAKE, 201))
    assert first != second
    assert [link.shown_name for link in links(database)] == ["", "A."]


BAD: list[tuple[str, str | list[str] | None, str]] = [
    ("days", None, "Choose which days"),
    ("days", "7", "Choose which days"),
    ("sections", None, "Choose at least one part"),
    ("sections", ["everything"], "Choose from the list"),
    ("lifetime", None, "Choose how long"),
    ("lifetime", "365", "Choose how long"),
    ("shown_name", "x" * 81, "80 characters or fewer"),
    ("shown_name", "a\x00b", "cannot be saved"),
    ("questions", "x" * 2001, "2,000 characters or fewer"),
    ("questions", "a\x1b[31m", "cannot be saved"),
    ("suggested", ["none of these"], "Choose from the list"),
]


def test_bad_input_is_told_and_what_was_typed_stays(diary: Browser, database: Database) -> None:
    form = diary.get("/share/new")
    for name, typed, words in BAD:
        chosen: dict[str, str | list[str] | None] = {"questions": "Kept?", name: typed}
        page = diary.send(form, "/share/new", 422, **chosen)
        assert words in page.text, (name, typed)
        kept = page.form_values("/share/new")["questions"]
        # What HTML cannot hold comes back as a sign that something stood there.
        assert kept == [str(chosen["questions"]).replace("\x1b", "\N{REPLACEMENT CHARACTER}")]
    assert links(database) == []


BAD_DAYS = [
    ("", ""),
    ("2026-02-30", "2026-03-01"),
    ("yesterday", "today"),
    ("2026-03-01", "2026-02-01"),
    ("2026-03-01", "9999-12-31"),
    ("1900-01-01", "1900-02-01"),
    ("2026-03-01\x00", "2026-03-02"),
]


def test_days_that_will_not_do_are_refused_in_both_steps(
    diary: Browser, database: Database
) -> None:
    form = diary.get("/share/new")
    preview = diary.send(form, "/share/new", 200)
    for first, last in BAD_DAYS:
        diary.send(form, "/share/new", 422, days="own", first=first, last=last)
        diary.send(preview, MAKE, 422, days="own", first=first, last=last)
    assert links(database) == []


def test_days_are_not_looked_at_unless_they_are_asked_for(diary: Browser) -> None:
    diary.send(diary.get("/share/new"), "/share/new", 200, first="2026-99-99", last="never")


def test_a_form_without_a_whole_seed_makes_nothing(diary: Browser, database: Database) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    for seed in (None, "", "short", "x" * 44, "!" * 43):
        diary.send(preview, MAKE, 422, seed=seed)
    assert links(database) == []


def test_words_of_any_kind_stay_words(diary: Browser, dan: Browser) -> None:
    wild = "<script>alert(1)</script> =1+1 🙂 שלום"
    page = open_link(dan, code_on(make_link(diary, shown_name=wild, questions=wild)))
    assert page.heading == wild
    assert page.text.count(wild) == 2


def test_the_list_tells_openings_and_states_plainly(
    diary: Browser, dan: Browser, database: Database, clock: SettableClock
) -> None:
    code = code_on(make_link(diary, lifetime="1"))
    assert "Not opened yet" in diary.get("/share").text
    open_link(dan, code)
    assert "Opened once, last on 11 March 2026, 3:30 pm EDT" in diary.get("/share").text
    open_link(dan, code)
    assert "Opened 2 times" in diary.get("/share").text
    clock.instant += timedelta(days=1)
    expired = diary.get("/share")
    assert "Ended on 12 March 2026, 3:30 pm EDT" in expired.text
    assert revoke_address(database) not in expired.html


def test_ending_a_link_keeps_it_on_the_list(diary: Browser, database: Database) -> None:
    make_link(diary)
    done = diary.follow(diary.send(diary.get("/share"), revoke_address(database)))
    assert "The link has ended" in done.html
    assert "Ended by you on 11 March 2026, 3:30 pm EDT" in done.text


def test_ending_a_link_twice_does_no_harm(diary: Browser, database: Database) -> None:
    make_link(diary)
    page = diary.get("/share")
    for _ in range(2):
        diary.send(page, revoke_address(database))
    assert "Ended by you" in diary.get("/share").text


def test_a_stranger_cannot_end_a_link_or_see_it(
    diary: Browser, carol: Browser, database: Database
) -> None:
    make_link(diary)
    make_link(carol)
    page = carol.get("/share")
    token = page.form_values(revoke_address(database))
    alices = f"/share/links/{links(database)[0].public_id}/revoke"
    carol.post(alices, token, 404)
    carol.post("/share/links/no-such-link/revoke", token, 404)
    assert links(database)[0].revoked_at is None
    assert links(database)[0].public_id not in page.html


def test_who_is_not_signed_in_makes_and_ends_nothing(
    diary: Browser, dan: Browser, database: Database
) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    make_link(diary)
    for address in ("/share", "/share/new"):
        assert "/sign-in" in (dan.get(address, 303).response.location or "")
    token = dan.get("/s").form_values("/s")["csrf_token"]
    for address in ("/share/new", MAKE, revoke_address(database)):
        status = 303 if address.endswith("/revoke") else 403
        dan.post(address, preview.form_values(MAKE) | {"csrf_token": token}, status)
    assert len(links(database)) == 1
    assert links(database)[0].revoked_at is None


def test_without_a_form_token_nothing_is_made_or_ended(diary: Browser, database: Database) -> None:
    preview = diary.send(diary.get("/share/new"), "/share/new", 200)
    make_link(diary)
    page = diary.get("/share")
    diary.send(preview, "/share/new", 200, csrf_token=None)
    diary.send(preview, MAKE, 422, csrf_token=None)
    diary.send(page, revoke_address(database), 400, csrf_token=None)
    assert len(links(database)) == 1
    assert links(database)[0].revoked_at is None


def test_deleting_the_account_deletes_links_and_openings(
    diary: Browser, dan: Browser, database: Database
) -> None:
    code = code_on(make_link(diary))
    address = open_link(dan, code).address
    diary.send(diary.get("/settings/delete"), "/settings/delete", sure="y")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ShareOpening)) == 0
    assert links(database) == []
    dan.get(address, 404)
    dan.send(dan.get("/s"), "/s", 404, code=code)
