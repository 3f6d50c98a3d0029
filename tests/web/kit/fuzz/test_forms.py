"""Nonsense in every form: it is refused with what was typed, or saved; it is never a fault."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import Page, values_of
from tests.web.kit.fuzz.house import FoundForm, House
from tests.web.kit.fuzz.values import NOISE, ODD_BODIES, noise

pytestmark = pytest.mark.slow

ANSWERS = {200, 201, 303, 400, 403, 404, 405, 409, 413, 415, 422, 429}
REFUSED = {409, 422, 429}
TYPED = {"text", "email", "search", "date", "time", "number", "textarea"}
# Where somebody writes words of their own, which no redirect may swallow.
WORDS = {
    "condition",
    "event_note",
    "name",
    "note",
    "own_name",
    "questions",
    "shown_name",
}
# Buttons without a field to type into; they stand in messages and on cards.
BUTTONS = {
    "advisory.answer",
    "archive.undo",
    "doses.undo",
    "history.undo",
    "patches.still_on",
}
# A passkey is asked for anew each time, so `asked` never comes back.
BOOKKEEPING = {"csrf_token", "submission_key", "version", "seed", "asked"}
SETTINGS = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("fuzz"), template_database)
    yield house
    house.close()


def letters(text: str) -> str:
    """Return what of a text must come back: all but white space and what HTML cannot hold."""
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" and c != "\ufffd")


def check_kept(page: Page, form: FoundForm, sent: dict[str, list[str]], touched: set[str]) -> None:
    """What was typed comes back; so does what was not touched."""
    assert page.root.find(".//*[@class='error-summary']") is not None, (form.action, sent)
    back = {name: text for f in page.root.iter("form") for name, text in values_of(f).items()}
    for name, kind in form.kinds.items():
        if name in BOOKKEEPING or name not in back:
            continue
        if name not in touched:
            assert back[name] == sent.get(name, [""]), (form.action, name)
        elif kind in TYPED and len(sent.get(name, ())) == 1:
            assert letters(sent[name][0]) == letters(back[name][0]), (form.action, name)


def send(house: House, form: FoundForm, sent: dict[str, list[str]], touched: set[str]) -> Page:
    """Send it, look at what came of it, and put all back as it was."""
    response = house.alice.client.post(form.action, data=sent)
    assert response.status_code in ANSWERS, (form.action, sent)
    page = house.alice.inspected(response, form.action, response.status_code)
    if response.status_code in REFUSED and page.root.find(".//main//form") is not None:
        check_kept(page, form, sent, touched)
    return page


def test_every_address_that_takes_a_form_is_tried(house: House) -> None:
    assert {house.endpoint(form) for form in house.buttons} == BUTTONS
    tried = {house.endpoint(form) for form in (*house.forms, *house.buttons)}
    assert tried == house.routes("POST")


def nonsense_in_a_form(house: House, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([*house.forms, *house.buttons]), label="form")
    sent = {name: list(texts) for name, texts in form.values.items()}
    sent["csrf_token"] = house.token
    fields = st.sampled_from([*form.kinds, "unknown", "notes[]", "note[0]"])
    touched = data.draw(st.sets(fields, min_size=1, max_size=5), label="fields")
    for name in sorted(touched):
        sent[name] = data.draw(st.lists(noise, max_size=2), label=name)
    if send(house, form, sent, touched).status < 400:
        house.begin_again()


@given(data=st.data())
@settings(SETTINGS, max_examples=120)
def test_no_nonsense_in_a_form_is_a_fault_and_what_was_typed_comes_back(
    house: House, data: st.DataObject
) -> None:
    nonsense_in_a_form(house, data)


@pytest.mark.long
@given(data=st.data())
@settings(SETTINGS, max_examples=4000)
def test_no_nonsense_in_a_form_is_a_fault_over_thousands(house: House, data: st.DataObject) -> None:
    nonsense_in_a_form(house, data)


def test_words_are_saved_carried_on_or_shown_again(house: House) -> None:
    """One word in each field for words: after a redirect it is stored, or on the next page."""
    for form in house.forms:
        for name in WORDS & set(form.kinds):
            sent = {key: list(texts) for key, texts in form.values.items()}
            sent |= {"csrf_token": house.token, name: ["Zwetschge"]}
            page = send(house, form, sent, {name})
            shown = house.alice.follow(page) if page.status == 303 else page
            is_there = "Zwetschge" in shown.html or "Zwetschge" in house.stored()
            assert is_there, (form.action, name, page.status)
            house.begin_again()


@pytest.mark.parametrize("number", range(len(ODD_BODIES)))
def test_no_odd_body_is_a_fault(house: House, number: int) -> None:
    body, content_type = ODD_BODIES[number]
    before = house.stored()
    for form in (*house.forms, *house.buttons):
        response = house.alice.client.post(form.action, data=body, content_type=content_type)
        assert response.status_code in ANSWERS, (form.action, body)
        assert response.status_code >= 303, (form.action, body)
    assert house.stored() == before


def nonsense_in_an_address(house: House, data: st.DataObject) -> None:
    endpoint = data.draw(st.sampled_from(sorted(house.routes("GET"))), label="endpoint")
    address = next(address for address, _ in house.diary.addresses(endpoint))
    parts = address.split("/")
    if len(parts) > 2 and data.draw(st.booleans(), label="changes the path"):
        at = data.draw(st.integers(2, len(parts) - 1), label="part")
        parts[at] = quote(data.draw(noise, label="in its place")[:2000], safe="")
    names = st.sampled_from(["day", "month", "range", "days", "country", "question", "next", "x[]"])
    asked = data.draw(st.lists(st.tuples(names, noise), max_size=3), label="query")
    query = "&".join(f"{name}={quote(text[:2000])}" for name, text in asked)
    response = house.alice.client.get(f"{'/'.join(parts)}?{query}")
    assert response.status_code in ANSWERS | {308}, (parts, query)


@given(data=st.data())
@settings(SETTINGS, max_examples=80)
def test_no_nonsense_in_an_address_is_a_fault(house: House, data: st.DataObject) -> None:
    nonsense_in_an_address(house, data)


@pytest.mark.long
@given(data=st.data())
@settings(SETTINGS, max_examples=2000)
def test_no_nonsense_in_an_address_is_a_fault_over_thousands(
    house: House, data: st.DataObject
) -> None:
    nonsense_in_an_address(house, data)


@pytest.mark.long
def test_each_field_of_each_form_with_its_share_of_the_nonsense(house: House) -> None:
    """A field gets a quarter of it, the next field the next quarter; all of it takes an hour."""
    fields = [(form, name) for form in house.forms for name in sorted(form.kinds)]
    for number, (form, name) in enumerate(fields):
        for text in NOISE[number % 4 :: 4]:
            sent = {key: list(texts) for key, texts in form.values.items()}
            sent |= {"csrf_token": house.token, name: [text]}
            if send(house, form, sent, {name}).status < 400:
                house.begin_again()
