"""Asking about medicines that the catalogue does not know: opioid or not, once for each name."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.diary.opioid_answers import OpioidAnswer, OpioidAnswers
from app.services.owner import Owner, person_row
from app.services.submissions import SubmissionKey, once


def open_names(session: Session, person: Owner) -> tuple[str, ...]:
    """Return the names in the diary that nobody knows and nobody was asked about, sorted."""
    listed = select(models.Medicine.name).where(models.Medicine.person_id == person.id)
    taken = select(models.Dose.medication).where(models.Dose.person_id == person.id)
    answers = OpioidAnswers.of(person.opioid_answers)
    return answers.to_ask(session.scalars(listed.union(taken)))


def save_answers(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    answers: Mapping[str, OpioidAnswer],
    now: datetime,
) -> None:
    """Keep what was said of each name; names without an answer stay open.

    Raises:
        NotFound: the account was deleted meanwhile.
        KeyReused: the form was saved before with other answers.
    """

    def work() -> str:
        keep(session, person, answers)
        return ""

    once(session, person.id, sent, now, work)


def keep(session: Session, person: Owner, answers: Mapping[str, OpioidAnswer]) -> None:
    """Write the answers beside those of before. The caller commits."""
    row = person_row(session, person)
    before = OpioidAnswers.of(row.opioid_answers)
    row.opioid_answers = OpioidAnswers.of(answers).filled_from(before).plain()
