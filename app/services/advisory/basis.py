"""What an advisory rests on, in a few letters: only something new brings it back."""

from types import MappingProxyType

from app.clinical.areas import AREAS
from app.trends.detector.assessment import Assessment, CriterionCode, Verdict

# One letter per observation and area. They stand in the database: add new ones at the end,
# never change what a letter means.
_CRITERION_LETTERS = MappingProxyType(
    {
        CriterionCode.PAIN_RISE: "p",
        CriterionCode.TOUCH_RISE: "t",
        CriterionCode.NEW_AREAS: "a",
        CriterionCode.DOSE_RISE: "d",
        CriterionCode.DOSE_HIGH: "h",
        CriterionCode.AFTER_DOSE_STEP: "s",
        CriterionCode.GOOD_DAYS: "g",
        CriterionCode.TOGETHER: "m",
        CriterionCode.LASTING: "l",
        CriterionCode.AFTER_DOSE_CUT: "c",
        CriterionCode.AFTER_START: "o",
    }
)
_AREA_LETTERS = MappingProxyType({area.code: chr(ord("a") + n) for n, area in enumerate(AREAS)})


def basis_of(assessment: Assessment) -> str:
    """Write down what an advisory rests on, in at most 64 letters.

    The observations that speak for the pattern, a dot, the areas that they name, a dot, the day
    of the dose step that pain followed. Other days and means are left out: they change every day
    without anything being new.

    >>> from datetime import date
    >>> from app.trends.detector.assessment import Criterion, Level
    >>> pain = Criterion(CriterionCode.PAIN_RISE, Verdict.FOR)
    >>> spread = Criterion(CriterionCode.NEW_AREAS, Verdict.FOR, areas=("head",))
    >>> basis_of(Assessment(date(2026, 5, 3), Level.DISCUSS, criteria=(spread, pain)))
    'ap.a.'
    """
    speaking = [line for line in assessment.criteria if line.verdict is Verdict.FOR]
    observed = sorted({_CRITERION_LETTERS[line.code] for line in speaking})
    places = sorted({_AREA_LETTERS[code] for line in speaking for code in line.areas})
    steps = (
        line.before.last.isoformat().replace("-", "")
        for line in speaking
        if line.code is CriterionCode.AFTER_DOSE_STEP and line.before is not None
    )
    return f"{''.join(observed)}.{''.join(places)}.{''.join(steps)}"


def facts_of(basis: str) -> set[str]:
    """Return what a basis names; a place and an observation may share a letter.

    >>> sorted(facts_of("ap.a."))
    ['a', 'at a', 'p']
    """
    observed, places, step = basis.split(".")
    return {*observed, *(f"at {place}" for place in places), *filter(None, [step])}
