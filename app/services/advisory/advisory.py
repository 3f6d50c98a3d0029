"""The advisory: what the detector says of a diary now, and what the person answered to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical.events import CONDITION_WORSE, ILLNESS, NEW_INJURY, SURGERY_OR_PROCEDURE
from app.models import AdvisoryAnswer, Event
from app.services.advisory.record import basis_of, facts_of, observations_of
from app.services.errors import Refused
from app.services.moments import check_day, today_of
from app.services.owner import Owner
from app.services.submissions import SubmissionKey, once
from app.trends.detector.assessment import Assessment, Level
from app.trends.detector.situations import SHOWN, Situation, SituationReading

DIARY_SAYS_MORE = "Your diary has changed since you opened this page. Please look again."
# For this long an answer to the stronger level covers the weaker one too, as the pattern fades.
# Our own choice: many people see their provider once a month.
FADING_DAYS = 30
# "Remind me later": long enough for a call to the practice, short enough not to forget.
REMIND_DAYS = 3
# The question is about the last weeks, so its answer holds for as long.
QUESTION_HOLDS_DAYS = 28
ASKED_KINDS = (NEW_INJURY, ILLNESS, SURGERY_OR_PROCEDURE, CONDITION_WORSE)
WHEN_WAS_IT = "Enter when it was. Your best guess is fine."


class Answer(StrEnum):
    """What a person can say to an advisory, or to the question before it."""

    NOT_NOW = "not_now"
    TALKED = "talked"
    LATER = "later"
    NOTHING_NEW = "nothing_new"
    SOMETHING_NEW = "something_new"
    NOT_SAID = "not_said"


# These put the card away; the others answer the question before it.
TO_THE_CARD = (Answer.TALKED, Answer.LATER, Answer.NOT_NOW)
TO_THE_QUESTION = (Answer.NOTHING_NEW, Answer.SOMETHING_NEW, Answer.NOT_SAID)


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer to a card, and the local day that the advisory was about."""

    answer: Answer
    as_of: date


@dataclass(frozen=True, slots=True)
class Happening:
    """What the person says happened, and when: a kind of `app.clinical.events`."""

    kind: str
    for_date: date | None


def is_new(
    session: Session, person: Owner, assessment: Assessment, reading: SituationReading
) -> bool:
    """Tell whether to show an advisory: it says something that has not been answered yet.

    What counts as new: a higher level than any answered one, a level that went and came back, a
    pattern that was put in neutral words before, an observation, an area or a dose step that no
    answer covers, and whatever the person wanted to be reminded of.
    """
    if assessment.level not in SHOWN:
        return False
    covering = [
        given
        for given in _answers(session, person, TO_THE_CARD)
        if _covers(given, assessment, reading.situation)
    ]
    known = {fact for given in covering for fact in facts_of(given.basis)}
    return not covering or not facts_of(basis_of(assessment)) <= known


def asks_first(
    session: Session, person: Owner, assessment: Assessment, reading: SituationReading
) -> bool:
    """Tell whether the question about anything new comes before this advisory.

    It comes before the first `discuss` of a spell, and holds for some weeks.
    """
    if reading.situation is not Situation.DISCUSS:
        return False
    held = assessment.as_of - timedelta(days=QUESTION_HOLDS_DAYS)
    since = min(held, assessment.level_since or held)
    return not any(given.as_of >= since for given in _answers(session, person, TO_THE_QUESTION))


def last_answer(session: Session, person: Owner) -> Answered | None:
    """Return what the person answered to a card last."""
    given = _answers(session, person, TO_THE_CARD)
    return Answered(Answer(given[-1].answer), given[-1].as_of) if given else None


def give_answer(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    now: datetime,
    *,
    assessment: Assessment,
    reading: SituationReading,
    seen_basis: str,
    answer: Answer,
) -> None:
    """Save an answer to the advisory that the person saw.

    Raises:
        Refused: the diary has changed, so the answer was to another advisory.
        KeyReused: the form was sent before with another answer.
    """
    if assessment.level not in SHOWN or seen_basis != basis_of(assessment):
        raise Refused(DIARY_SAYS_MORE)

    def work() -> str:
        session.add(_row(person, assessment, reading, answer, now))
        return answer.value

    once(session, person.id, sent, now, work)


def answer_question(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    now: datetime,
    *,
    assessment: Assessment,
    reading: SituationReading,
    answer: Answer,
    happening: Happening | None = None,
) -> None:
    """Save the answer to the question before `discuss`; what happened becomes an event of its day.

    Work the advisory out again afterwards.

    Raises:
        Refused: the question is no longer asked, or the day is missing or not possible.
        KeyReused: the form was sent before with another answer.
    """

    def work() -> str:
        if not asks_first(session, person, assessment, reading):
            raise Refused(DIARY_SAYS_MORE)
        if happening is not None:
            session.add(_event(person, happening, now))
        session.add(_row(person, assessment, reading, answer, now))
        return answer.value

    once(session, person.id, sent, now, work)


def _event(person: Owner, happening: Happening, now: datetime) -> Event:
    if happening.for_date is None:
        raise Refused(WHEN_WAS_IT, "when")
    check_day(happening.for_date, today_of(person, now), "when")
    return Event(
        person_id=person.id,
        for_date=happening.for_date,
        kind=happening.kind,
        recorded_at=now,
        time_zone=person.time_zone,
    )


def _row(
    person: Owner, assessment: Assessment, reading: SituationReading, answer: Answer, now: datetime
) -> AdvisoryAnswer:
    return AdvisoryAnswer(
        person_id=person.id,
        as_of=assessment.as_of,
        level=assessment.level,
        situation=reading.situation,
        figures=observations_of(assessment),
        method_version=assessment.method_version,
        basis=basis_of(assessment),
        answer=answer,
        answered_at=now,
    )


def _answers(
    session: Session, person: Owner, kinds: tuple[Answer, ...]
) -> Sequence[AdvisoryAnswer]:
    """Return the person's answers of these kinds, the newest last."""
    return session.scalars(
        select(AdvisoryAnswer)
        .where(AdvisoryAnswer.person_id == person.id, AdvisoryAnswer.answer.in_(kinds))
        .order_by(AdvisoryAnswer.answered_at, AdvisoryAnswer.id)
    ).all()


def _covers(given: AdvisoryAnswer, assessment: Assessment, situation: Situation) -> bool:
    """Tell whether an answer was given to this spell of the pattern, at this level or above."""
    if given.answer == Answer.LATER and _has_come_due(given, assessment):
        return False
    # What was put away in neutral words was never said in full.
    if situation is Situation.DISCUSS and given.situation != situation:
        return False
    level = Level(given.level)
    if level.rank > assessment.level.rank:
        return given.as_of + timedelta(days=FADING_DAYS) >= assessment.as_of
    began = assessment.level_since
    return level is assessment.level and (began is None or given.as_of >= began)


def _has_come_due(given: AdvisoryAnswer, assessment: Assessment) -> bool:
    return given.as_of + timedelta(days=REMIND_DAYS) <= assessment.as_of
