"""Getting back in: by mail, by a printed code, by the operator; and a new address."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.clock import SettableClock
from app.config import Config, MailServer
from app.db import Database
from app.models import Person, RecoveryCode
from app.services.account.letters import NOT_SENT
from app.services.account.mailed_codes import CODE_REFUSED, LASTS
from app.services.account.passwords import Passwords
from app.services.account.recovery import PRINTED_CODES
from app.services.account.throttle import MAILS_TO_ONE_ADDRESS
from tests.cast.letters import Letters, collect_letters
from tests.cast.people import CHEAP, NOW, PASSWORD
from tests.client import Browser, Page
from tests.counting import statements_of

pytestmark = pytest.mark.slow

NEW = "nine slow boats at dawn"
ALICE, NOBODY = "alice@example.org", "nobody@example.org"
# Whoever sees a mail on a locked phone must not learn what Tidemark is for.
TELLING = re.compile(r"pain|opioid|dose|diar|medic|patient|health|symptom|doctor", re.IGNORECASE)


@pytest.fixture
def letters(app: Flask) -> Letters:
    return collect_letters(app)


def ask(browser: Browser, email: str, status: int = 303) -> Page:
    return browser.send(browser.get("/reset"), "/reset", status, email=email)


def reset(browser: Browser, code: str, status: int = 303, password: str = NEW) -> Page:
    page = browser.get("/reset/code")
    return browser.send(page, "/reset/code", status, code=code, password=password)


def signs_in(app: Flask, password: str, email: str = ALICE) -> bool:
    browser = Browser(app)
    values = browser.get("/sign-in").form_values("/sign-in")
    values |= {"email": [email], "password": [password]}
    return browser.client.post("/sign-in", data=values).status_code == 303


def events(browser: Browser) -> str:
    return browser.get("/settings/devices").text.partition("What happened to your account")[2]


def test_a_mailed_code_sets_a_new_password_once_and_signs_everybody_out(
    alice: Browser, dan: Browser, app: Flask, letters: Letters
) -> None:
    ask(dan, " Alice@Example.ORG ")
    assert letters.last.to == ALICE
    code = letters.code
    assert f"/reset/code#{code}" in letters.last.text
    assert reset(dan, code.upper().replace("-", " ")).response.location == "/"
    assert dan.get("/settings").heading == "Settings"
    assert alice.get("/settings", 303).response.location.startswith("/sign-in")
    assert signs_in(app, NEW)
    assert not signs_in(app, PASSWORD)
    assert CODE_REFUSED in reset(Browser(app), code, 422).text
    assert "All devices were signed out." in " ".join(letters.last.text.split())
    assert "A new password was set with a code from a mail" in events(dan)


def test_known_and_unknown_addresses_get_one_answer_with_one_hash_write_and_mail_each(
    alice: Browser, app: Flask, settings: Config, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cost of a hash is what could be timed: it is counted instead."""
    del alice
    app.extensions["config"] = with_mail(settings)
    hashes: list[str] = []

    class Counting(Passwords):
        def hash(self, password: str) -> str:
            hashes.append("hash")
            return super().hash(password)

        def matches(self, stored_hash: str | None, password: str) -> bool:
            hashes.append("matches")
            return super().matches(stored_hash, password)

    monkeypatch.setitem(app.extensions, "passwords", Counting(CHEAP))
    engine = app.extensions["database"].engine
    for address, typed, expected in (
        ("/sign-in", {"password": "four other words here"}, (422, ["matches"], 0)),
        ("/sign-up", {"password": NEW}, (303, ["hash"], 1)),
        ("/reset", {}, (303, [], 1)),
    ):
        answers = []
        for email in (ALICE, NOBODY):
            browser = Browser(app)
            page = browser.get(address)
            hashes.clear()
            letters.sent.clear()
            with statements_of(engine) as statements:
                values = page.form_values(address) | {"email": [email]}
                values |= {name: [text] for name, text in typed.items()}
                response = browser.client.post(address, data=values)
            got = (response.status_code, list(hashes), len(letters.sent))
            assert got == expected, address
            text = response.get_data(as_text=True).replace(email, "x")
            # What is new on each page: the form's token, and the challenge for a passkey.
            text = re.sub(r'(?:name="(?:csrf_token|asked)"|data-options=)[^>]*', "", text)
            answers.append((text, response.location, [sql for sql, _ in statements]))
        assert answers[0] == answers[1], address


