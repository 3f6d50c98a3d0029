"""Set-up, a day and a link, in Chromium, in Firefox and in WebKit."""

import pytest

from tests.cast.people import PASSWORD
from tests.engines.conftest import OpenPhone
from tests.engines.phone import Phone

pytestmark = pytest.mark.e2e


def signs_up(phone: Phone) -> None:
    phone.open("/")
    phone.follow("Start my diary")
    phone.fill("Your email address", "patient@example.org")
    phone.fill("Choose a password", PASSWORD)
    phone.press("Start my diary")


def sets_up(phone: Phone) -> None:
    phone.heading("Where did it hurt at first?")
    phone.switch("Back")
    phone.draws("lower_back")
    phone.press("Save and continue")
    phone.follow("Add a medicine")
    phone.select("Find it in this list", "oxycodone")
    phone.press("Continue")
    phone.choose("Slow-release tablet (ER)")
    phone.press("Continue")
    phone.fill("How much do you take each time?", "20")
    phone.choose("2 times a day")
    phone.press("Continue")
    phone.press("Save")
    phone.follow("Continue")
    phone.follow("Skip this")
    phone.fill("Your words", "My back, since the fall")
    phone.press("Save and continue")
    phone.follow("Skip this")
    phone.heading("Today")


def signs_in_again(phone: Phone) -> None:
    phone.open("/settings")
    phone.press("Sign out")
    phone.open("/sign-in")
    phone.fill("Your email address", "patient@example.org")
    phone.fill("Your password", PASSWORD)
    phone.press("Sign in")
    phone.heading("Today")


def logs_a_day(phone: Phone) -> None:
    # A dose is one tap, and so is taking it back
    phone.press("Took it")
    phone.press("Undo", within=".messages")
    phone.press("Took it")
    # The check-in
    phone.choose("6", within="Average pain over the last 24 hours")
    phone.choose("Mark the places", within="Where does it hurt?")
    phone.draws("left_upper_leg")
    phone.choose("No", within="Did touch hurt?")
    phone.press("Save")
    phone.reads("Today is done")
    phone.reads("Pain 6")
    phone.bar("History")
    phone.reads("pain 6")


def makes_a_link(phone: Phone) -> str:
    phone.bar("Share")
    phone.follow("Make a new link")
    phone.fill("Your name or your initials", "P. T.")
    phone.press("See what they will see")
    phone.reads("Nothing is shared yet")
    phone.press("Make the link")
    phone.reads("Your link is ready")
    return phone.element("#address").text


def test_a_person_sets_up_logs_a_day_and_shares_it(open_phone: OpenPhone) -> None:
    # Given somebody who has never been here
    phone = open_phone()
    signs_up(phone)
    sets_up(phone)
    signs_in_again(phone)
    # When they log a day
    logs_a_day(phone)
    # And make a link
    address = makes_a_link(phone)
    # Then the provider sees the day, with no account and no code left in the address
    provider = open_phone()
    provider.driver.get(address)
    provider.reads("P. T.")
    provider.reads("oxycodone")
    assert "#" not in provider.driver.current_url
    # And when the patient ends the link, it is closed at once
    phone.bar("Share")
    phone.reads("Opened once")
    phone.press("End this link")
    provider.driver.refresh()
    provider.until(lambda: "oxycodone" not in provider.text() or None, "a closed link")
