"""Prescriptions of a file beside those of the diary. Those of the diary stay as they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import DiaryEvent
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary
from app.diary.medicine import Medicine
from app.diary.patch_wear import wear_of
from app.interop.archive import Archive
from app.services.medicines.amounts import change_in_words


def as_worn_there(
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


def prescribed_otherwise(known: LosslessDiary, archive: Archive) -> tuple[str, ...]:
    """Return the names of medicines that a lossless copy has with another prescription."""
    if archive.lossless is None or not archive.is_by_record:
        return ()
    here = {medicine.public_id: medicine for medicine in known.medicines}
    return tuple(
        here[there.public_id].name
        for there in archive.lossless.medicines
        if there.public_id in here and _as_told(here[there.public_id]) != _as_told(there)
    )


def _as_told(medicine: Medicine) -> Medicine:
    """Leave out what nobody sees: which event belongs to which prescription."""
    told = (replace(regimen, event_public_id=None) for regimen in medicine.regimens)
    return replace(medicine, regimens=tuple(told))


def notes_of_plans(
    known: LosslessDiary, offered: LosslessDiary, medicines: Iterable[Medicine], now: datetime
) -> Iterator[LoggedEvent]:
    """Yield the notes of dose changes; an archive lacks those that lay ahead when it was made.

    Args:
        known: the diary.
        offered: what the archive holds.
        medicines: those that are new to the diary.
        now: the instant of the import.
    """
    told = {logged.public_id for logged in (*known.events, *offered.events)}
    for medicine in medicines:
        in_order = sorted(medicine.regimens, key=lambda regimen: regimen.from_date)
        for before, after in pairwise(in_order):
            if after.event_public_id is not None and after.event_public_id not in told:
                note = change_in_words(medicine, before, after)
                event = DiaryEvent(after.from_date, DOSE_CHANGE_BY_PRESCRIBER, note)
                yield LoggedEvent(
                    after.event_public_id, event, Entered(now, known.person.time_zone)
                )