def with_mail(settings: Config) -> Config:
    return replace(settings, mail_server=MailServer("mail.invalid", 587, "t@example.org"))


def test_a_code_for_an_unknown_address_opens_nothing(
    dan: Browser, letters: Letters, database: Database
) -> None:
    ask(dan, NOBODY)
    assert "There is no account with it" in " ".join(letters.last.text.split())
    assert "#" not in letters.last.text
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_code_runs_out(
    alice: Browser, dan: Browser, letters: Letters, clock: SettableClock
) -> None:
    del alice
    ask(dan, ALICE)
    clock.instant = NOW + LASTS
    page = reset(dan, letters.code, 422)
    assert CODE_REFUSED in page.text
    assert NEW not in page.html


def test_a_weak_password_does_not_use_the_code_up(
    alice: Browser, dan: Browser, letters: Letters
) -> None:
    del alice
    ask(dan, ALICE)
    page = reset(dan, letters.code, 422, "short")
    assert page.form_values("/reset/code")["code"] == [letters.code]
    reset(dan, letters.code)


def test_mails_to_one_address_are_limited(alice: Browser, app: Flask, letters: Letters) -> None:
    del alice
    for _ in range(MAILS_TO_ONE_ADDRESS.most):
        ask(Browser(app), ALICE)
    page = ask(Browser(app), ALICE.upper(), 429)
    assert page.form_values("/reset")["email"] == [ALICE.upper()]
    assert len(letters.sent) == MAILS_TO_ONE_ADDRESS.most


def test_a_mail_that_cannot_be_sent_is_told_and_the_address_stays(
    alice: Browser, dan: Browser, letters: Letters
) -> None:
    del alice
    letters.is_away = True
    for email in (ALICE, NOBODY):
        page = ask(dan, email, 422)
        assert NOT_SENT in page.text
        assert page.form_values("/reset")["email"] == [email]


def test_a_printed_code_works_once_and_new_ones_replace_the_old(
    alice: Browser, dan: Browser, app: Flask, database: Database
) -> None:
    address = "/settings/recovery-codes"
    assert "There are no unused codes." in alice.get(address).text
    made = alice.send(alice.get(address), address, 201)
    codes = re.findall(r"\b(?:[0-9a-z]{4}-){3}[0-9a-z]{4}\b", made.text)
    assert len(set(codes)) == PRINTED_CODES
    with database.reading() as session:
        stored = session.scalars(select(RecoveryCode.code_hash)).all()
    assert not {code.replace("-", "") for code in codes} & set(stored)
    reset(dan, codes[0])
    assert CODE_REFUSED in reset(Browser(app), codes[0], 422).text
    assert f"Unused codes: {PRINTED_CODES - 1}." in dan.get(address).text
    assert "A new password was set with a recovery code." in events(dan)
    dan.send(dan.get(address), address, 201)
    assert CODE_REFUSED in reset(Browser(app), codes[1], 422).text


def test_without_a_mail_server_a_letter_is_a_file_that_only_its_owner_reads(
    alice: Browser, dan: Browser, settings: Config
) -> None:
    del alice
    ask(dan, ALICE)
    (path,) = (settings.instance_folder / "outbox").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Auto-Submitted"]) == (ALICE, "auto-generated")
    assert "/reset/code#" in message.get_content()
    assert "does not send mail by itself" in dan.get("/reset/code").text


