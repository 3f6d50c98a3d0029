"""What plain files told stays what it was, whatever the person says or changes later."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.diary.check_in import Answers
from app.diary.diary import DayEntry, Diary, Dose
from app.diary.medicine import Prescription
from app.diary.scores import AVERAGE_PAIN
from app.interop.archive import read_archive, write_archive
from app.models import CheckIn, Medicine, Person
from app.services.archive import archive
from app.services.diary.changes import change_check_in
from app.services.diary.value import diary_of
from app.services.medicines import medicines
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.prescriptions import product_of
from app.services.medicines.regimens import listed_medicine
from app.services.owner import owner_of
from app.services.submissions import Edit
from app.trends.figures.exposure import daily_mme
from tests.cast.diary import a_key
from tests.cast.people import NOW, TODAY

FIRST = TODAY - timedelta(days=12)
# 25 mcg/h count 60 MME a day.
PATCHES = Diary(
    doses=tuple(
        Dose(
            datetime.combine(FIRST, datetime.min.time()) + timedelta(days=3 * n),
            "fentanyl",
            "transdermal",
            25,
            "mcg/h",
        )
        for n in range(4)
    )
)


def bring_in(session: Session, owner: Person, diary: Diary) -> None:
    archive.add_archive(session, owner_of(owner), read_archive(write_archive(diary)), NOW)


def amounts(diary: Diary) -> list[float | None]:
    return [day.mme_per_day for day in daily_mme(diary, FIRST, TODAY - timedelta(days=1))]


def tell(session: Session, owner: Person, key: str, started_on: date | None) -> None:
    """Say that one patch is changed every day from now on."""
    row = session.scalars(select(Medicine)).one()
    asked = Prescription(Decimal(25), "mcg/h", change_every_hours=24)
    new = NewMedicine(
        product_of(listed_medicine(row)), asked, as_needed=False, started_on=started_on
    )
    medicines.change_medicine(
        session, owner_of(owner), Edit(row.public_id, row.version, a_key(key)), new, NOW
    )


@pytest.mark.parametrize("started_on", [None, FIRST, FIRST - timedelta(days=400), TODAY])
def test_hours_told_later_leave_earlier_days_as_the_file_told_them(
    session: Session, owner: Person, started_on: date | None
) -> None:
    bring_in(session, owner, PATCHES)
    told = amounts(diary_of(session, owner_of(owner)))
    assert told == [60.0] * 12
    tell(session, owner, "first", started_on)
    tell(session, owner, "again", started_on)
    # A start that is corrected moves no prescription to days of which the file tells.
    tell(session, owner, "corrected", FIRST - timedelta(days=30))
    assert amounts(diary_of(session, owner_of(owner))) == told
    exported = archive.export(session, owner_of(owner))
    assert amounts(read_archive(exported).diary) == told


def test_a_mean_comes_in_as_it_was_and_stays_until_the_score_is_changed(
    session: Session, owner: Person
) -> None:
    bring_in(session, owner, Diary(entries=(DayEntry(TODAY, pain=4.5, touch=2),)))
    person = owner_of(owner)

    def pain() -> float | None:
        session.expire_all()
        exported = read_archive(archive.export(session, person)).diary
        assert exported.entries == diary_of(session, person).entries
        return exported.entries[0].pain

    assert pain() == 4.5
    for key, answered, expected in (("note", 5, 4.5), ("other", 6, 6.0), ("back", 5, 5.0)):
        row = session.scalars(select(CheckIn)).one()
        answers = Answers({AVERAGE_PAIN.code: answered}, note=key)
        edit = Edit(row.public_id, row.version, a_key(key))
        change_check_in(session, person, edit, TODAY, answers, NOW)
        assert pain() == expected
