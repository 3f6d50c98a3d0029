"""Where somebody is signed in, and signing a device out."""

from datetime import timedelta

import pytest
from flask import Flask

from app.clock import SettableClock
from app.web.kit.browser_name import browser_name
from tests.cast.people import NOW, PASSWORD
from tests.client import Browser

pytestmark = pytest.mark.slow

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"
)
ADDRESS = "/settings/devices"


def signed_in_with(app: Flask, user_agent: str) -> Browser:
    browser = Browser(app)
    browser.client.environ_base["HTTP_USER_AGENT"] = user_agent
    page = browser.get("/sign-in")
    browser.send(page, "/sign-in", email="alice@example.org", password=PASSWORD)
    return browser


def is_out(browser: Browser) -> bool:
    return browser.client.get("/settings").status_code == 303


def test_the_list_names_each_device_coarsely_and_the_day_it_was_last_used(
    alice: Browser, app: Flask, clock: SettableClock
) -> None:
    phone = signed_in_with(app, IPHONE)
    clock.instant = NOW + timedelta(days=2)
    phone.get("/")
    computer = signed_in_with(app, EDGE)
    text = computer.get(ADDRESS).text
    assert "Edge on Windows This device Signed in on 13 March 2026" in text
    assert "Safari on an iPhone Signed in on 11 March 2026. Last used on 13 March 2026." in text
    assert "18_1" not in text
    assert text.index("Edge") < text.index("Safari")
    assert text.count("Sign it out") == 2
    assert not is_out(alice)


def test_a_device_is_signed_out_by_its_button_and_the_others_stay(
    alice: Browser, app: Flask
) -> None:
    phone = signed_in_with(app, IPHONE)
    page = alice.get(ADDRESS)
    (action,) = [
        f.get("action") or ""
        for f in page.root.iter("form")
        if f.get("action", "").endswith("/end")
    ]
    shown = alice.follow(alice.send(page, action))
    assert "That device is signed out." in shown.html
    assert "iPhone" not in shown.text
    assert is_out(phone)
    assert not is_out(alice)
    alice.send(page, action, 404)


def test_signing_out_everywhere_else_keeps_only_this_device(alice: Browser, app: Flask) -> None:
    others = [signed_in_with(app, agent) for agent in (IPHONE, EDGE)]
    shown = alice.follow(alice.send(alice.get(ADDRESS), f"{ADDRESS}/end-others"))
    assert all(is_out(browser) for browser in others)
    assert not is_out(alice)
    assert not [f for f in shown.root.iter("form") if "end" in (f.get("action") or "")]


def test_a_stranger_signs_nobody_out(alice: Browser, carol: Browser, app: Flask) -> None:
    phone = signed_in_with(app, IPHONE)
    page = alice.get(ADDRESS)
    token = carol.get("/settings").form_values("/sign-out")["csrf_token"]
    for form in page.root.iter("form"):
        if (form.get("action") or "").endswith("/end"):
            carol.post(str(form.get("action")), {"csrf_token": token}, 404)
    carol.post(f"{ADDRESS}/%/end", {"csrf_token": token}, 404)
    carol.post(f"{ADDRESS}/end-others", {"csrf_token": token})
    assert not is_out(phone)
    assert not is_out(alice)


def test_a_session_that_is_over_is_not_listed(
    alice: Browser, app: Flask, clock: SettableClock
) -> None:
    signed_in_with(app, IPHONE)
    for days in (20, 40):
        clock.instant = NOW + timedelta(days=days)
        alice.get("/")
    assert "iPhone" not in alice.get(ADDRESS).text


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0",
            "Firefox on an Android device",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
        ("<script>", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_coarsely(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
