"""Export a diary, and add one to another without doubling a record."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.diary.lossless import to_diary
from app.diary.opioid_answers import OpioidAnswer
from app.interop.archive import Archive, write_archive
from app.models import PendingImport
from app.services.archive import rows as archive_rows
from app.services.archive.differences import ChangedDay, ChangedDose, changed_days
from app.services.archive.merge import Additions, additions
from app.services.archive.pending import ReadList, find_pending, keep_upload, read_kept
from app.services.diary.value import lossless_of
from app.services.errors import NotFound
from app.services.medicines import opioid_answers
from app.services.owner import Owner
from app.services.submissions import SubmissionKey, once

__all__ = [
    "Counted",
    "ImportPreview",
    "add_archive",
    "add_kept",
    "export",
    "keep_upload",
    "preview_import",
]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records an archive would add, and how many are in the diary already."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an archive would add to a diary.

    Attributes:
        fills_about_you: it would fill in what the person left empty about themselves.
        unknown_names: medicines that nobody knows, of which nobody said whether they are opioids.
    """

    public_id: str
    check_ins: Counted
    doses: Counted
    events: Counted
    medicines: Counted
    first: date | None
    last: date | None
    fills_about_you: bool
    unknown_names: tuple[str, ...]
    remarks: tuple[str, ...]
    lists: tuple[ReadList, ...]
    changed_days: tuple[ChangedDay, ...]
    changed_doses: tuple[ChangedDose, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of the file can be brought in."""
        found = (self.check_ins, self.doses, self.events, self.medicines)
        return not any(counted.new or counted.known for counted in found)

    @property
    def adds_nothing(self) -> bool:
        """Tell whether the diary has all of it already."""
        found = (self.check_ins, self.doses, self.events, self.medicines)
        return not self.fills_about_you and not any(counted.new for counted in found)


def export(session: Session, person: Owner, today: date | None = None) -> bytes:
    """Return the whole diary as the bytes of an archive.

    With `today`, what is planned for later stands in the list of medicines alone: the archive
    tells of no day that is still to come.
    """
    return write_archive(lossless_of(session, person, today))


def preview_import(session: Session, person: Owner, public_id: str, now: datetime) -> ImportPreview:
    """Return what the kept file would add.

    Raises:
        NotFound: there is no such upload, or it is too old.
    """
    pending = find_pending(session, person, public_id, now)
    archive, lists = read_kept(pending, person, now)
    known = lossless_of(session, person)
    added = additions(known, archive, now)
    days = [check_in.for_date for check_in in added.check_ins]
    days += [logged.event.for_date for logged in added.events]
    days += [dose.taken_at_local.date() for dose in added.doses]
    return ImportPreview(
        public_id=public_id,
        check_ins=_counted(added.check_ins, added.offered.check_ins),
        doses=_counted(added.doses, added.offered.doses),
        events=_counted(added.events, added.offered.events),
        medicines=_counted(added.medicines, added.offered.medicines),
        first=min(days, default=None),
        last=max(days, default=None),
        fills_about_you=added.person != known.person,
        unknown_names=added.person.opioid_answers.to_ask(dose.medication for dose in added.doses),
        remarks=archive.remarks,
        lists=tuple(lists),
        changed_days=changed_days(
            to_diary(known).entries,
            archive.diary.entries,
            (check_in.for_date for check_in in added.check_ins),
        ),
        changed_doses=added.changed_doses,
    )


def add_kept(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    public_id: str,
    now: datetime,
    said: Mapping[str, OpioidAnswer] = MappingProxyType({}),
) -> str:
    """Add the kept file to the diary, all or nothing; return how many records were added.

    `said` tells of medicines that nobody knows, by name, whether they are opioids.

    Raises:
        NotFound: there is no such upload, or it is too old.
        KeyReused: the form was sent before with another archive.
    """
    # Reading may take seconds, so it comes before the write. A double tap finds nothing kept.
    query = select(PendingImport).where(PendingImport.public_id == public_id)
    found = session.scalar(query.where(PendingImport.person_id == person.id))
    archive = None if found is None else read_kept(found, person, now)[0]

    def work() -> str:
        pending = find_pending(session, person, public_id, now)
        if archive is None:
            raise NotFound
        added = _add(session, person, archive, now)
        opioid_answers.keep(session, person, said)
        session.delete(pending)
        return str(added.count)

    return once(session, person.id, sent, now, work).answer


def add_archive(session: Session, person: Owner, archive: Archive, now: datetime) -> int:
    """Add an archive to the diary at once, for the command line; return how many records."""
    added = _add(session, person, archive, now)
    session.commit()
    return added.count


def _add(session: Session, person: Owner, archive: Archive, now: datetime) -> Additions:
    added = additions(lossless_of(session, person), archive, now)
    archive_rows.write(session, person, added, now)
    return added


def _counted(new: Sized, offered: Sized) -> Counted:
    return Counted(new=len(new), known=len(offered) - len(new))
