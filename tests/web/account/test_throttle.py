"""After too many tries: a page that says so and keeps what was typed, and nobody locked out."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest
from flask import Flask

from app.clock import SettableClock
from app.config import Config
from app.services.account.throttle import (
    NEW_DIARIES,
    ONE_ACCOUNT_FROM_ONE_PLACE,
    ONE_NETWORK,
    SHARE_CODES,
    WINDOW,
)
from app.web.share.opened import CLOSED
from tests.cast.links import give_link
from tests.cast.people import NOW, PASSWORD
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

WRONG = "wrong wrong wrong"
ALICE = "alice@example.org"
FEW = ONE_ACCOUNT_FROM_ONE_PLACE.most


def try_to_sign_in(
    browser: Browser, status: int, email: str = ALICE, password: str = WRONG, **headers: str
) -> Page:
    """Send the form as it was fetched first: the token stays good."""
    values = browser.get("/sign-in").form_values("/sign-in")
    values |= {"email": [email], "password": [password]}
    response = browser.client.post(
        "/sign-in", data=values, headers={name.replace("_", "-"): v for name, v in headers.items()}
    )
    return browser.inspected(response, "/sign-in", status)


def test_too_many_wrong_passwords_are_told_and_the_address_stays(
    alice: Browser, dan: Browser, clock: SettableClock
) -> None:
    for number in range(FEW):
        try_to_sign_in(dan, 422, email=ALICE if number % 2 else " ALICE@Example.org ")
    page = try_to_sign_in(dan, 429, password=PASSWORD)
    assert page.response.headers["Retry-After"] == "900"
    assert "Wait 15 minutes, then try again." in page.text
    assert page.form_values("/sign-in")["email"] == [ALICE]
    assert PASSWORD not in page.html
    assert alice.get("/settings").heading == "Settings", "a live session goes on"
    clock.instant = NOW + WINDOW
    assert try_to_sign_in(dan, 303, password=PASSWORD).response.location == "/"


def test_the_answer_is_the_same_for_an_unknown_address(alice: Browser, dan: Browser) -> None:
    del alice
    pages = []
    for email in (ALICE, "nobody@example.org"):
        for _ in range(FEW):
            try_to_sign_in(dan, 422, email=email)
        pages.append(try_to_sign_in(dan, 429, email=email))
    texts = [page.text.replace("alice", "x").replace("nobody", "x") for page in pages]
    assert texts[0] == texts[1]


def test_a_forged_header_opens_no_new_count(alice: Browser, dan: Browser) -> None:
    del alice
    for number in range(FEW):
        try_to_sign_in(dan, 422, X_Forwarded_For=f"203.0.113.{number}", Forwarded="for=1.2.3.4")
    try_to_sign_in(dan, 429, X_Forwarded_For="203.0.113.99", X_Real_IP="203.0.113.99")


def test_a_named_proxy_tells_the_networks_apart_and_no_invention_before_it(
    app: Flask, settings: Config, alice: Browser, dan: Browser
) -> None:
    del alice
    app.extensions["config"] = replace(settings, proxies=(ip_network("127.0.0.1"),))
    for number in range(FEW):
        try_to_sign_in(dan, 422, X_Forwarded_For=f"203.0.113.{number}, 192.0.2.1")
    try_to_sign_in(dan, 429, X_Forwarded_For="203.0.113.99, 192.0.2.1")
    try_to_sign_in(dan, 303, password=PASSWORD, X_Forwarded_For="203.0.113.99, 192.0.2.2")


def test_a_phone_has_one_count_for_all_its_ipv6_addresses(
    app: Flask, settings: Config, alice: Browser, dan: Browser
) -> None:
    del alice
    app.extensions["config"] = replace(settings, proxies=(ip_network("127.0.0.1"),))
    for number in range(FEW):
        try_to_sign_in(dan, 422, X_Forwarded_For=f"2001:db8:1:2::{number:x}")
    try_to_sign_in(dan, 429, X_Forwarded_For="2001:db8:1:2:ffff::1")
    try_to_sign_in(dan, 422, X_Forwarded_For="2001:db8:1:3::1")


def test_behind_an_unnamed_proxy_no_network_is_counted(
    app: Flask, settings: Config, alice: Browser, dan: Browser
) -> None:
    """All requests come from the proxy's address: counting it would lock everybody out."""
    del alice
    app.extensions["config"] = replace(settings, public_url="https://diary.example.org")
    for _ in range(FEW + 1):
        try_to_sign_in(dan, 422)


def test_a_browser_that_signed_in_before_is_not_kept_out_by_guesses_elsewhere(
    alice: Browser, app: Flask, dan: Browser
) -> None:
    del alice
    own = Browser(app)
    try_to_sign_in(own, 303, password=PASSWORD)
    own.send(own.get("/settings"), "/sign-out")
    for _ in range(FEW):
        try_to_sign_in(dan, 422)
    try_to_sign_in(dan, 429, password=PASSWORD)
    try_to_sign_in(own, 303, password=PASSWORD)
    mark = own.client.get_cookie("tidemark-device")
    assert mark is not None
    # Not its last letter, of which some bits say nothing.
    middle = len(mark.value) // 2
    other = "A" if mark.value[middle] != "A" else "B"
    forged = f"{mark.value[:middle]}{other}{mark.value[middle + 1 :]}"
    dan.client.set_cookie("tidemark-device", forged)
    try_to_sign_in(dan, 429, password=PASSWORD)


def test_one_network_cannot_try_one_password_on_many_accounts(dan: Browser) -> None:
    for number in range(ONE_NETWORK.most):
        try_to_sign_in(dan, 422, email=f"person{number}@example.org")
    try_to_sign_in(dan, 429, email="one.more@example.org")


def test_signing_up_is_counted_too(app: Flask, alice: Browser) -> None:
    del alice
    browser = Browser(app)
    page = browser.get("/sign-up")
    for _ in range(FEW):
        browser.send(page, "/sign-up", 422, email=ALICE, password="nine slow boats at dusk")
    again = browser.send(page, "/sign-up", 429, email=ALICE, password="nine slow boats at dawn")
    assert again.form_values("/sign-up")["email"] == [ALICE]
    assert again.response.headers["Retry-After"] == "900"
    assert NEW_DIARIES.most > FEW


def test_codes_of_links_are_counted_and_right_ones_are_not(
    app: Flask, alice: Browser, dan: Browser, clock: SettableClock
) -> None:
    del alice
    code = give_link(app, "alice", NOW.date() - timedelta(days=9), NOW.date())
    page = dan.get("/s")
    dan.send(page, "/s", code=code)
    for _ in range(SHARE_CODES.most):
        dan.send(page, "/s", CLOSED, code="0" * 52)
    refused = dan.send(page, "/s", 429, code=code)
    assert refused.form_values("/s")["code"] == [code]
    assert "The link may have ended" not in refused.text
    clock.instant = NOW + WINDOW
    dan.send(page, "/s", code=code)
