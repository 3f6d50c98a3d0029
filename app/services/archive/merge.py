"""An archive beside a diary: what is new, and what says something else. Values in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.diary.check_in import CheckIn
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine
from app.interop.archive import Archive
from app.services.archive.compared import compare_with_archive, differences_of
from app.services.archive.corrections import (
    NOTHING_CORRECTED,
    Corrections,
    with_corrections,
)
from app.services.archive.differences import Difference, key_of_difference
from app.services.archive.plain import product
from app.services.archive.prescribed import (
    as_worn_there,
    notes_of_plans,
    prescribed_otherwise,
)
from app.services.archive.settings import filled_settings


@dataclass(frozen=True, slots=True)
class Additions:
    """The records to add, and where the file says something else.

    Attributes:
        known: the diary.
        offered: all that the archive holds.
        person: the person's settings, where they were empty filled from the archive.
        other_medicines: of doses that only differ; each is listed once such a dose is taken over.
        differences: by their key.
        other_prescriptions: names of medicines that the file prescribes otherwise; the list of
            the diary stays as it is.
        same_medicines: from a medicine's id in the archive to its id in the diary.
        keeps_ids: the records keep the ids that they have in the file.
        plan_notes: notes of dose changes that are still to come; no archive holds these.
    """

    known: LosslessDiary
    offered: LosslessDiary
    person: PersonSettings
    check_ins: tuple[CheckIn, ...]
    doses: tuple[LoggedDose, ...]
    events: tuple[LoggedEvent, ...]
    medicines: tuple[Medicine, ...]
    other_medicines: tuple[Medicine, ...]
    differences: Mapping[str, Difference]
    other_prescriptions: tuple[str, ...]
    same_medicines: Mapping[str, str]
    keeps_ids: bool
    plan_notes: tuple[LoggedEvent, ...]

    @property
    def count(self) -> int:
        """How many records are new."""
        return sum(map(len, (self.check_ins, self.doses, self.events, self.medicines)))


def additions(
    known: LosslessDiary,
    archive: Archive,
    now: datetime,
    corrections: Corrections = NOTHING_CORRECTED,
) -> Additions:
    """Return what `archive` holds that `known` does not, and what it says otherwise.

    A medicine is known by its id, or by its name, route and unit. New doses out of plain files and
    lists come with what the person says of them.
    """
    both = compare_with_archive(known, archive, now)
    same_medicines = _same_medicines(known.medicines, both.offered.medicines)
    new_doses, listed = tuple(both.doses.only_theirs), both.offered.medicines
    if corrections != NOTHING_CORRECTED and not archive.is_by_record:
        fresh = with_corrections(new_doses, corrections)
        new_doses, listed = fresh.doses, (*fresh.medicines, *listed)
        same_medicines |= _same_medicines(known.medicines, fresh.medicines)
    unlisted = [m for m in listed if m.public_id not in same_medicines]
    of_doses = {dose.medicine_public_id for dose in new_doses}
    comes_in = {m.public_id for m in unlisted if archive.is_by_record or m.public_id in of_doses}
    return Additions(
        known=known,
        offered=both.offered,
        person=filled_settings(known.person, both.offered.person),
        check_ins=both.new_check_ins,
        doses=as_worn_there(new_doses, known, both.offered, same_medicines),
        events=tuple(both.events.only_theirs),
        medicines=tuple(m for m in unlisted if m.public_id in comes_in),
        other_medicines=tuple(m for m in unlisted if m.public_id not in comes_in),
        differences={key_of_difference(one): one for one in differences_of(both)},
        other_prescriptions=prescribed_otherwise(known, archive),
        same_medicines=same_medicines,
        keeps_ids=archive.is_by_record,
        plan_notes=tuple(notes_of_plans(known, both.offered, unlisted, now)),
    )


def _same_medicines(known: Iterable[Medicine], offered: Iterable[Medicine]) -> dict[str, str]:
    by_id = {medicine.public_id: medicine.public_id for medicine in known}
    by_product = {_product_of(medicine): medicine.public_id for medicine in known}
    found = {m.public_id: by_id.get(m.public_id) or by_product.get(_product_of(m)) for m in offered}
    return {offered_id: known_id for offered_id, known_id in found.items() if known_id}


def _product_of(medicine: Medicine) -> tuple[str, str, str]:
    return product(medicine.name, medicine.route, medicine.unit)
