"""What a kept file would add to a diary, and where it says something else."""

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy.orm import Session

from app.clinical.plausibility import doubt_about
from app.diary.dose import LoggedDose
from app.interop.errors import ArchiveError
from app.services.archive.corrections import CountedMedicine, uncounted_pieces
from app.services.archive.differences import (
    ChangedAnswer,
    ChangedDose,
    ChangedEvent,
    Difference,
    MissingDay,
)
from app.services.archive.merge import Additions, additions
from app.services.archive.pending import ReadList, find_pending, read_kept
from app.services.archive.plain import came_twice
from app.services.diary.value import lossless_of
from app.services.owner import Owner


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records of a file are new, read differently in the diary, or are there already."""

    new: int
    different: int
    known: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an archive would add to a diary.

    Attributes:
        fills_about_you: it would fill in what the person left empty about themselves.
        unknown_names: medicines that nobody knows, of which nobody said whether they are opioids.
        left_out: rows of our own files that no form would take.
        row_count: how many rows our own files have.
        uncounted: opioids that are new and counted in tablets or the like.
        may_be_slips: an unknown name may be another one, written wrongly; a lossless copy of ours
            keeps its names.
        differences: what the file says otherwise, by key, in order of time.
        odd_amounts: doses far beyond any usual one, the first of each amount.
        came_twice: doses at a time that the clock showed twice; our own copies say which it was.
        other_prescriptions: medicines that a copy prescribes otherwise; the diary's list stays.
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
    uncounted: tuple[CountedMedicine, ...]
    may_be_slips: bool
    remarks: tuple[str, ...]
    lists: tuple[ReadList, ...]
    left_out: tuple[ArchiveError, ...]
    row_count: int
    differences: Mapping[str, Difference]
    other_prescriptions: tuple[str, ...]
    odd_amounts: tuple[LoggedDose, ...]
    came_twice: tuple[LoggedDose, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of the file can be brought in."""
        return not any(one.new or one.different or one.known for one in self._counted)

    @property
    def adds_nothing(self) -> bool:
        """Tell whether nothing can come of it: no new record, and nothing to choose."""
        is_new = self.fills_about_you or any(counted.new for counted in self._counted)
        return not is_new and not self.differences

    @property
    def _counted(self) -> tuple[Counted, ...]:
        return self.check_ins, self.doses, self.events, self.medicines


def preview_import(session: Session, person: Owner, public_id: str, now: datetime) -> ImportPreview:
    """Return what the kept file would add.

    Raises:
        NotFound: there is no such upload, or it is too old.
    """
    pending = find_pending(session, person, public_id, now)
    archive, lists = read_kept(pending, person, now)
    added = additions(lossless_of(session, person), archive, now)
    days = [check_in.for_date for check_in in added.check_ins]
    days += [logged.event.for_date for logged in added.events]
    days += [dose.taken_at_local.date() for dose in added.doses]
    in_order = sorted(added.differences.items(), key=lambda item: _day_of(item[1]))
    return ImportPreview(
        public_id=public_id,
        check_ins=_counted(added.check_ins, added.offered.check_ins, _changed_days(added)),
        doses=_counted(added.doses, added.offered.doses, _changed(added, ChangedDose)),
        events=_counted(added.events, added.offered.events, _changed(added, ChangedEvent)),
        medicines=_counted(added.medicines, added.offered.medicines, ()),
        first=min(days, default=None),
        last=max(days, default=None),
        fills_about_you=added.person != added.known.person,
        unknown_names=added.person.opioid_answers.to_ask(_medicine_names(added)),
        uncounted=() if added.keeps_ids else uncounted_pieces(added.doses),
        may_be_slips=not added.keeps_ids,
        remarks=archive.remarks,
        lists=tuple(lists),
        left_out=archive.left_out,
        row_count=archive.plain.row_count if archive.plain else 0,
        differences=dict(in_order),
        other_prescriptions=added.other_prescriptions,
        odd_amounts=_odd_amounts(added.doses),
        came_twice=() if added.keeps_ids else tuple(filter(came_twice, added.doses)),
    )


# Our own choice, one dose every four hours: only to notice what is far off.
MOST_DOSES_A_DAY = 6


def _odd_amounts(doses: Iterable[LoggedDose]) -> tuple[LoggedDose, ...]:
    """Return the first dose of each amount that is far beyond a usual one."""
    first: dict[tuple[object, ...], LoggedDose] = {}
    for dose in sorted(doses, key=attrgetter("taken_at_local")):
        first.setdefault((dose.medication, dose.route, dose.unit, dose.amount), dose)
    return tuple(dose for dose in first.values() if _is_odd(dose))


def _is_odd(dose: LoggedDose) -> bool:
    # The total of a day is held against as many doses as fit into one.
    doses = MOST_DOSES_A_DAY if dose.is_daily_total else 1
    doubt = doubt_about(dose.medication, dose.route, dose.unit, float(dose.amount) / doses)
    return doubt is not None and (doubt.is_large or bool(doubt.slip_unit))


def _counted(new: Sized, offered: Sized, different: Sized) -> Counted:
    return Counted(len(new), len(different), len(offered) - len(new) - len(different))


def _changed_days(added: Additions) -> set[object]:
    changed = (one for one in added.differences.values() if isinstance(one, ChangedAnswer))
    return {tuple(c.public_id for c in one.check_ins) for one in changed}


def _changed(
    added: Additions, kind: type[ChangedDose | ChangedEvent]
) -> list[ChangedDose | ChangedEvent]:
    changed = (one for one in added.differences.values() if isinstance(one, kind))
    return [one for one in changed if one.theirs is not None]


def _medicine_names(added: Additions) -> Iterable[str]:
    """Yield the names of all medicines that may come into the diary."""
    yield from (dose.medication for dose in added.doses)
    for change in added.differences.values():
        if isinstance(change, ChangedDose) and change.theirs is not None:
            yield change.theirs.medication


def _day_of(difference: Difference) -> date:
    """Return the day that a difference is about; what is about no day comes first."""
    if isinstance(difference, ChangedAnswer):
        return difference.for_date
    if isinstance(difference, MissingDay):
        return difference.check_ins[0].for_date
    if isinstance(difference, ChangedDose):
        return difference.mine.taken_at_local.date()
    return difference.mine.event.for_date if isinstance(difference, ChangedEvent) else date.min
