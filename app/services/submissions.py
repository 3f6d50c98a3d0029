"""Each form counts once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.db import begin_writing
from app.models import Submission
from app.services.errors import StaleEdit


class KeyReused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The form was saved before with other answers; `answer` is what the first one made."""

    def __init__(self, answer: str) -> None:
        super().__init__("this form was saved before, with other answers")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class SubmissionKey:
    """The key that a form carries, and a digest of what was typed into it."""

    key: str
    body_digest: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a form: the answer of its first sending, and whether this was the first."""

    answer: str
    is_first: bool


def once(
    session: Session, person_id: int, sent: SubmissionKey, now: datetime, work: Callable[[], str]
) -> Done:
    """Do `work` for the first sending of a form, commit, and return its answer.

    `work` changes the session without committing and returns a short answer (usually a public
    id); the same sending again gives that answer and changes nothing.

    Raises:
        KeyReused: the key was used before with another body.
        StaleEdit: somebody else changed the same record at the same moment.
    """
    begin_writing(session)
    earlier = session.get(Submission, (person_id, sent.key))
    if earlier is not None:
        return _same_answer(earlier, sent)
    try:
        answer = work()
        session.add(
            Submission(
                person_id=person_id,
                key=sent.key,
                body_digest=sent.body_digest,
                answer=answer,
                created_at=now,
            )
        )
        session.commit()
    except (IntegrityError, StaleDataError):
        # Where the database allows two writers at once, the other one came first.
        session.rollback()
        earlier = session.get(Submission, (person_id, sent.key))
        if earlier is None:
            raise StaleEdit from None
        return _same_answer(earlier, sent)
    return Done(answer, is_first=True)


def answered_before(session: Session, person_id: int, sent: SubmissionKey) -> str | None:
    """Return the answer of a form's first sending; None where this is the first.

    For use-cases that have much to read before they write.

    Raises:
        KeyReused: the key was used before with another body.
    """
    earlier = session.get(Submission, (person_id, sent.key))
    return None if earlier is None else _same_answer(earlier, sent).answer


def _same_answer(earlier: Submission, sent: SubmissionKey) -> Done:
    if earlier.body_digest != sent.body_digest:
        raise KeyReused(earlier.answer)
    return Done(earlier.answer, is_first=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """Which record a form works on, in which version it was shown, and the form's key."""

    public_id: str
    seen_version: int
    sent: SubmissionKey
