"""Fewer bytes on the way, and nothing that a stranger can guess from how many."""

import gzip
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.web.kit import compression
from app.web.kit.assets import asset
from tests.cast.diary import fill_days
from tests.client import Browser

pytestmark = pytest.mark.slow

TAKES_ALL = {"Accept-Encoding": "gzip, deflate, br, zstd"}
MARK = "zq7xj4wv"
# Where a page may read a parameter of its address.
ASKED = ("/", "/history", "/trends", "/trends/days", "/example", "/help", "/about-you")


def fetch(browser: Browser, address: str, accepted: str = "br") -> TestResponse:
    return browser.client.get(address, headers={"Accept-Encoding": accepted})


@pytest.fixture
def patient(app: Flask, alice: Browser) -> Browser:
    fill_days(app, alice.name, 30)
    return alice


def test_a_page_is_sent_in_fewer_bytes_and_says_the_same(patient: Browser) -> None:
    plain = fetch(patient, "/history", "identity")
    assert "Content-Encoding" not in plain.headers
    for encoding, read in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        sent = fetch(patient, "/history", encoding)
        assert sent.headers["Content-Encoding"] == encoding
        assert int(sent.headers["Content-Length"]) == len(sent.data) < len(plain.data) / 3
        assert "Accept-Encoding" in sent.headers["Vary"]
        html = read(sent.data).decode()
        assert html.count("<li") == plain.get_data(as_text=True).count("<li") > 0
    assert patient.client.get("/history", headers=TAKES_ALL).headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_file_is_compressed_and_kept_by_the_browser(app: Flask, patient: Browser) -> None:
    with app.test_request_context():
        address = asset("css/components.css")
    sent = fetch(patient, address)
    assert sent.headers["Content-Encoding"] == "br"
    assert "immutable" in sent.headers["Cache-Control"]
    assert brotli.decompress(sent.data) == Path("static/css/components.css").read_bytes()


def test_an_answer_that_may_hold_what_was_sent_stays_as_it_is(
    patient: Browser, dan: Browser
) -> None:
    asked = fetch(dan, f"/sign-in?next=/{MARK}")
    assert MARK in asked.get_data(as_text=True)
    assert "Content-Encoding" not in asked.headers
    token = patient.get("/").form_values("/")["csrf_token"]
    refused = patient.client.post(
        "/", data={"csrf_token": token, "note": MARK, "average_pain": "99"}, headers=TAKES_ALL
    )
    assert MARK in refused.get_data(as_text=True)
    assert "Content-Encoding" not in refused.headers


@pytest.mark.parametrize("parameter", sorted(compression._CHOICES))
def test_a_choice_in_an_address_never_comes_back_in_its_page(
    patient: Browser, parameter: str
) -> None:
    for address in ASKED:
        sent = fetch(patient, f"{address}?{parameter}={MARK}", "identity")
        assert MARK not in sent.get_data(as_text=True), address