def test_where_mails_are_sent_signing_up_waits_for_the_code(
    app: Flask, settings: Config, dan: Browser, letters: Letters, database: Database
) -> None:
    app.extensions["config"] = with_mail(settings)
    page = dan.get("/sign-up")
    sent = dan.send(page, "/sign-up", email="erin@example.org", password=NEW)
    assert sent.response.location == "/sign-up/code"
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
    code = letters.code
    made = dan.send(dan.get("/sign-up/code"), "/sign-up/code", code=code)
    assert made.response.location == "/set-up"
    assert "erin@example.org" in dan.get("/settings").text
    other = Browser(app)
    other.send(other.get("/sign-up/code"), "/sign-up/code", 422, code=code)


def test_a_new_address_is_proved_told_to_both_and_signs_in(
    alice: Browser, app: Flask, letters: Letters
) -> None:
    alice.send(alice.get("/settings/email"), "/settings/email", email="new@example.org")
    assert letters.last.to == "new@example.org"
    assert ALICE in alice.get("/settings").text, "nothing changes before the code"
    page = alice.get("/settings/email/code")
    alice.send(page, "/settings/email/code", 422, code="0000-0000-0000-0000")
    changed = alice.send(page, "/settings/email/code", code=letters.code)
    assert "new@example.org" in alice.follow(changed).text
    assert [letter.to for letter in letters.sent[-2:]] == [ALICE, "new@example.org"]
    assert signs_in(app, PASSWORD, "new@example.org")
    assert not signs_in(app, PASSWORD)
    assert "Your email address was changed." in events(alice)


def test_an_address_that_is_taken_is_answered_alike_and_cannot_be_had(
    alice: Browser, carol: Browser, letters: Letters
) -> None:
    sent = alice.send(alice.get("/settings/email"), "/settings/email", email="CAROL@example.org")
    assert sent.response.location == "/settings/email/code"
    assert "There is an account with it already" in " ".join(letters.last.text.split())
    assert "#" not in letters.last.text
    assert "carol@example.org" in carol.get("/settings").text


def test_a_code_for_one_person_changes_nobody_else(
    alice: Browser, carol: Browser, letters: Letters
) -> None:
    alice.send(alice.get("/settings/email"), "/settings/email", email="new@example.org")
    page = carol.get("/settings/email/code")
    carol.send(page, "/settings/email/code", 422, code=letters.code)
    assert "carol@example.org" in carol.get("/settings").text


def test_the_operators_code_lets_its_owner_in_and_leaves_a_trace(
    alice: Browser, dan: Browser, app: Flask
) -> None:
    del alice
    printed = app.test_cli_runner().invoke(args=["recover-account", "ALICE@example.org"])
    assert printed.exit_code == 0, printed.output
    code = re.search(r"type: ([0-9a-z-]{19})", printed.output)
    assert code
    reset(dan, code[1])
    assert "Whoever runs this server made a code to let you back in." in events(dan)
    unknown = app.test_cli_runner().invoke(args=["recover-account", NOBODY])
    assert unknown.exit_code == 2


def test_no_mail_tells_what_tidemark_is_for(
    alice: Browser, app: Flask, settings: Config, letters: Letters
) -> None:
    app.extensions["config"] = with_mail(settings)
    ask(Browser(app), ALICE)
    ask(Browser(app), NOBODY)
    for email in (ALICE, "erin@example.org"):
        browser = Browser(app)
        browser.send(browser.get("/sign-up"), "/sign-up", email=email, password=NEW)
    alice.send(alice.get("/settings/email"), "/settings/email", email="new@example.org")
    page = alice.get("/settings/email/code")
    alice.send(page, "/settings/email/code", code=letters.code)
    alice.send(alice.get("/settings/password"), "/settings/password", password=NEW)
    assert len(letters.sent) == 8
    for letter in letters.sent:
        assert not TELLING.search(letter.subject + letter.text.replace("account.show", "")), letter
