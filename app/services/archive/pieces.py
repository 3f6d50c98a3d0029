"""An import written piece by piece: each is whole, and others may write in between.

Reading and comparing take seconds, so they come before the lock. Each piece looks first whether
the diary is still as it was read; where it is not, the rest is compared anew. So a stop in between
leaves whole pieces, and the same file again finishes the import without a double.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import models
from app.db import begin_writing, let_others_write
from app.services.archive.plan import ImportPlan, Piece
from app.services.archive.rows import RecordTable, write_piece
from app.services.errors import StaleEdit
from app.services.owner import Owner, owner_of, person_row

# Somebody who saves every few seconds while their own import runs needs fewer.
MOST_COMPARISONS = 20
_COUNTED: tuple[RecordTable | type[models.Medicine], ...] = (
    models.CheckIn,
    models.Event,
    models.Dose,
    models.Medicine,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many records are new by now, how many differences are settled, and in how many pieces."""

    new: int = 0
    changed: int = 0
    pieces: int = 0


T = TypeVar("T")
Plan = Callable[[Owner, Progress], ImportPlan]
Finish = Callable[[Callable[[], None], Progress], T]
Stamp = tuple[int | None, ...]
AfterPiece = Callable[[Owner, Piece], None]


def write_in_pieces(
    session: Session,
    person: Owner,
    now: datetime,
    plan: Plan,
    after_piece: AfterPiece,
    finish: Finish[T],
) -> T:
    """Write what `plan` returns piece by piece, each committed; return what `finish` returns.

    Args:
        session: reads until a piece is written.
        person: whose diary it is.
        now: the instant.
        plan: reads and compares what is left; asked again when the diary has changed meanwhile.
        after_piece: writes what goes with a piece, in the same transaction.
        finish: is handed the writing of the last piece, and commits it with what ends the import.

    Raises:
        StaleEdit: the diary never stood still.
        NotFound: the account was deleted meanwhile.
    """
    written = Progress()
    for _ in range(MOST_COMPARISONS):
        owner = owner_of(person_row(session, person))
        seen = _stamp(session, owner)
        planned = plan(owner, written)
        attempt = _Attempt(session, owner, planned, now, after_piece, seen)
        whole = Progress(written.new + planned.new, max(written.changed, planned.changed))
        try:
            for piece in planned.pieces[:-1]:
                attempt.write_and_commit(piece)
                new = written.new + piece.new_count
                written = Progress(new, whole.changed, written.pieces + 1)
            return finish(partial(attempt.write, planned.pieces[-1]), whole)
        except (StaleEdit, IntegrityError):
            # Somebody else came first. What was begun is given up, what is written stays.
            session.rollback()
    raise StaleEdit


@dataclass(slots=True)
class _Attempt:
    """One plan on its way into the tables; `seen` is the stamp that the diary should have."""

    session: Session
    owner: Owner
    plan: ImportPlan
    now: datetime
    after_piece: AfterPiece
    seen: Stamp

    def write_and_commit(self, piece: Piece) -> None:
        begin_writing(self.session)
        self.write(piece)
        self.seen = _stamp(self.session, self.owner)
        self.session.commit()
        let_others_write(self.session)

    def write(self, piece: Piece) -> None:
        # Where the database lets several write at once, another import of the person waits here.
        the_person = select(models.Person.id).where(models.Person.id == self.owner.id)
        self.session.scalar(the_person.with_for_update())
        if _stamp(self.session, self.owner) != self.seen:
            raise StaleEdit
        write_piece(self.session, self.owner, self.plan, piece, self.now)
        self.after_piece(self.owner, piece)


def _stamp(session: Session, owner: Owner) -> Stamp:
    """Return what tells that no record came or went: how many there are, and the newest.

    Both are read from an index. A record that changes is told by its own version.
    """
    figures = (
        select(figure(table.id)).where(table.person_id == owner.id).scalar_subquery()
        for table in _COUNTED
        for figure in (func.count, func.max)
    )
    return tuple(session.execute(select(*figures)).one())
