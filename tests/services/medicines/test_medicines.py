"""Medicines and their course."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clinical.medicines import OpioidKind
from app.clinical.substances import Form
from app.diary.diary import DiaryEvent
from app.diary.medicine import Prescription, in_force
from app.diary.opioid_answers import OpioidAnswers
from app.interop.archive import read_archive
from app.models import Dose, Event, Medicine, Person, Regimen
from app.services.archive import archive
from app.services.archive.undo import undo_import
from app.services.diary.changes import change_event, delete_event
from app.services.errors import NotFound, Refused, StaleEdit
from app.services.medicines import course as medicine_course
from app.services.medicines import medicines
from app.services.medicines.amounts import daily_amount, dose_in_words
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.prescriptions import TakenProduct, product_of
from app.services.medicines.regimens import listed_medicine, regimen_of
from app.services.owner import owner_of
from app.services.submissions import Edit
from tests.cast.diary import a_key, by_clock, fentanyl, oxycodone
from tests.cast.people import NOW, TODAY, a_person
from tests.cast.taking import due_on, put_on_patch, take_due

TABLET = TakenProduct("oxycodone", "oxycodone", "oral", Form.TABLET)
PATCH = TakenProduct("fentanyl", "fentanyl", "transdermal", Form.PATCH)
OWN_PATCH = TakenProduct("my patch", None, "transdermal", Form.PATCH)


def edit_of(medicine: Medicine, key: str = "edit") -> Edit:
    return Edit(medicine.public_id, medicine.version, a_key(key))


def count(session: Session, table: type[Event | Dose | Medicine | Regimen]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("product", "asked", "sentence"),
    [
        (TABLET, Prescription(Decimal(25), "mcg/h", (time(8),)), "Only patches are in mcg/h"),
        (
            PATCH,
            Prescription(Decimal(5), "mg", change_every_hours=72),
            "Patch strength is in mcg/h",
        ),
        (OWN_PATCH, Prescription(Decimal(5), "mg", change_every_hours=72), "mcg/h"),
        (TABLET, Prescription(Decimal(0), "mg", (time(8),)), "amount"),
        (TABLET, Prescription(Decimal(10) ** 9, "mg", (time(8),)), "Check the amount"),
        (TABLET, Prescription(Decimal(10), "mg"), "at least one time"),
        (TABLET, Prescription(Decimal(10), "mg", (time(8), time(8))), "Two times are the same"),
        (PATCH, Prescription(Decimal(25), "mcg/h"), "hours"),
        (PATCH, Prescription(Decimal(25), "mcg/h", change_every_hours=9999), "hours"),
        (
            PATCH,
            Prescription(Decimal(25), "mcg/h", count_at_once=11, change_every_hours=72),
            "patches",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    session: Session, owner: Person, product: TakenProduct, asked: Prescription, sentence: str
) -> None:
    new = NewMedicine(product, asked, as_needed=False, started_on=None)
    with pytest.raises(Refused, match=sentence):
        medicines.add_medicine(session, owner, a_key(), new, NOW)
    assert count(session, Medicine) == 0


def test_a_medicine_sent_twice_is_added_once(session: Session, owner: Person) -> None:
    new = NewMedicine(TABLET, Prescription(Decimal(10), "mg", (time(8),)), False, None)
    first = medicines.add_medicine(session, owner, a_key(), new, NOW)
    assert medicines.add_medicine(session, owner, a_key(), new, NOW) == first
    assert count(session, Medicine) == 1


def test_a_dose_change_keeps_the_old_dose_and_logs_one_event(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner)
    asked = Prescription(Decimal(15), "mg", (time(8), time(20)))
    sent = edit_of(medicine)
    for _ in range(2):
        medicine_course.change_prescription(session, owner, sent, date(2026, 3, 10), asked, NOW)
    session.expire_all()
    before, after = in_force(medicine, date(2026, 3, 9)), in_force(medicine, date(2026, 3, 10))
    assert before is not None
    assert after is not None
    assert (before.amount, after.amount) == (Decimal(10), Decimal(15))
    events = list(session.scalars(select(Event)))
    assert [(e.kind, e.note, e.for_date) for e in events] == [
        ("dose_change_by_prescriber", "oxycodone 10 mg to 15 mg", date(2026, 3, 10))
    ]


def test_the_note_of_a_change_says_how_often_where_that_changed(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner)
    asked = Prescription(Decimal(10), "mg", (time(8), time(14), time(20)))
    medicine_course.change_prescription(session, owner, edit_of(medicine), TODAY, asked, NOW)
    note = session.scalar(select(Event.note))
    assert note == "oxycodone 10 mg 2 times a day to 10 mg 3 times a day"


def test_two_patches_instead_of_one_are_a_change_of_dose(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner)
    asked = Prescription(Decimal(25), "mcg/h", count_at_once=2, change_every_hours=72)
    medicine_course.change_prescription(session, owner, edit_of(medicine), TODAY, asked, NOW)
    assert session.scalar(select(Event.note)) == "fentanyl 25 mcg/h to 2 patches of 25 mcg/h"


def test_the_same_dose_is_no_change(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    asked = Prescription(Decimal("10.0"), "mg", (time(9), time(21)))
    with pytest.raises(Refused, match="same dose"):
        medicine_course.change_prescription(session, owner, edit_of(medicine), TODAY, asked, NOW)
    session.rollback()
    assert count(session, Event) == 0


def test_a_change_comes_after_the_one_before(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    asked = Prescription(Decimal(15), "mg", (time(8),))
    with pytest.raises(Refused, match="began on 1 March 2026"):
        medicine_course.change_prescription(
            session, owner, edit_of(medicine), date(2026, 2, 20), asked, NOW
        )


def test_where_the_start_is_not_known_a_change_may_lie_before_the_day_it_was_written_down(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, started_on=None)
    asked = Prescription(Decimal(15), "mg", (time(8),))
    medicine_course.change_prescription(
        session, owner, edit_of(medicine), date(2026, 3, 2), asked, NOW
    )
    amounts = [in_force(medicine, date(2026, 3, day)) for day in (1, 2)]
    assert [r.amount for r in amounts if r] == [Decimal(10), Decimal(15)]


def noted_change(session: Session, owner: Person) -> Medicine:
    """Oxycodone, changed today from 10 to 15 mg."""
    medicine = oxycodone(session, owner)
    asked = Prescription(Decimal(15), "mg", (time(8), time(20)))
    medicine_course.change_prescription(session, owner, edit_of(medicine, "do"), TODAY, asked, NOW)
    return medicine


def corrected(session: Session, owner: Person, medicine: Medicine, amount: int, unit: str) -> None:
    medicines.change_medicine(
        session,
        owner,
        edit_of(medicine, "correct"),
        NewMedicine(
            product_of(listed_medicine(medicine)),
            Prescription(Decimal(amount), unit, (time(8), time(20))),
            as_needed=False,
            started_on=medicine.started_on,
        ),
        NOW,
    )


def take_back(session: Session, owner: Person, medicine: Medicine) -> None:
    edit = edit_of(medicine, "undo")
    medicine_course.remove_dose_change(session, owner, edit, TODAY, NOW)
    assert [regimen.amount for regimen in medicine.regimens] == [Decimal(10)]


def notes(session: Session) -> list[str]:
    return list(session.scalars(select(Event.note)))


def test_a_change_taken_back_takes_its_event_with_it(session: Session, owner: Person) -> None:
    medicine = noted_change(session, owner)
    take_back(session, owner, medicine)
    assert notes(session) == []


def test_a_corrected_change_taken_back_takes_its_event_with_it(
    session: Session, owner: Person
) -> None:
    medicine = noted_change(session, owner)
    corrected(session, owner, medicine, 20, "mg")
    assert notes(session) == ["oxycodone 10 mg to 20 mg"]
    take_back(session, owner, medicine)
    assert notes(session) == []


def test_what_a_correction_rewrote_is_not_put_back_from_another_tab(
    session: Session, owner: Person
) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    seen = Edit(event.public_id, event.version, a_key("other tab"))
    corrected(session, owner, medicine, 20, "mg")
    old = DiaryEvent(TODAY, "dose_change_by_prescriber", "oxycodone 10 mg to 15 mg\nat last")
    with pytest.raises(StaleEdit):
        change_event(session, owner_of(owner), seen, old, NOW)
    assert notes(session) == ["oxycodone 10 mg to 20 mg"]


def test_a_correction_that_says_the_same_leaves_the_note_as_it_was_opened(
    session: Session, owner: Person
) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    seen = Edit(event.public_id, event.version, a_key("other tab"))
    corrected(session, owner, medicine, 15, "mg")
    added = DiaryEvent(TODAY, "dose_change_by_prescriber", "oxycodone 10 mg to 15 mg\nat last")
    change_event(session, owner_of(owner), seen, added, NOW)
    assert notes(session) == ["oxycodone 10 mg to 15 mg\nat last"]


def test_a_note_in_other_words_is_still_that_of_its_change(session: Session, owner: Person) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    own = DiaryEvent(TODAY, "dose_change_by_prescriber", "my own words")
    edit = Edit(event.public_id, event.version, a_key("own"))
    change_event(session, owner_of(owner), edit, own, NOW)
    corrected(session, owner, medicine, 20, "mg")
    assert notes(session) == ["oxycodone 10 mg to 20 mg\nmy own words"]
    take_back(session, owner, medicine)
    assert notes(session) == []


def test_a_note_of_another_kind_is_the_persons_own(session: Session, owner: Person) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    own = DiaryEvent(TODAY, "illness", "my own words")
    edit = Edit(event.public_id, event.version, a_key("own"))
    change_event(session, owner_of(owner), edit, own, NOW)
    take_back(session, owner, medicine)
    assert notes(session) == ["my own words"]


def test_a_corrected_unit_holds_for_what_is_planned_in_it(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner, name="willow bark", substance=None)
    asked = Prescription(Decimal(20), "mg", (time(8), time(20)))
    ahead = TODAY + timedelta(days=9)
    medicine_course.change_prescription(session, owner, edit_of(medicine, "do"), ahead, asked, NOW)
    corrected(session, owner, medicine, 10, "mL")
    units = session.execute(select(Regimen.amount, Regimen.unit).order_by(Regimen.from_date))
    assert list(units) == [(10, "mL"), (20, "mL")]
    assert notes(session) == ["willow bark 10 mL to 20 mL"]


def test_a_change_keeps_its_event_when_the_person_adds_words_of_their_own(
    session: Session, owner: Person
) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    own = DiaryEvent(TODAY, "dose_change_by_prescriber", f"{event.note}\nby telephone")
    edit = Edit(event.public_id, event.version, a_key("own"))
    change_event(session, owner_of(owner), edit, own, NOW)
    corrected(session, owner, medicine, 20, "mg")
    assert notes(session) == ["oxycodone 10 mg to 20 mg\nby telephone"]
    take_back(session, owner, medicine)
    assert notes(session) == []


def test_an_event_that_the_person_moved_is_their_own(session: Session, owner: Person) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    moved = DiaryEvent(TODAY - timedelta(days=2), event.kind, event.note)
    edit = Edit(event.public_id, event.version, a_key("own"))
    change_event(session, owner_of(owner), edit, moved, NOW)
    take_back(session, owner, medicine)
    assert notes(session) == ["oxycodone 10 mg to 15 mg"]


def test_an_event_that_was_opened_and_saved_as_it_was_still_belongs_to_its_change(
    session: Session, owner: Person
) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    same = DiaryEvent(event.for_date, event.kind, event.note)
    edit = Edit(event.public_id, event.version, a_key("same"))
    change_event(session, owner_of(owner), edit, same, NOW)
    take_back(session, owner, medicine)
    assert notes(session) == []


def test_a_change_no_longer_claims_an_event_that_was_deleted(
    session: Session, owner: Person
) -> None:
    medicine = noted_change(session, owner)
    event = session.scalars(select(Event)).one()
    edit = Edit(event.public_id, event.version, a_key("delete"))
    delete_event(session, owner_of(owner), edit, NOW)
    session.expire_all()
    assert [regimen.event_public_id for regimen in medicine.regimens] == [None, None]
    corrected(session, owner, medicine, 20, "mg")
    take_back(session, owner, medicine)
    assert notes(session) == []


def test_a_change_is_not_corrected_to_the_dose_before_it(session: Session, owner: Person) -> None:
    medicine = noted_change(session, owner)
    with pytest.raises(Refused, match="undo that change"):
        corrected(session, owner, medicine, 10, "mg")
    session.rollback()
    assert "mg to 10 mg" not in " ".join(notes(session))


def test_another_unit_is_another_dose(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner, name="my drops", substance=None, form="other")
    asked = Prescription(Decimal(10), "mL", (time(8), time(20)))
    medicine_course.change_prescription(session, owner, edit_of(medicine, "do"), TODAY, asked, NOW)
    assert notes(session) == ["my drops 10 mg to 10 mL"]


def test_an_event_belongs_to_its_change_in_the_diary_that_it_is_brought_into_too(
    session: Session, owner: Person
) -> None:
    noted_change(session, owner)
    other = a_person(session, "bob")
    exported = read_archive(archive.export(session, owner_of(owner)))
    archive.add_archive(session, owner_of(other), exported, NOW)
    brought = session.scalars(select(Medicine).where(Medicine.person_id == other.id)).one()
    take_back(session, other, brought)
    assert session.scalars(select(Event.person_id)).all() == [owner.id]


def test_a_medicine_that_outlives_its_undone_import_claims_no_note_that_went(
    session: Session, owner: Person
) -> None:
    noted_change(session, owner)
    other, sent = a_person(session, "bob"), a_key("import")
    exported = archive.export(session, owner_of(owner))
    kept = archive.keep_upload(session, owner_of(other), exported, NOW)
    archive.add_kept(session, owner_of(other), sent, kept, NOW)
    (due, *_) = due_on(session, owner_of(other), TODAY, NOW)
    take_due(session, owner_of(other), due.key, None, NOW)
    session.commit()
    assert not undo_import(session, owner_of(other), sent.key), "what was taken since stays"
    session.expire_all()
    brought = session.scalars(select(Medicine).where(Medicine.person_id == other.id)).one()
    assert [regimen.event_public_id for regimen in brought.regimens] == [None, None]
    assert session.scalars(select(Event.person_id)).all() == [owner.id]


def test_correcting_the_unit_leaves_older_prescriptions_as_they_were(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, name="my drops", substance=None, form="other")
    asked = Prescription(Decimal(15), "mg", (time(8), time(20)))
    medicine_course.change_prescription(session, owner, edit_of(medicine, "do"), TODAY, asked, NOW)
    corrected(session, owner, medicine, 15, "mL")
    listed = listed_medicine(medicine)
    doses = [dose_in_words(listed, regimen) for regimen in listed.regimens]
    assert doses == ["10 mg 2 times a day", "15 mL 2 times a day"]
    assert notes(session) == ["my drops 10 mg to 15 mL"]


def test_a_dose_is_counted_in_the_unit_of_its_own_day(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner, name="my drops", substance=None, form="other")
    asked = Prescription(Decimal(15), "mg", (time(8), time(20)))
    medicine_course.change_prescription(session, owner, edit_of(medicine, "do"), TODAY, asked, NOW)
    corrected(session, owner, medicine, 15, "mL")
    yesterday, today = (due_on(session, owner, TODAY - timedelta(days=n), NOW)[0] for n in (1, 0))
    assert (yesterday.amount, yesterday.unit) == (Decimal(10), "mg")
    assert (today.amount, today.unit) == (Decimal(15), "mL")
    taken = take_due(session, owner, yesterday.key, by_clock("2026-03-10 08:00"), NOW)
    assert (taken.amount, taken.unit) == (Decimal(10), "mg")


def test_the_first_dose_cannot_be_taken_back(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    with pytest.raises(NotFound):
        medicine_course.remove_dose_change(session, owner, edit_of(medicine), date(2026, 3, 1), NOW)


def test_stopped_is_stopped_from_that_day_on(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    medicine_course.stop_medicine(session, owner, edit_of(medicine), date(2026, 3, 10), NOW)
    listed = medicines.list_all(session, owner, TODAY)
    assert not listed.current
    assert [past.public_id for past in listed.past] == [medicine.public_id]
    assert len(due_on(session, owner, date(2026, 3, 9), NOW)) == 2


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 2, 1), date(2027, 4, 1)])
def test_a_stop_before_the_start_or_far_ahead_is_refused(
    session: Session, owner: Person, day: date
) -> None:
    with pytest.raises(Refused):
        medicine_course.stop_medicine(session, owner, edit_of(oxycodone(session, owner)), day, NOW)


def test_started_again_without_a_gap_it_was_never_stopped(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner, stopped_on=date(2026, 3, 10))
    medicine_course.start_again(session, owner, edit_of(medicine), date(2026, 3, 10), NOW)
    assert medicine.stopped_on is None
    assert count(session, Medicine) == 1


def test_started_again_after_a_gap_the_gap_stays(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner, stopped_on=date(2026, 3, 5))
    medicine_course.start_again(session, owner, edit_of(medicine), date(2026, 3, 10), NOW)
    listed = medicines.list_all(session, owner, TODAY)
    assert (len(listed.current), len(listed.past)) == (1, 1)
    days = [date(2026, 3, 4), date(2026, 3, 7), date(2026, 3, 10)]
    assert [len(due_on(session, owner, day, NOW)) for day in days] == [2, 0, 2]


def test_a_correction_changes_the_newest_dose_and_the_start(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner)
    new = NewMedicine(
        TABLET,
        Prescription(Decimal(5), "mg", (time(7),)),
        as_needed=False,
        started_on=date(2026, 2, 1),
    )
    medicines.change_medicine(session, owner, edit_of(medicine), new, NOW)
    assert medicine.regimens[0].from_date == date(2026, 2, 1)
    assert (medicine.regimens[0].amount, medicine.regimens[0].times) == (Decimal(5), ["07:00"])


def test_a_correction_of_what_was_changed_meanwhile_is_refused(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner)
    seen = edit_of(medicine)
    medicine_course.stop_medicine(session, owner, edit_of(medicine, "stop"), TODAY, NOW)
    new = NewMedicine(
        TABLET, Prescription(Decimal(5), "mg", (time(7),)), as_needed=False, started_on=None
    )
    with pytest.raises(StaleEdit):
        medicines.change_medicine(session, owner, seen, new, NOW)


def test_a_start_after_a_later_change_is_refused(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    asked = Prescription(Decimal(15), "mg", (time(8),))
    medicine_course.change_prescription(
        session, owner, edit_of(medicine), date(2026, 3, 5), asked, NOW
    )
    new = NewMedicine(TABLET, asked, as_needed=False, started_on=date(2026, 3, 6))
    with pytest.raises(Refused, match="4 March 2026 or an earlier day"):
        medicines.change_medicine(session, owner, edit_of(medicine, "later"), new, NOW)


def test_a_deleted_medicine_leaves_its_doses_in_the_diary(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    take_due(session, owner, due_on(session, owner, TODAY, NOW)[0].key, None, NOW)
    medicines.delete_medicine(session, owner, edit_of(medicine), NOW)
    session.expire_all()
    dose = session.scalars(select(Dose)).one()
    assert (dose.medication, dose.medicine_id) == ("oxycodone", None)
    assert count(session, Regimen) == 0


def test_nobody_works_on_a_strangers_medicine(session: Session, owner: Person) -> None:
    medicine, carol = oxycodone(session, owner), a_person(session, "carol")
    with pytest.raises(NotFound):
        medicines.delete_medicine(session, carol, edit_of(medicine), NOW)
    with pytest.raises(NotFound):
        medicine_course.stop_medicine(session, carol, edit_of(medicine, "stop"), TODAY, NOW)


@pytest.mark.parametrize(
    ("said", "per_day", "mme_per_day", "mme_per_dose"),
    [
        # Oxycodone 10 mg, twice: 20 mg x 1.5 (CDC 2022).
        ({}, Decimal(20), Decimal(30), Decimal(15)),
        ({"as_needed": True, "times": []}, None, None, Decimal(15)),
        ({"name": "ibuprofen", "substance": "ibuprofen"}, Decimal(20), None, None),
        ({"name": "my tea", "substance": None}, Decimal(20), None, None),
    ],
)
def test_the_daily_amount_comes_with_its_morphine_equivalent_where_it_has_a_factor(
    session: Session,
    owner: Person,
    said: dict[str, object],
    per_day: Decimal | None,
    mme_per_day: Decimal | None,
    mme_per_dose: Decimal | None,
) -> None:
    medicine = oxycodone(session, owner, **said)
    amount = daily_amount(medicine, regimen_of(medicine.regimens[0]), OpioidAnswers())
    assert amount.amount_per_day == per_day
    assert amount.mme_per_day == mme_per_day
    assert amount.mme_per_dose == mme_per_dose


def test_patches_worn_together_add_up_and_buprenorphine_is_not_counted(
    session: Session, owner: Person
) -> None:
    two = fentanyl(session, owner, count_at_once=2)
    uncounted = fentanyl(session, owner, name="buprenorphine", substance="buprenorphine")
    # Fentanyl 25 mcg/h: 60 MME a day while it is worn (CDC 2022, factor 2.4).
    assert daily_amount(two, regimen_of(two.regimens[0]), OpioidAnswers()).mme_per_day == Decimal(
        120
    )
    assert (
        daily_amount(uncounted, regimen_of(uncounted.regimens[0]), OpioidAnswers()).mme_per_day
        is None
    )
    assert (
        daily_amount(uncounted, regimen_of(uncounted.regimens[0]), OpioidAnswers()).kind
        is OpioidKind.OPIOID
    )


def test_a_pill_is_not_put_on(session: Session, owner: Person) -> None:
    with pytest.raises(Refused, match="not a patch"):
        put_on_patch(session, owner, oxycodone(session, owner).public_id, None, NOW)
