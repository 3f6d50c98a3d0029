"""A page stays open while the session ends; then the patient presses Save."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import OpenTab, Tab

pytestmark = pytest.mark.e2e
NOTE = "a bad day\nand a long night"


def sign_in(tab: Tab) -> None:
    main = tab.page.get_by_role("main")
    main.get_by_label("Your email address").fill("alice@example.org")
    main.get_by_role("textbox", name="Password").fill(PASSWORD)
    main.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_is_there_after_signing_in_again(
    app: Flask, open_tab: OpenTab, scripts: bool
) -> None:
    add_person(database_of(app), "alice")
    tab = open_tab(scripts=scripts)
    page = tab.open("/sign-in")
    sign_in(tab)
    page.get_by_text("More to log").click()
    page.get_by_label("Note").fill(NOTE)
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    sign_in(tab)
    page.get_by_role("button", name="Continue with what I typed").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet")
    expect(page.get_by_label("Note")).to_have_value(NOTE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("Saved: a note.")
