"""Words of set-up: its steps, the time zones, and what was said so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.clinical.areas import in_words
from app.clinical.care import CARE_NAMES
from app.clinical.story import story_lines
from app.diary.day_words import clock_words, start_words
from app.diary.local_time import local_time, place_of_zone
from app.services.moments import time_zones
from app.services.owner import Owner
from app.web.diary.words import sentence

# Zones in which many people live come first; the rest follow by region.
_OFTEN = {
    "America/New_York": "New York (Eastern time)",
    "America/Chicago": "Chicago (Central time)",
    "America/Denver": "Denver (Mountain time)",
    "America/Phoenix": "Phoenix (Mountain time all year)",
    "America/Los_Angeles": "Los Angeles (Pacific time)",
    "America/Anchorage": "Anchorage (Alaska time)",
    "Pacific/Honolulu": "Honolulu (Hawaii time)",
    "America/Toronto": "Toronto",
    "Europe/London": "London",
    "Europe/Dublin": "Dublin",
    "Europe/Berlin": "Berlin",
    "Europe/Paris": "Paris",
    "Australia/Sydney": "Sydney",
}
NOT_SAID_YET = "Not answered"
_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of set-up: its view's name and what it asks."""

    name: str
    title: str


STEPS = (
    Step("time_zone", "What is your time zone?"),
    Step("areas", "Where did it hurt at first?"),
    Step("medicines", "Which medicines do you take?"),
    Step("opioid_start", "When did you start opioids?"),
    Step("condition", "What hurts, in your own words?"),
    Step("story", "My story so far"),
)


@dataclass(frozen=True, slots=True)
class StepPage:
    """What stands around a step.

    Attributes:
        kicker: `Step 2 of 5`; empty when the page is opened on its own, later. The time zone comes
            first of all and is not counted: most phones tell it.
        back_href: empty on the first step.
        skip_href: empty where the step cannot be skipped, or the page stands on its own.
        save_label: words of the button.
    """

    title: str
    kicker: str
    back_href: str
    back_label: str
    skip_href: str
    save_label: str


@dataclass(frozen=True, slots=True)
class AboutRow:
    """One line of what was said about oneself."""

    key: str
    value: str
    href: str
    action: str = "Change"


def step_page(name: str, *, alone: bool) -> StepPage:
    """Return what stands around the step `name`."""
    position = _position(name)
    title = STEPS[position].title
    if alone:
        return StepPage(title, "", url_for("setup.show"), "About you", "", "Save")
    return StepPage(
        title=title,
        kicker=f"Step {position} of {len(STEPS) - 1}" if position else "First of all",
        back_href=step_href(STEPS[position - 1].name) if position > 1 else "",
        back_label="Back",
        skip_href=next_href(name) if position else "",
        save_label="Save and continue" if position + 1 < len(STEPS) else "Save and finish",
    )


def first_href(person: Owner) -> str:
    """Return where set-up begins; what was said, where something was said already."""
    if person.set_up_at is None:
        return step_href("time_zone")
    return step_href("areas") if person.has_told_nothing else url_for("setup.show")


def next_href(name: str) -> str:
    """Return where set-up goes on after the step `name`: the next one, or Today."""
    following = STEPS[_position(name) + 1 :]
    return step_href(following[0].name) if following else url_for("today.show")


def step_href(name: str, *, alone: bool = False) -> str:
    """Return the address of a step, in set-up or on its own."""
    return url_for(f"setup.show_{name}", alone=alone)


def _position(name: str) -> int:
    return [step.name for step in STEPS].index(name)


def zone_choices(chosen: str) -> dict[str, str | dict[str, str]]:
    """Return all zones for a select: an empty first line, often used ones, then by region."""
    groups = {"Common choices": dict(_OFTEN)}
    for region in _REGIONS:
        zones = [z for z in time_zones() if z.startswith(f"{region}/") and z not in _OFTEN]
        groups[region] = {zone: _place_words(zone) for zone in sorted(zones)}
    groups["Other"] = {"UTC": "UTC"}
    if chosen and not any(chosen in group for group in groups.values()):
        groups["Other"][chosen] = chosen
    return {"": "Choose your time zone", **groups}


def _place_words(zone: str) -> str:
    """Write a zone's place.

    >>> _place_words("America/Argentina/Buenos_Aires")
    'Argentina, Buenos Aires'
    """
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


def about(person: Owner, medicine_names: Sequence[str], now: datetime) -> list[AboutRow]:
    """Return what was said in set-up, each with where it is changed."""
    clock = clock_words(local_time(now, person.time_zone))
    rows = [
        ("Time zone", f"{stored(person, 'time_zone')}, {clock} now", "time_zone"),
        ("Where it hurt at first", stored(person, "areas"), "areas"),
        ("Medicines", ", ".join(medicine_names) or "None yet", "medicines"),
        ("Opioids since", stored(person, "opioid_start"), "opioid_start"),
        ("What hurts", person.condition or NOT_SAID_YET, "condition"),
        ("Type of care", CARE_NAMES.get(person.care, NOT_SAID_YET), "condition"),
        ("My story so far", stored(person, "story"), "story"),
    ]
    return [AboutRow(key, value, step_href(name, alone=True)) for key, value, name in rows]


def stored(person: Owner, name: str) -> str:
    """Write what is stored for the step `name`."""
    start = person.opioid_start
    return {
        "time_zone": _zone_words(person.time_zone),
        "areas": sentence(in_words(person.original_areas)),
        "opioid_start": start_words(start) if start else "",
        "condition": "\n".join(
            words for words in (person.condition, CARE_NAMES.get(person.care)) if words
        ),
        "story": "\n".join(f"{told}: {answer}" for told, answer in story_lines(person.story)),
    }[name] or NOT_SAID_YET


def zone_is_known(person: Owner) -> str:
    """Say which time zone the phone told, and where it is changed."""
    place = place_of_zone(person.time_zone)
    return f"Your diary keeps {place} time, like this device. You can change it in Settings."


def _zone_words(zone: str) -> str:
    return _OFTEN.get(zone) or _place_words(zone) or zone
