import hashlib
import re
import runpy

import pytest
from flask import Flask

from app.config import ROOT, Config
from app.web.kit.headers import FIXED, HSTS, NO_STORE
from tests.client import Browser
from tests.page_rules import check_headers

pytestmark = pytest.mark.slow

EXPECTED_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@pytest.mark.parametrize("address", ["/", "/help", "/nowhere", "/history", "/sign-in"])
def test_every_answer_carries_the_whole_set(dan: Browser, address: str) -> None:
    response = dan.client.get(address)
    check_headers(dict(response.headers))
    assert response.headers["Content-Security-Policy"] == EXPECTED_CSP
    assert "Strict-Transport-Security" not in response.headers


def test_static_files_are_kept_only_under_an_address_that_names_their_content(
    dan: Browser,
) -> None:
    named = dan.client.get("/static/css/base.css?v=abc")
    bare = dan.client.get("/static/css/base.css")
    missing = dan.client.get("/static/css/none.css?v=abc")
    assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert bare.headers["Cache-Control"] == "no-store"
    assert missing.headers["Cache-Control"] == "no-store"
    assert named.headers["X-Content-Type-Options"] == "nosniff"
    for response in (named, bare, missing):
        response.close()


def test_a_style_sheet_names_the_content_of_the_files_that_it_asks_for() -> None:
    folder = ROOT / "static" / "css"
    named = [
        (folder / path, version)
        for sheet in folder.glob("*.css")
        for path, version in re.findall(
            r'url\("([^?"]+)\??v?=?([^"]*)"\)', sheet.read_text("utf-8")
        )
    ]
    assert len(named) >= 2
    for path, version in named:
        # The font is there after `make assets`.
        if path.exists() or "vendor" not in path.parts:
            assert version == hashlib.sha256(path.read_bytes()).hexdigest()[:12], path.name


def test_a_fault_of_ours_answers_in_the_same_layout_and_logs_no_health_value(
    app: Flask, dan: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("pain 7 in the lower back")

    monkeypatch.setitem(app.view_functions, "help.now", broken)
    page = dan.get("/help", 500)
    assert "The problem is on our side" in page.text
    assert "RuntimeError" in caplog.text
    assert "pain 7" not in caplog.text


def test_the_example_of_a_proxy_answers_with_our_headers_and_lets_our_pages_through(
    settings: Config,
) -> None:
    headers = (ROOT / "docs/nginx-headers.conf").read_text("utf-8")
    sent = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', headers, re.MULTILINE))
    assert sent == FIXED | {"Cache-Control": NO_STORE, "Strict-Transport-Security": HSTS}
    proxy = (ROOT / "docs/nginx.conf").read_text("utf-8")
    answers = re.findall(r"location = /from-nginx/.*?\n    }", proxy, re.DOTALL)
    assert len(answers) == 3
    assert all("include tidemark-headers.conf;" in answer for answer in answers)
    most_mb = re.search(r"client_max_body_size (\d+)m;", proxy)
    waits_s = re.search(r"proxy_read_timeout (\d+)s;", proxy)
    assert most_mb is not None
    assert waits_s is not None
    assert int(most_mb[1]) * 1024 * 1024 > settings.request_max_bytes
    assert int(waits_s[1]) > runpy.run_path(str(ROOT / "gunicorn.conf.py"))["timeout"]
