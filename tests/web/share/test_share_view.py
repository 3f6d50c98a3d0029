from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.models import ShareLink, ShareOpening
from app.services.share import links
from app.services.share.codes import in_groups
from tests.cast.diary import check_in, days_ago, dose, event, fill_days, instant
from tests.cast.links import give_link, open_link
from tests.cast.people import TODAY
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

SECRETS = ("ZZ-early", "ZZ-late", "ZZ-fell", "buprenorphine", "left jaw", "Surgery")


@pytest.fixture
def person_id(app: Flask, alice: Browser) -> int:
    return fill_days(app, alice.name, 60)


@pytest.fixture
def code(app: Flask, alice: Browser, person_id: int) -> str:
    assert person_id
    return give_link(app, alice.name, days_ago(59), TODAY)


def openings(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ShareOpening)) or 0


def public_id(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(ShareLink.public_id)).one()


def test_bob_types_the_code_and_sees_the_diary(dan: Browser, code: str) -> None:
    page = open_link(dan, code)
    assert page.heading == "A Tidemark diary"
    assert "11 January to 11 March 2026" in page.text
    assert "60 of 60 days logged: 60 entered on the day." in page.text


def test_the_page_does_not_tell_where_the_patient_is(dan: Browser, code: str) -> None:
    page = open_link(dan, code)
    assert "This page was made on 11 March 2026 from" in page.text
    for zone in ("EDT", "EST", "New York", "America/"):
        assert zone not in page.html


def test_fetching_the_address_shows_nothing_and_counts_nothing(
    dan: Browser, code: str, database: Database
) -> None:
    for agent in ("Mozilla/5.0", "Slackbot-LinkExpanding 1.0", "Googlebot", ""):
        for method in ("GET", "HEAD"):
            for address in ("/s", f"/s?code={code}", f"/s?token={code}", f"/s#{code}"):
                answer = dan.client.open(address, method=method, headers={"User-Agent": agent})
                assert answer.status_code == 200
                assert "morphine" not in answer.get_data(as_text=True)
                assert code not in answer.get_data(as_text=True)
    assert dan.client.options("/s").status_code == 200
    assert openings(database) == 0


def test_the_pages_say_how_long_a_view_lasts(dan: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "VIEW_LASTS_MINUTES", 45)
    assert "after 45 minutes" in dan.get("/s").text
    assert "for 45 minutes" in dan.get("/s/view/none", 404).text


def test_each_reveal_is_one_opening_and_looking_again_is_none(
    dan: Browser, code: str, database: Database
) -> None:
    page = open_link(dan, code)
    dan.get(page.address)
    assert openings(database) == 1
    open_link(dan, code)
    assert openings(database) == 2


def test_the_code_alone_posted_without_a_form_token_opens_nothing(
    dan: Browser, code: str, database: Database
) -> None:
    dan.post("/s", {"code": [code]}, 400)
    assert openings(database) == 0


def test_no_code_at_all_is_asked_for(dan: Browser, database: Database) -> None:
    page = dan.send(dan.get("/s"), "/s", 422)
    assert "Type the code you were given." in page.text
    assert openings(database) == 0


def closed(dan: Browser, typed: str) -> Page:
    return dan.send(dan.get("/s"), "/s", 404, code=typed)


def test_unknown_changed_expired_and_ended_codes_are_answered_alike(
    alice: Browser, dan: Browser, code: str, clock: SettableClock, database: Database
) -> None:
    changed = ("1" if code[0] == "0" else "0") + code[1:]
    answers = [asked_again(dan, typed) for typed in ("0" * 52, changed)]
    page = alice.get("/share")
    alice.send(page, f"/share/links/{public_id(database)}/revoke")
    answers.append(asked_again(dan, code))
    expiring = give_link(alice.app, alice.name, days_ago(59), TODAY)
    clock.instant += timedelta(days=7)
    answers.append(asked_again(dan, expiring))
    assert len(set(answers)) == 1
    assert "This code does not open a diary." in answers[0]
    assert openings(database) == 0


def asked_again(dan: Browser, typed: str) -> str:
    """The page that answers a code that opens nothing, without what differs each time."""
    page = closed(dan, typed)
    values = page.form_values("/s")
    assert values["code"] == [typed]
    return page.html.replace(typed, "").replace(values["csrf_token"][0], "")


@pytest.mark.parametrize("typed", ["x", "\x00", "é" * 900, "0a1b " * 13, "#", "%23"])
def test_what_is_no_code_is_asked_for_again(
    typed: str, dan: Browser, code: str, database: Database
) -> None:
    assert code
    page = dan.send(dan.get("/s"), "/s", 404, code=typed)
    assert page.heading == "Open a shared diary"
    assert openings(database) == 0


