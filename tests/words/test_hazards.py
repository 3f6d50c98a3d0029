"""The hazard log is whole, and each of its controls is shown by a test that exists."""

import pytest

from tests.words.hazards import (
    LIKELIHOODS,
    PARTS,
    SEVERITIES,
    Hazard,
    existing_tests,
    hazards,
    matrix,
)

pytestmark = pytest.mark.slow

HAZARDS = hazards()
HIGHEST_ACCEPTED = 3


def test_the_log_holds_the_hazards_that_it_must_begin_with() -> None:
    told = " ".join(hazard.title.lower() for hazard in HAZARDS)
    for subject in (
        "wrong unit",
        "wrong day",
        "lost or doubled",
        "old summary",
        "missing days",
        "shared phone",
        "hides a peak",
        "after it was ended",
        "nobody reads",
        "false calm",
        "false alarm",
        "convert",
        "diagnosis",
    ):
        assert subject in told, subject
    numbers = [hazard.number for hazard in HAZARDS]
    assert numbers == [f"H{n:02}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.number)
def test_a_hazard_has_all_its_parts(hazard: Hazard) -> None:
    for part in PARTS:
        assert hazard.parts[part] >= 1, part
        assert part == "Control" or hazard.parts[part] == 1, part
    assert len(hazard.controls) == hazard.parts["Control"]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.number)
def test_each_control_names_tests_that_exist(hazard: Hazard) -> None:
    for control, named in hazard.controls.items():
        assert named, f"no test shows that {control!r}"
        assert not [name for name in named if name not in existing_tests()], control


def test_a_test_that_does_not_exist_would_be_found() -> None:
    assert "tests/words/test_hazards.py::test_a_hazard_has_all_its_parts" in existing_tests()
    assert "tests/words/test_hazards.py::test_that_nobody_wrote" not in existing_tests()


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.number)
def test_risks_agree_with_the_matrix_and_the_controls_do_not_raise_them(hazard: Hazard) -> None:
    values = matrix()
    for risk in (hazard.initial, hazard.residual):
        assert risk.value == values[risk.severity, risk.likelihood]
    assert hazard.residual.value <= hazard.initial.value


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.number)
def test_a_risk_that_is_left_is_accepted_or_gives_its_reason(hazard: Hazard) -> None:
    assert hazard.residual.value <= HIGHEST_ACCEPTED
    assert hazard.residual.value < HIGHEST_ACCEPTED or len(hazard.residual.reason) > 30


def test_the_matrix_rises_with_severity_and_with_likelihood() -> None:
    values = matrix()
    assert len(values) == len(SEVERITIES) * len(LIKELIHOODS)
    for likelihood in LIKELIHOODS:
        row = [values[severity, likelihood] for severity in SEVERITIES]
        assert row == sorted(row)
    for severity in SEVERITIES:
        column = [values[severity, likelihood] for likelihood in LIKELIHOODS]
        assert column == sorted(column, reverse=True)
