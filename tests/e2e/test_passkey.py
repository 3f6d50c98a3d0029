"""A passkey from its making to its use, in Chromium with an authenticator in software."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import OpenTab
from tests.e2e.patient import Patient

pytestmark = pytest.mark.e2e

EMAIL = "alice@example.org"


def test_a_passkey_is_made_in_settings_and_signs_in_without_an_address(
    app: Flask, open_tab: OpenTab
) -> None:
    # Given somebody whose phone can keep passkeys
    add_person(database_of(app), "alice")
    tab = open_tab()
    tab.site = tab.site.replace("127.0.0.1", "localhost")  # passkeys are for names, not numbers
    devtools = tab.page.context.new_cdp_session(tab.page)
    devtools.send("WebAuthn.enable")
    phone = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": phone})
    patient = Patient(tab, scripts=True)
    tab.open("/sign-in")
    tab.page.get_by_label("Your email address").fill(EMAIL)
    tab.page.get_by_label("Your password", exact=True).fill(PASSWORD)
    patient.press("Sign in")
    patient.heading("Today")

    # When they make a passkey and sign out
    tab.open("/settings/passkeys")
    assert tab.axe() == []
    assert tab.targets() == []
    patient.press("Make a passkey on this device")
    patient.reads("Not used yet.")
    patient.press("Make a passkey on this device")
    patient.reads("This device has a passkey for your account already.")
    tab.open("/settings")
    patient.press("Sign out")

    # Then one tap lets them in, to where they were going
    tab.open("/sign-in?next=/settings/passkeys")
    assert tab.axe() == []
    patient.press("Sign in with a passkey")
    patient.heading("Passkeys")
    expect(patient.main).to_contain_text("Last used on")
    tab.check_quiet()
