"""Scales, events and routes: codes as in the archive, plain words for people."""

from collections.abc import Mapping

import pytest

from app.clinical import scales
from app.clinical.events import EVENT_KINDS, EVENT_NAMES
from app.clinical.routes import ROUTE_NAMES, find_route
from app.clinical.units import UNIT_NAMES


def test_the_event_kinds_are_the_seven_of_the_archive() -> None:
    assert sorted(EVENT_KINDS) == [
        "condition_worse",
        "dose_change_by_prescriber",
        "illness",
        "missed_doses",
        "new_injury",
        "other",
        "surgery_or_procedure",
    ]


def test_pain_has_the_anchors_of_farrar_2001() -> None:
    assert (scales.NO_PAIN, scales.WORST_POSSIBLE_PAIN) == ("no pain", "worst possible pain")
    assert scales.SCALE_STEPS == (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)


@pytest.mark.parametrize("number", [-1, 11, 5.0, 4.5, "5", None, True])
def test_what_is_not_a_score_is_refused(number: object) -> None:
    assert not scales.is_score(number)


def test_every_score_is_one() -> None:
    assert all(scales.is_score(number) for number in scales.SCALE_STEPS)


@pytest.mark.parametrize(
    ("written", "code"),
    [("oral", "oral"), (" PO ", "oral"), ("iv", "intravenous"), ("teleport", None), ("", None)],
)
def test_routes_are_found_as_people_write_them(written: str, code: str | None) -> None:
    assert find_route(written) == code


@pytest.mark.parametrize("names", [EVENT_NAMES, ROUTE_NAMES, UNIT_NAMES])
def test_every_code_has_words_of_its_own(names: Mapping[str, str]) -> None:
    assert len(set(names.values())) == len(names)
    assert all(words.strip() for words in names.values())