def test_a_wrong_letter_is_named_by_its_group_and_nothing_is_typed_again(
    dan: Browser, code: str, database: Database
) -> None:
    groups = in_groups(code).split()
    wrong = "1" if groups[7][2] == "0" else "0"
    slipped = [*groups[:7], groups[7][:2] + wrong + groups[7][3:], *groups[8:]]
    refused = closed(dan, " ".join(slipped))
    assert "Check group 8: one of its letters is wrong." in refused.text
    assert refused.form_values("/s")["code"] == [" ".join(slipped)]
    assert openings(database) == 0
    assert dan.follow(dan.send(refused, "/s", code=" ".join(groups))).heading == "A Tidemark diary"
    assert openings(database) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("/s%23{}", "/s%2523{}", "/s/%23{}", "/s/{}", "/s/", "/s%23", "/s%23{}%26data=05"),
        *("/s%23a/b", "/s*{}", "/s=23{}", "/s-23{}", "/s%EF%BC%83{}", "/s%20{}", "/s&{}", "/s{}"),
        *("/s.", "/s,", "/s)", "/s%3E", "/s%22", "/s/view", "/S%23{}", "/S/{}", "/S{}"),
    ],
)
def test_a_link_that_a_mail_program_changed_leads_to_the_box_and_opens_nothing(
    address: str, dan: Browser, code: str, database: Database
) -> None:
    page = dan.get(address.format(code))
    assert page.heading == "Open a shared diary"
    assert "This link was changed on its way to you" in page.text
    (filled,) = page.form_values("/s")["code"]
    assert filled.startswith(code if "{}" in address else "")
    assert openings(database) == 0, "what stands in a path opens nothing by itself"
    assert dan.follow(dan.send(page, "/s", code=filled or code)).heading == "A Tidemark diary"


@pytest.mark.parametrize("address", ["/s{}", "/S{}", "/s%20{}", "/s%23{}"])
def test_a_link_cut_and_without_its_sign_leads_to_the_box_with_what_is_left(
    address: str, dan: Browser, code: str
) -> None:
    for left in (code[:30], code[:-1].upper()):
        page = dan.get(address.format(left))
        assert page.heading == "Open a shared diary"
        assert page.form_values("/s")["code"] == [left]


def test_an_address_with_a_capital_letter_leads_to_the_box(dan: Browser) -> None:
    led_on = dan.client.get("/S")
    assert (led_on.status_code, led_on.headers["Location"]) == (308, "http://localhost/s")
    assert "was changed on its way" not in dan.get("/s").text


@pytest.mark.parametrize(
    "pasted",
    [
        "https://tidemark.example/s#{}",
        "https://tidemark.example/s%23{}",
        "https://mail.example/?url=https%3A%2F%2Ftidemark.example%2Fs%23{}&data=05%7C01",
        "Open this: <https://tidemark.example/s#{}>. It is for 30 minutes.",
        "https://mail.example/v3/__https://tidemark.example/s*{}__;Iw!!AbC",
        "https://mail.example/v2/url?u=https-3A__tidemark.example_s-23{}&d=DwMF",
        "https://mail.example/v2?u=https%253A%252F%252Ftidemark.example%252Fs%2523{}&d=DwMF",
    ],
)
def test_a_whole_link_can_be_pasted_even_a_changed_one(
    pasted: str, dan: Browser, code: str
) -> None:
    assert open_link(dan, pasted.format(code)).heading == "A Tidemark diary"


def test_ending_the_link_closes_an_open_page_on_its_next_request(
    alice: Browser, dan: Browser, code: str, database: Database
) -> None:
    address = open_link(dan, code).address
    dan.get(address)
    alice.send(alice.get("/share"), f"/share/links/{public_id(database)}/revoke")
    gone = dan.get(address, 404)
    assert gone.heading == "This page is not open"
    assert "morphine" not in gone.html


def test_a_page_closes_after_half_an_hour_and_when_the_link_runs_out(
    dan: Browser, code: str, clock: SettableClock
) -> None:
    address = open_link(dan, code).address
    clock.instant += timedelta(minutes=29, seconds=59)
    dan.get(address)
    clock.instant += timedelta(seconds=1)
    dan.get(address, 404)
    clock.instant += timedelta(days=6, hours=23, minutes=29)
    address = open_link(dan, code).address
    clock.instant += timedelta(minutes=2)
    dan.get(address, 404)


def test_the_address_of_an_open_page_is_worth_nothing_in_another_browser(
    app: Flask, alice: Browser, carol: Browser, dan: Browser, code: str
) -> None:
    address = open_link(dan, code).address
    for stranger in (Browser(app), carol, alice):
        stranger.get(address, 404)


def test_two_links_open_side_by_side_stay_apart(
    app: Flask, carol: Browser, dan: Browser, code: str
) -> None:
    fill_days(app, carol.name, 30)
    first = open_link(dan, code)
    code_of_carol = give_link(app, carol.name, days_ago(29), TODAY, shown_name="Carol")
    second = open_link(dan, code_of_carol)
    assert dan.get(first.address).heading == "A Tidemark diary"
    assert dan.get(second.address).heading == "Carol"


