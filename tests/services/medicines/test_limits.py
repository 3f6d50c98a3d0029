"""How many patches, for how long: forms, files and tables take and refuse the same."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.clinical.patches import LONGEST_WEAR_HOURS, MOST_WORN_AT_ONCE, SHORTEST_WEAR_HOURS
from app.clinical.substances import Form
from app.diary.diary import Diary, Dose
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine, Prescription, Regimen
from app.interop.archive import Archive
from app.interop.errors import ArchiveError
from app.interop.lossless_read import from_json
from app.interop.lossless_write import to_json
from app.models import Person
from app.services.archive.archive import add_archive
from app.services.errors import Refused
from app.services.medicines import medicines
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.prescriptions import TakenProduct
from app.services.medicines.regimens import medicines_of
from app.services.owner import owner_of
from tests.cast.diary import a_key
from tests.cast.people import NOW, TODAY

PATCH = TakenProduct("fentanyl", "fentanyl", "transdermal", Form.PATCH)
LISTED = Medicine(
    public_id="medicine",
    name="fentanyl",
    substance="fentanyl",
    route="transdermal",
    form=Form.PATCH,
    as_needed=False,
)


def by_the_form(session: Session, owner: Person, at_once: int, hours: int) -> None:
    asked = Prescription(Decimal(25), "mcg/h", count_at_once=at_once, change_every_hours=hours)
    new = NewMedicine(PATCH, asked, as_needed=False, started_on=None)
    medicines.add_medicine(session, owner_of(owner), a_key(), new, NOW)


def by_the_file(at_once: int, hours: int) -> None:
    regimen = Regimen(
        Decimal(25), "mcg/h", change_every_hours=hours, count_at_once=at_once, from_date=TODAY
    )
    listed = (replace(LISTED, regimens=(regimen,)),)
    written = to_json(LosslessDiary(PersonSettings("UTC"), medicines=listed))
    assert from_json(written).medicines == listed


@pytest.mark.parametrize(
    ("at_once", "hours"),
    [(1, SHORTEST_WEAR_HOURS), (5, 72), (MOST_WORN_AT_ONCE, LONGEST_WEAR_HOURS)],
)
def test_what_a_file_may_hold_a_form_may_too(
    session: Session, owner: Person, at_once: int, hours: int
) -> None:
    by_the_file(at_once, hours)
    by_the_form(session, owner, at_once, hours)


@pytest.mark.parametrize(
    ("at_once", "hours"),
    [
        (0, 72),
        (MOST_WORN_AT_ONCE + 1, 72),
        (1, SHORTEST_WEAR_HOURS - 1),
        (1, LONGEST_WEAR_HOURS + 1),
    ],
)
def test_what_a_form_refuses_a_file_may_not_hold_either(
    session: Session, owner: Person, at_once: int, hours: int
) -> None:
    with pytest.raises(Refused):
        by_the_form(session, owner, at_once, hours)
    with pytest.raises(ArchiveError):
        by_the_file(at_once, hours)


def test_seven_patches_from_a_file_can_be_corrected(session: Session, owner: Person) -> None:
    put_on = datetime(2026, 3, 10, 8, tzinfo=UTC).replace(tzinfo=None)
    seven = (Dose(put_on, "fentanyl", "transdermal", 100, "mcg/h"),) * 7
    add_archive(session, owner_of(owner), Archive(Diary(doses=seven)), NOW)
    (medicine,) = medicines_of(session, owner_of(owner))
    assert medicine.regimens[0].count_at_once == 7
    by_the_form(session, owner, at_once=7, hours=72)
