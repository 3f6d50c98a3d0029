"""Every component in every state, in a real browser."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.web.kit.headers import CONTENT_SECURITY_POLICY
from tests.e2e.conftest import DESKTOP, PHONE, OpenTab, Tab
from tests.web.kit import pattern_page

pytestmark = pytest.mark.e2e

SMALL = {"width": 320, "height": 640}


def patterns(app: Flask, tab: Tab) -> Page:
    """Open the page of patterns, which the product itself does not serve."""
    html = pattern_page.render(app)
    tab.page.route(
        "**/patterns",
        lambda route: route.fulfill(
            body=html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY},
        ),
    )
    return tab.open("/patterns")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_no_component_breaks_a_rule_of_access(
    app: Flask, open_tab: OpenTab, scheme: str, size: dict[str, int]
) -> None:
    tab = open_tab(scheme=scheme, size=size)
    page = patterns(app, tab)
    # At the end of the page the bar at the foot lies over nothing.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert tab.axe() == []
    assert tab.strangers == []


def test_nothing_moves_sideways_on_the_smallest_phone_with_the_largest_letters(
    app: Flask, open_tab: OpenTab
) -> None:
    page = patterns(app, open_tab(size=SMALL))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def test_a_tap_beside_the_drawn_hand_ticks_its_box_and_says_so(
    app: Flask, open_tab: OpenTab
) -> None:
    page = patterns(app, open_tab())
    where = page.get_by_role("group", name="Where does it hurt?").first
    hand = where.locator(".body-figure__area[data-area=right_hand]").first
    hand.scroll_into_view_if_needed()
    place = hand.bounding_box()
    assert place is not None
    page.touchscreen.tap(place["x"] - 4, place["y"] + place["height"] / 2)
    expect(where.locator("input[value=right_hand]")).to_be_checked()
    expect(where.get_by_role("status")).to_have_text("Your right hand: marked")


def test_all_over_ticks_every_place_and_can_be_taken_back(app: Flask, open_tab: OpenTab) -> None:
    page = patterns(app, open_tab())
    where = page.get_by_role("group", name="Where does it hurt?").first
    ticked = where.locator(".body-map__boxes :checked")
    where.locator("summary").click()
    where.get_by_role("checkbox", name="Your neck").check()
    where.get_by_label("It hurts all over").check()
    expect(ticked).to_have_count(24)
    where.get_by_label("It hurts all over").uncheck()
    expect(ticked).to_have_count(1)


def test_what_is_marked_stands_below_the_drawing_and_is_taken_back_there(
    app: Flask, open_tab: OpenTab
) -> None:
    page = patterns(app, open_tab())
    where = page.get_by_role("group", name="Where does it hurt?").first
    where.get_by_role("button", name="Back", exact=True).click()
    expect(where.locator(".body-figure[data-view=Front]")).to_be_hidden()
    where.locator(".body-figure__area[data-area=lower_back]").click()
    where.get_by_role("button", name="Remove: Your lower back").click()
    expect(where.locator(".body-map__boxes :checked")).to_have_count(0)
    expect(where.locator(".body-map__chips")).to_be_hidden()


def test_without_a_script_the_boxes_still_shade_the_drawing(app: Flask, open_tab: OpenTab) -> None:
    page = patterns(app, open_tab(scripts=False))
    where = page.get_by_role("group", name="Where does it hurt?").first
    chest = where.locator(".body-figure__area[data-area=chest]")
    expect(chest).to_have_css("fill", "rgb(220, 235, 236)")
    where.get_by_label("Your chest").check()
    expect(chest).to_have_css("fill", "rgb(12, 80, 100)")


def test_nothing_moves_for_whoever_asks_for_less_motion(app: Flask, open_tab: OpenTab) -> None:
    page = patterns(app, open_tab())
    moving = """[...document.querySelectorAll("*")].filter((one) => {
        const look = getComputedStyle(one);
        return look.transitionDuration !== "0s" || look.animationName !== "none";
    }).length"""
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0


def test_the_bar_at_the_foot_never_covers_what_has_the_focus(app: Flask, open_tab: OpenTab) -> None:
    page = patterns(app, open_tab())
    page.get_by_role("link", name="Unit").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        under = page.evaluate(
            """() => {
                const focused = document.activeElement;
                const shown = (focused.closest("label") || focused).getBoundingClientRect();
                const bar = document.querySelector(".site-nav").getBoundingClientRect();
                return shown.bottom > bar.top + 1 ? focused.outerHTML : "";
            }"""
        )
        assert under == ""
