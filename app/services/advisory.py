"""The advisory: what the detector says of a diary now, and what the person answered to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical.areas import AREAS
from app.models import AdvisoryAnswer, Person
from app.services.errors import Refused
from app.services.submissions import SubmissionKey, once
from app.trends.assessment import Assessment, CriterionCode, Level, Verdict

LOOK_AGAIN = "Your diary says something new since you opened this page. Please look again."
# An answer to the stronger level also covers the weaker one for so long, as the pattern fades.
# Our own choice: a month is the time between two visits of many people.
FADING_DAYS = 30
SHOWN = frozenset({Level.WATCH, Level.DISCUSS})

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
    }
)
_AREA_LETTERS = MappingProxyType({area.code: chr(ord("a") + n) for n, area in enumerate(AREAS)})


class Answer(StrEnum):
    """What a person can say to an advisory."""

    NOT_NOW = "not_now"
    TALKED = "talked"


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer, and the local day that the advisory was about."""

    answer: Answer
    as_of: date


def basis_of(assessment: Assessment) -> str:
    """Write down what an advisory rests on, in at most 64 letters.

    The observations that speak for the pattern, a dot, the areas that they name, a dot, the day
    of the dose step that pain followed. Other days and means are left out: they move on every day
    without anything being new.

    >>> from app.trends.assessment import Criterion
    >>> pain = Criterion(CriterionCode.PAIN_RISE, Verdict.FOR)
    >>> spread = Criterion(CriterionCode.NEW_AREAS, Verdict.FOR, areas=("head",))
    >>> basis_of(Assessment(date(2026, 5, 3), Level.DISCUSS, criteria=(spread, pain)))
    'ap.a.'
    """
    speaking = [line for line in assessment.criteria if line.verdict is Verdict.FOR]
    observed = sorted({_CRITERION_LETTERS[line.code] for line in speaking})
    places = sorted({_AREA_LETTERS[code] for line in speaking for code in line.areas})
    steps = (
        f"{line.before.last:%Y%m%d}"
        for line in speaking
        if line.code is CriterionCode.AFTER_DOSE_STEP and line.before is not None
    )
    return f"{''.join(observed)}.{''.join(places)}.{''.join(steps)}"


def is_new(session: Session, person: Person, assessment: Assessment) -> bool:
    """Tell whether an advisory is to be shown: it says something that was not answered yet.

    New is a higher level than any answered one, a level that went and came back, an observation,
    an area or a dose step that no answer covers.
    """
    if assessment.level not in SHOWN:
        return False
    answers = session.scalars(
        select(AdvisoryAnswer).where(AdvisoryAnswer.person_id == person.id)
    ).all()
    covering = [given for given in answers if _covers(given, assessment)]
    known = {fact for given in covering for fact in _facts(given.basis)}
    return not covering or not _facts(basis_of(assessment)) <= known


def last_answer(session: Session, person: Person) -> Answered | None:
    """Return what the person answered last."""
    given = session.scalar(
        select(AdvisoryAnswer)
        .where(AdvisoryAnswer.person_id == person.id)
        .order_by(AdvisoryAnswer.answered_at.desc(), AdvisoryAnswer.id.desc())
        .limit(1)
    )
    return None if given is None else Answered(Answer(given.answer), given.as_of)


def give_answer(
    session: Session,
    person: Person,
    sent: SubmissionKey,
    now: datetime,
    *,
    assessment: Assessment,
    seen_basis: str,
    answer: Answer,
) -> None:
    """Save an answer to the advisory that the person saw.

    Raises:
        Refused: the diary says something else by now, so the answer was to another advisory.
        KeyReused: the form was sent before with another answer.
    """
    if assessment.level not in SHOWN or seen_basis != basis_of(assessment):
        raise Refused(LOOK_AGAIN)

    def work() -> str:
        session.add(
            AdvisoryAnswer(
                person_id=person.id,
                as_of=assessment.as_of,
                level=assessment.level,
                basis=seen_basis,
                answer=answer,
                answered_at=now,
            )
        )
        return answer.value

    once(session, person.id, sent, now, work)


def _covers(given: AdvisoryAnswer, assessment: Assessment) -> bool:
    """Tell whether an answer was given to this spell of the pattern, at this level or above."""
    level = Level(given.level)
    if level.rank > assessment.level.rank:
        return given.as_of + timedelta(days=FADING_DAYS) >= assessment.as_of
    began = assessment.level_since
    return level is assessment.level and (began is None or given.as_of >= began)


def _facts(basis: str) -> set[str]:
    """Return what a basis names; a place and an observation may share a letter."""
    observed, places, step = basis.split(".")
    return {*observed, *(f"at {place}" for place in places), *filter(None, [step])}
