"""From signing up to ending a link without a mouse, a finger or a look at the whole page."""

import pytest

from tests.cast.people import PASSWORD
from tests.e2e.conftest import OpenTab
from tests.e2e.keyboard import Keyboard

pytestmark = pytest.mark.e2e


def sets_up(keyboard: Keyboard) -> None:
    keyboard.tab.open("/sign-up")
    keyboard.write("Your email address", "patient@example.org")
    keyboard.write("Choose a password", PASSWORD)
    keyboard.press("Start my diary")
    keyboard.heading("Where did it hurt at first?")
    keyboard.unfold("Choose from a list")
    keyboard.mark("Your lower back")
    keyboard.press("Save and continue")
    keyboard.press("Add a medicine")
    keyboard.write("Find it in this list", "morphine")
    keyboard.press("Continue")
    keyboard.choose("Tablet", downs=1)
    keyboard.press("Continue")
    keyboard.write("How much do you take each time?", "20")
    keyboard.choose("Once a day", downs=1)
    keyboard.press("Continue")
    keyboard.press("Save")
    keyboard.press("Continue")
    for _ in range(3):
        keyboard.press("Skip this")
    keyboard.heading("Today")


def test_a_day_and_a_link_with_the_keyboard_alone(open_tab: OpenTab) -> None:
    # Given somebody who set up their diary with the keyboard
    keyboard = Keyboard(open_tab())
    sets_up(keyboard)

    # When they log a dose, they hear that it is saved, and take it back
    keyboard.press("Took it")
    keyboard.is_told("Saved: morphine ER 20 mg")
    keyboard.press("Undo")
    keyboard.is_told("Undone")
    keyboard.press("Took it")

    # And the check-in, with places from the list
    keyboard.choose("0, no pain", downs=6)
    keyboard.choose("Where it hurt at first", downs=1)
    keyboard.unfold("Choose from a list")
    keyboard.mark("Your left thigh")
    keyboard.choose("No", downs=2)
    # Back to the places, which stay as they were chosen, and on
    keyboard.go_to("Mark the places", key="Shift+Tab")
    keyboard.press("Save")
    keyboard.heading("Today")
    keyboard.is_told("Saved")
    assert "Pain 6" in keyboard.page.get_by_role("main").inner_text()

    # Then they make a link, see first what is in it, and end it
    keyboard.press("Share")
    keyboard.press("Make a new link")
    keyboard.press("See what they will see")
    keyboard.heading("What they will see")
    keyboard.press("Make the link")
    keyboard.heading("Your link is ready")
    keyboard.press("Share")
    keyboard.press("End this link")
    keyboard.is_told("ended")
