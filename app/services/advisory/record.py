"""What an advisory rested on, kept beside the answer to it so that it can be looked up later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

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


def figures_of(assessment: Assessment) -> list[dict[str, object]]:
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
        )
        for line in figures
    )


def _window(parts: Sequence[Any] | None) -> Window | None:
    if parts is None:
        return None
    first, last, days_logged = parts
    return Window(date.fromisoformat(first), date.fromisoformat(last), int(days_logged))
