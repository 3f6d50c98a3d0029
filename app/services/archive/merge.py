"""Which parts of an archive are new to a diary: values in, values out, no tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.diary.check_in import CheckIn
from app.diary.diary import Profile
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine
from app.diary.patch_wear import wear_of
from app.interop.archive import Archive
from app.interop.record_keys import dose_keys, event_keys
from app.services.archive.differences import ChangedDose, changed_doses
from app.services.archive.plain import from_plain


@dataclass(frozen=True, slots=True)
class Additions:
    """The records to add, and what is then known of the person.

    Attributes:
        offered: all that the archive holds.
        person: the person's settings, where they were empty filled from the archive.
        changed_doses: those of which the file gives another amount; they are not added.
        same_medicines: from a medicine's id in the archive to its id in the diary.
    """

    offered: LosslessDiary
    person: PersonSettings
    check_ins: tuple[CheckIn, ...]
    doses: tuple[LoggedDose, ...]
    events: tuple[LoggedEvent, ...]
    medicines: tuple[Medicine, ...]
    changed_doses: tuple[ChangedDose, ...]
    same_medicines: dict[str, str]

    @property
    def count(self) -> int:
        """How many records are new."""
        return sum(map(len, (self.check_ins, self.doses, self.events, self.medicines)))


def additions(known: LosslessDiary, archive: Archive, now: datetime) -> Additions:
    """Return what `archive` holds that `known` does not.

    A record is known by its id, or by what makes it the same record: a check-in by its day and
    the instant of saving (from plain files: by its day), a dose or an event by what it says
    (`app.interop.record_keys`), a medicine by its name, route and unit.
    """
    offered = archive.lossless or from_plain(archive.diary, known.person.time_zone, now)
    same_medicines = _same_medicines(known.medicines, offered.medicines)
    changed = changed_doses(known.doses, offered.doses)
    told_otherwise = {dose.theirs.public_id for dose in changed}
    new_doses = _new_doses(known.doses, offered.doses)
    told_alike = tuple(dose for dose in new_doses if dose.public_id not in told_otherwise)
    return Additions(
        offered=offered,
        person=_filled(known.person, offered.person),
        check_ins=_new_check_ins(known.check_ins, offered.check_ins),
        doses=_as_worn_there(told_alike, known, offered, same_medicines),
        events=_new_events(known.events, offered.events),
        medicines=tuple(m for m in offered.medicines if m.public_id not in same_medicines),
        changed_doses=changed,
        same_medicines=same_medicines,
    )


def _new_check_ins(known: Iterable[CheckIn], offered: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    known = tuple(known)
    ids = {c.public_id for c in known}
    days = {c.for_date for c in known}
    saved = {(c.for_date, c.entered.at) for c in known}
    return tuple(
        c
        for c in offered
        if c.public_id not in ids
        and (c.for_date, c.entered.at) not in saved
        # A row of plain files is a whole day: a day that has answers keeps its own.
        and not (c.entered.is_imported and c.for_date in days)
    )


def _new_doses(
    known: tuple[LoggedDose, ...], offered: tuple[LoggedDose, ...]
) -> tuple[LoggedDose, ...]:
    ids = {dose.public_id for dose in known}
    keys = set(_dose_keys(known))
    return tuple(
        dose
        for dose, key in zip(offered, _dose_keys(offered), strict=True)
        if dose.public_id not in ids and key not in keys
    )


def _as_worn_there(
    doses: tuple[LoggedDose, ...],
    known: LosslessDiary,
    offered: LosslessDiary,
    same_medicines: Mapping[str, str],
) -> tuple[LoggedDose, ...]:
    """Keep how long each patch counts as worn where its medicine is prescribed otherwise here.

    The prescription that it came with is not taken over, and what was taken must not change.
    """
    here = {medicine.public_id: _wear(medicine) for medicine in known.medicines}
    otherwise = {
        there.public_id
        for there in offered.medicines
        if there.public_id in same_medicines
        and here[same_medicines[there.public_id]] != _wear(there)
    }
    worn = wear_of(offered.doses, offered.medicines, offered.person.opioid_answers)
    off_at = {of.patch.public_id: of.off_at for of in worn}
    return tuple(
        replace(dose, worn_until_local=off_at[dose.public_id])
        if dose.is_patch and not dose.removed_at_local and dose.medicine_public_id in otherwise
        else dose
        for dose in doses
    )


def _wear(medicine: Medicine) -> tuple[object, ...]:
    """Return all that decides how long its patches count as worn."""
    regimens = {(r.from_date, r.change_every_hours, r.count_at_once) for r in medicine.regimens}
    return medicine.started_on, medicine.stopped_on, medicine.is_imported, regimens


def _dose_keys(doses: Iterable[LoggedDose]) -> tuple[str, ...]:
    return dose_keys(dose.in_diary() for dose in doses)


def _new_events(
    known: tuple[LoggedEvent, ...], offered: tuple[LoggedEvent, ...]
) -> tuple[LoggedEvent, ...]:
    ids = {event.public_id for event in known}
    keys = set(_event_keys(known))
    return tuple(
        event
        for event, key in zip(offered, _event_keys(offered), strict=True)
        if event.public_id not in ids and key not in keys
    )


def _event_keys(events: Iterable[LoggedEvent]) -> tuple[str, ...]:
    return event_keys(logged.event for logged in events)


def _same_medicines(known: Iterable[Medicine], offered: Iterable[Medicine]) -> dict[str, str]:
    by_id = {medicine.public_id: medicine.public_id for medicine in known}
    by_product = {_product(medicine): medicine.public_id for medicine in known}
    found = {m.public_id: by_id.get(m.public_id) or by_product.get(_product(m)) for m in offered}
    return {offered_id: known_id for offered_id, known_id in found.items() if known_id}


def _product(medicine: Medicine) -> tuple[str, str, str]:
    return " ".join(medicine.name.casefold().split()), medicine.route, medicine.unit


def _filled(known: PersonSettings, offered: PersonSettings) -> PersonSettings:
    """Fill in what the person left empty; what they said themselves stays."""
    mine, theirs = known.profile, offered.profile
    profile = Profile(
        original_areas=mine.original_areas or theirs.original_areas,
        opioid_start=mine.opioid_start or theirs.opioid_start,
        condition=mine.condition or theirs.condition,
    )
    return replace(
        known,
        profile=profile,
        care=known.care or offered.care,
        opioid_answers=known.opioid_answers.filled_from(offered.opioid_answers),
    )
