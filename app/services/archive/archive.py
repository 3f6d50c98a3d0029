"""Export a diary, and add one to another without doubling a record."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.db import begin_writing
from app.diary.local_time import Turn
from app.diary.opioid_answers import OpioidAnswer
from app.interop.archive import Archive, write_archive
from app.services.archive.corrections import NOTHING_CORRECTED, Corrections
from app.services.archive.differences import DifferenceChoice, DifferenceChoices, digest_of
from app.services.archive.merge import additions
from app.services.archive.pending import find_pending, keep_upload, read_kept
from app.services.archive.pieces import Finish, Progress, T, write_in_pieces
from app.services.archive.plain import in_turn
from app.services.archive.plan import ImportPlan, Piece, plan_import
from app.services.archive.preview import preview_import
from app.services.archive.rows import with_free_ids
from app.services.archive.undo import keep_undo
from app.services.diary.value import lossless_of, settings_of
from app.services.errors import NotFound, StaleEdit
from app.services.owner import Owner
from app.services.submissions import SubmissionKey, answered_before, once

__all__ = [
    "Added",
    "SaidOfImport",
    "add_archive",
    "add_kept",
    "export",
    "keep_upload",
    "preview_import",
]


@dataclass(frozen=True, slots=True)
class SaidOfImport:
    """What the person said before a file comes in.

    Attributes:
        opioids: of medicines that nobody knows, by name, whether they are opioids.
        choices: by the key of a difference, which side counts; a difference without a choice
            stays as the diary has it.
        others: what counts for differences that are not among them, where that was said.
        turn: which are meant of times that the clock showed twice; None where nobody was asked.
        seen: names all differences that were shown then (`digest_of`).
        corrections: which medicines are meant, and how much is in a tablet.
    """

    opioids: Mapping[str, OpioidAnswer] = field(default_factory=dict)
    choices: DifferenceChoices = field(default_factory=dict)
    others: DifferenceChoice | None = None
    seen: str = ""
    turn: Turn | None = None
    corrections: Corrections = NOTHING_CORRECTED

    def is_about(self, keys: Collection[str]) -> bool:
        """Tell whether the choices are about these differences."""
        if self.others is not None and self.seen != digest_of(keys):
            return False
        return set(self.choices) <= set(keys)


@dataclass(frozen=True, slots=True)
class Added:
    """How many records were added, and how many differences the file settled."""

    new: int
    changed: int


def export(session: Session, person: Owner, today: date | None = None) -> bytes:
    """Return the whole diary as the bytes of an archive.

    With `today`, what is planned for later stands in the list of medicines alone: the archive
    tells of no day that is still to come.
    """
    return write_archive(lossless_of(session, person, today))


def add_kept(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    public_id: str,
    now: datetime,
    said: SaidOfImport | None = None,
) -> Added:
    """Add the kept file to the diary, in pieces that are each whole; commits.

    Raises:
        NotFound: there is no such upload, or it is too old.
        KeyReused: the form was sent before with another archive.
        StaleEdit: a record of which a choice was made has changed since.
    """
    earlier = answered_before(session, person.id, sent)
    if earlier is not None:
        return _read_answer(earlier)
    archive = read_kept(find_pending(session, person, public_id, now), person, now)[0]

    def finish(write_last: Callable[[], None], progress: Progress) -> str:
        def work() -> str:
            write_last()
            session.delete(find_pending(session, person, public_id, now))
            return json.dumps([progress.new, progress.changed])

        return once(session, person.id, sent, now, work).answer

    said = said or SaidOfImport()
    return _read_answer(_bring_in(session, person, archive, now, said, finish, sent.key))


def _read_answer(answer: str) -> Added:
    try:
        return Added(*json.loads(answer))
    except (ValueError, TypeError):  # another kind of form left it
        raise NotFound from None


def add_archive(session: Session, person: Owner, archive: Archive, now: datetime) -> int:
    """Add an archive to the diary, for the command line; return how many records. Commits.

    Raises:
        StaleEdit: the diary never stood still.
    """

    def finish(write_last: Callable[[], None], progress: Progress) -> int:
        begin_writing(session)
        write_last()
        session.commit()
        return progress.new

    return _bring_in(session, person, archive, now, SaidOfImport(), finish)


def _bring_in(
    session: Session,
    person: Owner,
    archive: Archive,
    now: datetime,
    said: SaidOfImport,
    finish: Finish[T],
    undo_key: str = "",
) -> T:
    def plan(owner: Owner, written: Progress) -> ImportPlan:
        known = lossless_of(session, owner)
        added = with_free_ids(session, additions(known, archive, now, said.corrections))
        if not written.pieces and not said.is_about(added.differences.keys()):
            raise StaleEdit
        if said.turn and not added.keeps_ids:
            added = replace(added, doses=in_turn(added.doses, said.turn))
        choices = dict.fromkeys(added.differences, said.others) if said.others else {}
        return plan_import(added, {**choices, **said.choices}, said.opioids)

    def after_piece(owner: Owner, piece: Piece) -> None:
        if undo_key:
            keep_undo(session, owner, undo_key, piece, settings_of(owner), now)

    return write_in_pieces(session, person, now, plan, after_piece, finish)
