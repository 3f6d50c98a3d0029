"""Whatever is said of a medicine, in whatever order: no change stays that changes nothing."""

import random
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical.substances import Form
from app.diary.medicine import Prescription, planned_after
from app.models import Event, Medicine, Person
from app.services.errors import NotFound, Refused
from app.services.medicines import course, medicines
from app.services.medicines.amounts import change_in_words, dose_in_words
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.prescriptions import TakenProduct, product_of
from app.services.medicines.regimens import listed_medicine
from app.services.submissions import Edit
from tests.cast.diary import a_key
from tests.cast.people import NOW, TODAY, a_person

TABLET = TakenProduct("oxycodone", "oxycodone", "oral", Form.TABLET)
PATCH = TakenProduct("fentanyl", "fentanyl", "transdermal", Form.PATCH)
STEPS = 12


class Walk:
    """One medicine, of which something is said again and again.

    Amounts and times are few, so that changes often come to the same.
    """

    def __init__(self, session: Session, owner: Person, seed: int) -> None:
        self.session, self.owner, self.rng = session, owner, random.Random(seed)  # noqa: S311
        self.sent = self.day = 0
        self.is_patch = self.rng.random() < 0.2
        started_on = self.rng.choice([None, TODAY - timedelta(days=20)])
        asked = self.prescription(as_needed=False)
        product = PATCH if self.is_patch else TABLET
        new = NewMedicine(product, asked, as_needed=False, started_on=started_on)
        public_id = medicines.add_medicine(session, owner, a_key("add"), new, NOW)
        query = select(Medicine).where(Medicine.public_id == public_id)
        self.row = session.scalars(query).one()

    def prescription(self, *, as_needed: bool) -> Prescription:
        pick = self.rng.choice
        if self.is_patch:
            patch = Decimal(pick([25, 50]))
            return Prescription(patch, "mcg/h", count_at_once=pick([1, 2]), change_every_hours=72)
        amount = Decimal(pick([10, 20]))
        if as_needed:
            return Prescription(amount, "mg", most_a_day=pick([None, 4]))
        times = pick([(time(8),), (time(8), time(20))])
        uneven = pick([(), (Decimal(10), amount)]) if len(times) == 2 else ()
        every = pick([1, 1, 2])
        return Prescription(amount, "mg", times, amounts_at=uneven, every_days=every)

    def step(self) -> None:
        """Say one thing; what is refused leaves all as it was."""
        self.sent += 1
        edit = Edit(self.row.public_id, self.row.version, a_key(f"step {self.sent}"))
        acts = [self.change, self.change, self.take_back, self.correct, self.stop, self.again]
        try:
            self.rng.choice(acts)(edit)
        except (Refused, NotFound):
            self.session.rollback()
        self.session.expire_all()

    def near(self, first: int, last: int) -> date:
        return TODAY + timedelta(days=self.rng.randint(first, last))

    def change(self, edit: Edit) -> None:
        asked = self.prescription(as_needed=self.row.as_needed)
        day = self.near(-8, 20)
        course.change_prescription(self.session, self.owner, edit, day, asked, NOW)

    def take_back(self, edit: Edit) -> None:
        day = self.rng.choice(self.row.regimens).from_date
        course.remove_dose_change(self.session, self.owner, edit, day, NOW)

    def correct(self, edit: Edit) -> None:
        as_needed = not self.is_patch and self.rng.random() < 0.5
        product = product_of(listed_medicine(self.row))
        started_on = self.rng.choice([self.row.started_on, None])
        asked = self.prescription(as_needed=as_needed)
        new = NewMedicine(product, asked, as_needed=as_needed, started_on=started_on)
        medicines.change_medicine(self.session, self.owner, edit, new, NOW)

    def stop(self, edit: Edit) -> None:
        course.stop_medicine(self.session, self.owner, edit, self.near(0, 20), NOW)

    def again(self, edit: Edit) -> None:
        course.start_again(self.session, self.owner, edit, self.near(-5, 0), NOW)


def told(walk: Walk) -> Sequence[tuple[str, str, str]]:
    """Return each change: the dose before, the dose after, and what its note should say."""
    medicine = listed_medicine(walk.row)
    in_order = sorted(medicine.regimens, key=lambda regimen: regimen.from_date)
    return [
        (
            dose_in_words(medicine, before),
            dose_in_words(medicine, after),
            change_in_words(medicine, before, after),
        )
        for before, after in pairwise(in_order)
    ]


def check(walk: Walk) -> None:
    changes = told(walk)
    assert all(before != after for before, after, _ in changes)
    assert not any("0 times" in words for change in changes for words in change[:2])
    notes = set(walk.session.scalars(select(Event.note)))
    assert notes == {note for _, _, note in changes}
    medicine = listed_medicine(walk.row)
    if not medicine.as_needed and not walk.is_patch:
        assert all(plan.times for plan in planned_after(medicine, TODAY))


def walk_along(session: Session, seeds: Sequence[int]) -> None:
    for seed in seeds:
        walk = Walk(session, a_person(session, f"patient {seed}"), seed)
        for _ in range(STEPS):
            walk.step()
            check(walk)
        session.delete(walk.owner)
        session.commit()


@pytest.mark.slow
def test_no_change_stays_that_changes_nothing(session: Session) -> None:
    walk_along(session, range(2))


@pytest.mark.long
def test_no_change_stays_that_changes_nothing_in_many_courses(session: Session) -> None:
    walk_along(session, range(2, 300))
