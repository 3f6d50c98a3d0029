"""Each form counts once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.db import begin_writing
from app.models import Submission
from app.models.columns import Versioned
from app.services.errors import StaleEdit

_Record = TypeVar("_Record", bound=Versioned)


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
class Edit:
    """Which record a form works on, in which version it was shown, and the form's key."""

    public_id: str
    seen_version: int
    sent: SubmissionKey


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


def edit_once(
    session: Session,
    person_id: int,
    edit: Edit,
    now: datetime,
    find: Callable[[], _Record],
    act: Callable[[_Record], None],
    answer: Callable[[_Record], str] | None = None,
) -> str:
    """Change or delete a record once, in the version that the person saw; commit.

    `find` returns its row within the write, `act` changes or deletes it, and `answer` says what to
    remember of it: its public id, unless something else is wanted.

    Raises:
        StaleEdit: it was changed after the form was opened.
        KeyReused: the form was sent before with other answers.
    """

    def work() -> str:
        record = find()
        if record.version != edit.seen_version:
            raise StaleEdit
        act(record)
        return edit.public_id if answer is None else answer(record)

    return once(session, person_id, edit.sent, now, work).answer


def _same_answer(earlier: Submission, sent: SubmissionKey) -> Done:
    if earlier.body_digest != sent.body_digest:
        raise KeyReused(earlier.answer)
    return Done(earlier.answer, is_first=False)
