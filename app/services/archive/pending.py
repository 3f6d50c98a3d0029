"""Files between their upload and the word to add them; what nobody confirms is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.diary.diary import Diary
from app.diary.local_time import local_time
from app.diary.lossless import to_diary
from app.interop.archive import Archive
from app.interop.lived_part import Present, lived_part
from app.interop.other_apps.choices import Choices, choices_json, choices_of
from app.interop.other_apps.listing import Listing
from app.interop.other_apps.outcome import ListResult
from app.interop.other_apps.questions import Questions, open_questions, settled
from app.interop.other_apps.read import read_listing
from app.interop.other_apps.recognise import recognised
from app.interop.sheets_write import NOWHERE
from app.interop.uploads import look_into, remarks_of, tables_json, tables_of
from app.models import ImportUndo, PendingImport
from app.services.archive.listed import from_outcomes
from app.services.errors import NotFound
from app.services.owner import Owner

# Long enough to read the preview.
PENDING_FOR = timedelta(hours=24)
# As long, for whoever finds out the next morning.
UNDO_FOR = PENDING_FOR


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list of an uploaded file.

    Attributes:
        at: its position in the file.
        listing: the list.
        choices: what was said of it so far.
    """

    at: int
    listing: Listing
    choices: Choices

    @property
    def asks_columns(self) -> bool:
        """Whether the person has to say first which column is what."""
        return not (self.choices.is_confirmed or self.choices.is_left_out)

    def questions(self) -> Questions:
        """Return what is left to ask of its content."""
        return open_questions(self.listing, self.choices)


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list and what came of it."""

    listing: Listing
    outcome: ListResult


def keep_upload(
    session: Session, person: Owner, content: bytes, now: datetime, name: str = "your file"
) -> str:
    """Keep a file for its preview; return its public id. Uploads of anybody that are old go.

    Raises:
        ArchiveError: it cannot be read; nothing is kept.
    """
    upload = look_into(name, content)
    pending = PendingImport(
        person_id=person.id,
        name=upload.name,
        content=content if upload.archive else tables_json(upload),
        choices=None if upload.archive else [_first_choices(recognised(t)) for t in upload.tables],
        created_at=now,
    )
    begin_writing(session)
    is_old = PendingImport.created_at <= now - PENDING_FOR
    is_earlier = PendingImport.person_id == person.id
    session.execute(delete(PendingImport).where(is_old | is_earlier))
    session.execute(delete(ImportUndo).where(ImportUndo.created_at <= now - UNDO_FOR))
    session.add(pending)
    session.commit()
    return pending.public_id


def _first_choices(listing: Listing) -> dict[str, Any]:
    return choices_json(_settled(listing, listing.suggested))


def _settled(listing: Listing, choices: Choices) -> Choices:
    return settled(listing, choices) if listing.rows else replace(choices, is_left_out=True)


def find_pending(session: Session, person: Owner, public_id: str, now: datetime) -> PendingImport:
    """Return a kept upload.

    Raises:
        NotFound: there is no such upload, or it is too old.
    """
    pending = session.scalar(
        select(PendingImport)
        .where(PendingImport.person_id == person.id)
        .where(PendingImport.public_id == public_id)
        .where(PendingImport.created_at > now - PENDING_FOR)
    )
    if pending is None:
        raise NotFound
    return pending


def kept_lists(pending: PendingImport) -> tuple[KeptList, ...]:
    """Return the lists of an upload; none of an archive."""
    if pending.choices is None:
        return ()
    said = [choices_of(plain) for plain in pending.choices]
    return tuple(
        KeptList(at, recognised(table), choices)
        for at, (table, choices) in enumerate(zip(tables_of(pending.content), said, strict=True))
    )


def next_open(session: Session, person: Owner, public_id: str, now: datetime) -> KeptList | None:
    """Return the first list that leaves something to ask; None where all is said.

    Raises:
        NotFound: there is no such upload, or it is too old.
    """
    kept = kept_lists(find_pending(session, person, public_id, now))
    return next((one for one in kept if one.asks_columns or one.questions().are_open), None)


def say(
    session: Session, person: Owner, public_id: str, kept: KeptList, choices: Choices, now: datetime
) -> None:
    """Keep what the person said of a list.

    Raises:
        NotFound: there is no such upload, or it is too old.
    """
    plain = choices_json(_settled(kept.listing, choices))
    begin_writing(session)
    pending = find_pending(session, person, public_id, now)
    said = list(pending.choices or ())
    said[kept.at] = plain
    pending.choices = said
    session.commit()


def read_kept(
    pending: PendingImport, person: Owner, now: datetime
) -> tuple[Archive, Sequence[ReadList]]:
    """Return what a kept file holds, as an archive; and of lists, what came of each.

    Days and times still to come are left out.
    """
    here = local_time(now, person.time_zone)
    if pending.choices is None:
        archive = look_into(pending.name, pending.content).archive
        return lived_part(archive or Archive(Diary()), Present.of(now, person.time_zone)), ()
    read = [
        ReadList(k.listing, read_listing(k.listing, k.choices, person.time_zone, here))
        for k in kept_lists(pending)
    ]
    lossless = from_outcomes([one.outcome for one in read], person.time_zone, now)
    # A list tells "nowhere" by a word of its own.
    told = frozenset({NOWHERE})
    remarks = remarks_of(pending.content)
    return Archive(to_diary(lossless), lossless, remarks, columns=told, is_list=True), read
