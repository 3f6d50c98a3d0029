"""What an advisory rests on, kept beside the answer to it.

In a few letters, so that only something new brings it back; and with its figures, so that it can be
looked up later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical.areas import AREAS
from app.models import AdvisoryAnswer
from app.services.owner import Owner
from app.trends.detector.assessment import (
    Assessment,
    Criterion,
    CriterionCode,
    Level,
    Verdict,
    Window,
)
from app.trends.detector.situations import Situation

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
        CriterionCode.AFTER_ROTATION: "r",
        CriterionCode.AFTER_STOP: "e",
        CriterionCode.TOLD_BEFORE: "b",
    }
)
_AREA_LETTERS = MappingProxyType({area.code: chr(ord("a") + n) for n, area in enumerate(AREAS)})


@dataclass(frozen=True, slots=True)
class PastAdvisory:
    """One advisory that the person answered.

    Attributes:
        as_of: the local day it was worked out for.
        level: the detector's level then.
        situation: which wording was shown.
        answer: a code of `app.services.advisory.advisory.Answer`.
        criteria: what spoke for or against it, with the days and means; empty for old rows.
        method_version: which rules made it; empty for old rows.
    """

    as_of: date
    level: Level
    situation: Situation
    answer: str
    criteria: tuple[Criterion, ...]
    method_version: str


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


def observations_of(assessment: Assessment) -> list[dict[str, object]]:
    """Write down every observation that could be judged, as plain JSON values."""
    return [
        {
            "code": line.code.value,
            "verdict": line.verdict.value,
            "estimate": line.estimate,
            "before_mean": line.before_mean,
            "after_mean": line.after_mean,
            "before": _kept(line.before),
            "after": _kept(line.after),
            "areas": list(line.areas),
            "is_partial": line.is_partial,
        }
        for line in assessment.criteria
        if line.verdict is not Verdict.CANNOT_JUDGE
    ]


def past_advisories(session: Session, person: Owner) -> tuple[PastAdvisory, ...]:
    """Return every advisory that this person answered, the latest first."""
    rows = session.scalars(
        select(AdvisoryAnswer)
        .where(AdvisoryAnswer.person_id == person.id)
        .order_by(AdvisoryAnswer.answered_at.desc(), AdvisoryAnswer.id.desc())
    )
    return tuple(
        PastAdvisory(
            row.as_of,
            Level(row.level),
            Situation(row.situation),
            row.answer,
            _criteria(row.figures),
            row.method_version,
        )
        for row in rows
    )


def _kept(window: Window | None) -> list[object] | None:
    if window is None:
        return None
    return [window.first.isoformat(), window.last.isoformat(), window.days_logged]


def _criteria(figures: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            CriterionCode(line["code"]),
            Verdict(line["verdict"]),
            estimate=line["estimate"],
            before=_window(line["before"]),
            after=_window(line["after"]),
            before_mean=line["before_mean"],
            after_mean=line["after_mean"],
            areas=tuple(line["areas"]),
            # Rows from before it was kept do not say.
            is_partial=line.get("is_partial", False),
        )
        for line in figures
    )


def _window(parts: Sequence[Any] | None) -> Window | None:
    if parts is None:
        return None
    first, last, days_logged = parts
    return Window(date.fromisoformat(first), date.fromisoformat(last), int(days_logged))