def test_the_view_cookie_is_kept_from_scripts_and_other_sites(
    dan: Browser, code: str, database: Database
) -> None:
    answer = dan.send(dan.get("/s"), "/s", code=code)
    cookie = next(c for c in answer.response.headers.getlist("Set-Cookie") if "view" in c)
    assert cookie.startswith(f"tidemark-view-{public_id(database)}=")
    parts = set(cookie.split("; ")[1:])
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1800"} <= parts
    assert not any(part.startswith("Domain") for part in parts)
    secret = cookie.split("=", 1)[1].split(";")[0]
    with database.reading() as session:
        assert secret not in str(session.execute(select(ShareOpening.cookie_hash)).all())


@pytest.fixture
def tls_app(settings: Config, clock: SettableClock) -> Iterator[Flask]:
    app = create_app(replace(settings, public_url="https://localhost"), clock)
    yield app
    app.extensions["database"].engine.dispose()


def test_under_tls_the_view_cookie_is_secure_and_bound_to_the_host(
    tls_app: Flask, code: str
) -> None:
    client = tls_app.test_client()
    page = Page(client.get("/s", base_url="https://localhost"), "/s")
    typed = {**page.form_values("/s"), "code": [code]}
    answer = client.post("/s", data=typed, base_url="https://localhost")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if "view" in c)
    assert cookie.startswith("__Host-tidemark-view-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    shown = client.get(answer.location, base_url="https://localhost")
    assert shown.status_code == 200


def test_nobody_can_write_through_the_shared_pages(dan: Browser, code: str) -> None:
    address = open_link(dan, code).address
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert dan.client.open(address, method=method).status_code in (400, 405)


def add_secrets(database: Database, person_id: int) -> None:
    """Put one record of each kind on each side of the middle 30 days."""
    with database.writing() as session:
        for back, word in ((59, "ZZ-early"), (0, "ZZ-late")):
            told = check_in(person_id, days_ago(back), 10, word)
            told.areas, told.recorded_at = ["left_jaw"], instant(days_ago(back), 22)
            told.sleep = 7
            session.add(told)
            session.add(event(person_id, days_ago(back), "surgery_or_procedure", "ZZ-fell"))
            session.add(dose(person_id, days_ago(back), 9, 10, "buprenorphine"))
        session.commit()


def test_nothing_outside_the_days_is_shown(
    alice: Browser, dan: Browser, person_id: int, database: Database
) -> None:
    add_secrets(database, person_id)
    whole = open_link(dan, give_link(alice.app, alice.name, days_ago(59), TODAY))
    assert [secret for secret in SECRETS if secret not in whole.html] == []
    part = open_link(dan, give_link(alice.app, alice.name, days_ago(45), days_ago(10)))
    assert [secret for secret in SECRETS if secret in part.html] == []
    assert "36 of 36 days" in part.text


def test_no_parameter_widens_a_link(
    alice: Browser, dan: Browser, person_id: int, database: Database
) -> None:
    add_secrets(database, person_id)
    page = open_link(dan, give_link(alice.app, alice.name, days_ago(45), days_ago(10), ["touch"]))
    for query in (
        "first=2020-01-01&last=2030-01-01",
        "days=all&range=all&from=2020-01-01&to=2030-01-01",
        "sections=notes&section=notes&notes=1&show=all",
        "as_of=2030-01-01&person=1&level=1",
    ):
        assert dan.get(f"{page.address}?{query}").html == page.html


SIGNS = {
    "chart": ("Day by day", "Dose changes and what followed", "Pain, 0 to 10"),
    "areas": ("Places that hurt", "First two weeks, ", "lower back"),
    "touch": ("Pain from light touch",),
    "further": ("Sleep (10: slept very well)", "Mean 7.0 over 2 answered days"),
    "events": ("What happened", "Surgery or procedure"),
    "medicines": ("Medicines on 11 March 2026", "morphine"),
    "notes": ("ZZ-early", "ZZ-fell"),
}


def test_a_link_shows_its_sections_and_no_other(
    alice: Browser, dan: Browser, person_id: int, database: Database
) -> None:
    add_secrets(database, person_id)
    for only in SIGNS:
        sections = [only, "events"] if only == "notes" else [only]
        text = open_link(dan, give_link(alice.app, alice.name, days_ago(59), TODAY, sections)).text
        for section, signs in SIGNS.items():
            for sign in signs:
                assert (sign in text) == (section in sections), (only, section, sign)


def test_a_diary_with_nothing_in_it_can_be_shown(alice: Browser, dan: Browser) -> None:
    page = open_link(dan, give_link(alice.app, alice.name, TODAY, TODAY))
    assert "Nothing is logged." in page.text
    assert str(TODAY.year) in page.text


def test_what_is_changed_later_within_the_days_is_seen_and_later_days_are_not(
    dan: Browser, person_id: int, code: str, database: Database, clock: SettableClock
) -> None:
    with database.writing() as session:
        session.add(event(person_id, days_ago(3), "illness", "ZZ-fell"))
        session.add(event(person_id, TODAY + timedelta(days=1), "new_injury", "ZZ-late"))
        session.commit()
    clock.instant += timedelta(days=2)
    page = open_link(dan, code)
    assert "ZZ-fell" in page.text
    assert "ZZ-late" not in page.text
    assert "made on 13 March 2026 from" in page.text
