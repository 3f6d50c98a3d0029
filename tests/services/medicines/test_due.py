"""What is due on a day, and taking it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.diary import diary
from app.diary.patch_wear import wear_of
from app.interop.archive import Archive
from app.models import Dose, Person, Regimen
from app.services.archive.archive import add_archive
from app.services.diary.value import diary_of, lossless_of
from app.services.errors import NotFound, Refused
from app.services.medicines import dose_log, medicines
from app.services.medicines.doses import doses_of_day, own_dose
from app.services.medicines.due import read_key
from app.services.medicines.patches import take_off_patch, worn_patches
from app.services.medicines.regimens import medicines_of
from app.services.owner import owner_of
from app.services.submissions import Edit
from app.trends.figures.exposure import daily_mme
from tests.cast.diary import a_key, at, by_clock, fentanyl, oxycodone
from tests.cast.people import NOW, TODAY, a_person
from tests.cast.taking import as_needed_on, due_on, put_on_patch, take_as_needed, take_due


def off_times(session: Session, owner: Person) -> dict[str, datetime]:
    lossless = lossless_of(session, owner)
    return {
        w.patch.public_id: w.off_at
        for w in wear_of(lossless.doses, lossless.medicines, lossless.person.opioid_answers)
    }


def dose_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Dose)) or 0


def test_each_time_of_the_day_is_due_and_stands_in_its_part_of_the_day(
    session: Session, owner: Person
) -> None:
    oxycodone(session, owner)
    due = due_on(session, owner, TODAY, NOW)
    assert [(d.due_at_local.hour, d.part_of_day, d.amount) for d in due] == [
        (8, "morning", Decimal(10)),
        (20, "evening", Decimal(10)),
    ]


def test_a_dose_taken_twice_is_logged_once(session: Session, owner: Person) -> None:
    oxycodone(session, owner)
    key = due_on(session, owner, TODAY, NOW)[0].key
    first = take_due(session, owner, key, None, NOW)
    again = take_due(session, owner, key, None, NOW + timedelta(minutes=5))
    assert first.public_id == again.public_id
    assert dose_count(session) == 1
    taken = due_on(session, owner, TODAY, NOW)[0].taken
    assert taken is not None
    assert taken.taken_at_local == at("2026-03-11 15:30")


def test_the_dose_of_a_day_is_the_one_in_force_then(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    medicine.regimens.append(
        Regimen(from_date=date(2026, 3, 10), amount=Decimal(15), unit="mg", times=["09:00"])
    )
    session.flush()
    session.refresh(medicine)
    before = due_on(session, owner, date(2026, 3, 9), NOW)
    after = due_on(session, owner, date(2026, 3, 10), NOW)
    assert [d.amount for d in before] == [Decimal(10), Decimal(10)]
    assert [(d.amount, d.due_at_local.hour) for d in after] == [(Decimal(15), 9)]


def test_nothing_is_due_before_the_start_nor_from_the_stop_on(
    session: Session, owner: Person
) -> None:
    oxycodone(session, owner, stopped_on=date(2026, 3, 10))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 10)]
    assert [len(due_on(session, owner, day, NOW)) for day in days] == [0, 2, 2, 0]


def test_where_the_start_is_not_known_the_first_dose_holds_for_earlier_days(
    session: Session, owner: Person
) -> None:
    oxycodone(session, owner, started_on=None)
    assert len(due_on(session, owner, date(2026, 2, 1), NOW)) == 2


def test_a_dose_before_the_start_of_the_medicine_is_refused(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, as_needed=True)
    with pytest.raises(Refused, match="started oxycodone on 1 March 2026"):
        take_as_needed(session, owner, medicine.public_id, None, by_clock("2026-02-27 09:00"), NOW)


def test_a_stranger_takes_nothing_of_mine(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    patch = put_on_patch(session, owner, fentanyl(session, owner).public_id, None, NOW)[0]
    carol = a_person(session, "carol")
    key = due_on(session, owner, TODAY, NOW)[0].key
    for act in (
        lambda: take_due(session, carol, key, None, NOW),
        lambda: take_as_needed(session, carol, medicine.public_id, None, None, NOW),
        lambda: put_on_patch(session, carol, medicine.public_id, None, NOW),
        lambda: take_off_patch(session, carol, patch.public_id, None, NOW),
    ):
        with pytest.raises(NotFound):
            act()
    assert due_on(session, carol, TODAY, NOW) == ()


@pytest.mark.parametrize("key", ["", "x", "a.b.c", "a.20260311T0800.x", "é" * 300])
def test_a_key_that_is_none_is_not_found(session: Session, owner: Person, key: str) -> None:
    with pytest.raises(NotFound):
        take_due(session, owner, key, None, NOW)


def test_a_key_of_a_time_that_was_changed_since_asks_to_load_again(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner)
    key = due_on(session, owner, TODAY, NOW)[0].key
    medicine.regimens[0].times = ["09:00"]
    session.flush()
    with pytest.raises(Refused, match="Load this page again"):
        take_due(session, owner, key, None, NOW)


def test_a_total_for_the_day_covers_what_was_due(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    total = take_as_needed(session, owner, medicine.public_id, Decimal(20), None, NOW)
    own_dose(session, owner, total.public_id).is_daily_total = True
    due = due_on(session, owner, TODAY, NOW)
    assert [d.taken.public_id for d in due if d.taken] == [total.public_id] * 2
    assert take_due(session, owner, due[0].key, None, NOW).public_id == total.public_id
    with pytest.raises(Refused, match="total"):
        take_as_needed(session, owner, medicine.public_id, None, None, NOW)


def test_as_needed_medicines_tell_when_they_were_taken_last(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, as_needed=True, times=[])
    assert due_on(session, owner, TODAY, NOW) == ()
    (before,) = as_needed_on(session, owner, TODAY, NOW)
    assert before.last_taken_at is None
    take_as_needed(session, owner, medicine.public_id, None, by_clock("2026-03-10 22:00"), NOW)
    (after,) = as_needed_on(session, owner, TODAY, NOW)
    assert after.last_taken_at == datetime(2026, 3, 11, 2, tzinfo=UTC)
    assert after.amount == Decimal(10)


def test_the_span_since_the_last_dose_is_right_over_a_change_of_the_clocks(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, as_needed=True, times=[])
    # The clocks of New York jump from 02:00 to 03:00 that night.
    now = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
    take_as_needed(session, owner, medicine.public_id, None, by_clock("2026-03-08 01:00"), now)
    (found,) = as_needed_on(session, owner, date(2026, 3, 8), now)
    assert found.last_taken_at is not None
    assert now - found.last_taken_at == timedelta(hours=6)


def test_doses_of_days_with_23_and_25_hours_stand_on_their_local_day(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, as_needed=True, times=[], started_on=None)
    now = datetime(2026, 11, 20, tzinfo=UTC)
    for day in (date(2026, 3, 8), date(2026, 11, 1)):
        for hour in (0, 23):
            clock = by_clock(f"{day} {hour:02}:59")
            take_as_needed(session, owner, medicine.public_id, None, clock, now)
        assert len(doses_of_day(session, owner, day)) == 2
        assert doses_of_day(session, owner, day + timedelta(days=1)) == ()


def test_a_new_time_zone_moves_no_record(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    take_due(session, owner, due_on(session, owner, TODAY, NOW)[0].key, None, NOW)
    owner.time_zone = "Asia/Tokyo"
    (taken,) = doses_of_day(session, owner, TODAY)
    assert taken.taken_at_local == at("2026-03-11 15:30")
    assert taken.entered.on_day == TODAY
    assert session.scalar(select(Dose.time_zone)) == "America/New_York"
    assert medicine.regimens[0].times == ["08:00", "20:00"]


# --- patches ---


def test_a_patch_is_due_at_once_then_again_72_hours_after_it_was_put_on(
    session: Session, owner: Person
) -> None:
    fentanyl(session, owner)
    (first,) = due_on(session, owner, TODAY, NOW)
    assert first.is_patch
    take_due(session, owner, first.key, None, NOW)
    (taken,) = due_on(session, owner, TODAY, NOW)
    assert taken.taken is not None
    later = NOW + timedelta(hours=72)
    assert due_on(session, owner, date(2026, 3, 13), NOW) == ()
    (following,) = due_on(session, owner, date(2026, 3, 14), later)
    assert following.due_at_local == at("2026-03-14 15:30")


def test_the_next_change_is_72_real_hours_later_over_a_change_of_the_clocks(
    session: Session, owner: Person
) -> None:
    medicine = fentanyl(session, owner)
    now = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
    put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-07 08:00"), now)
    (worn,) = worn_patches(session, owner, now)
    assert worn.due_at - worn.on_since == timedelta(hours=72)
    assert worn.due_at_local == at("2026-03-10 09:00")


def test_an_overdue_patch_stays_on_todays_list(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner)
    put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-05 09:00"), NOW)
    (due,) = due_on(session, owner, TODAY, NOW)
    # 72 hours after Thursday 09:00 are Sunday 10:00: the clocks went forward on Sunday.
    assert due.due_at_local == at("2026-03-08 10:00")
    put_on = take_due(session, owner, due.key, None, NOW)
    assert put_on.due_at_local == at("2026-03-08 10:00")
    assert [d.taken is not None for d in due_on(session, owner, TODAY, NOW)] == [True]
    assert [d.taken is not None for d in due_on(session, owner, date(2026, 3, 8), NOW)] == [True]


def test_two_patches_at_once_are_two_that_can_be_put_on_one_by_one(
    session: Session, owner: Person
) -> None:
    fentanyl(session, owner, count_at_once=2)
    first, second = due_on(session, owner, TODAY, NOW)
    take_due(session, owner, first.key, None, NOW)
    left = [d for d in due_on(session, owner, TODAY, NOW) if d.taken is None]
    assert [d.patch_number for d in left] == [2]
    take_due(session, owner, second.key, None, NOW + timedelta(minutes=3))
    assert len(worn_patches(session, owner, NOW + timedelta(minutes=3))) == 2


def test_a_second_patch_that_was_left_out_is_not_due_for_ever(
    session: Session, owner: Person
) -> None:
    fentanyl(session, owner, count_at_once=2)
    first, _ = due_on(session, owner, TODAY, NOW)
    take_due(session, owner, first.key, None, NOW)
    later = NOW + timedelta(days=3)
    due = due_on(session, owner, date(2026, 3, 14), later)
    assert [d.patch_number for d in due] == [1, 2]


def test_a_new_patch_ends_the_one_before(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner)
    old = put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-08 09:00"), NOW)[0]
    new = put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-10 09:00"), NOW)[0]
    assert [w.dose_public_id for w in worn_patches(session, owner, NOW)] == [new.public_id]
    ends = off_times(session, owner)
    assert ends[old.public_id] == at("2026-03-10 09:00")
    assert ends[new.public_id] == at("2026-03-13 09:00")


def test_two_worn_in_turn_are_both_on(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner, count_at_once=2)
    for day in (5, 8, 10):
        put_on_patch(
            session, owner, medicine.public_id, by_clock(f"2026-03-{day:02} 09:00"), NOW, count=1
        )
    on = worn_patches(session, owner, NOW)
    assert [w.on_since_local.day for w in on] == [8, 10]


def test_two_medicines_worn_side_by_side_do_not_end_each_other(
    session: Session, owner: Person
) -> None:
    strong = fentanyl(session, owner)
    weak = fentanyl(session, owner, name="buprenorphine", substance="buprenorphine")
    put_on_patch(session, owner, strong.public_id, by_clock("2026-03-10 09:00"), NOW)
    put_on_patch(session, owner, weak.public_id, by_clock("2026-03-10 09:01"), NOW)
    assert len(worn_patches(session, owner, NOW)) == 2
    assert set(off_times(session, owner).values()) == {
        at("2026-03-13 09:00"),
        at("2026-03-13 09:01"),
    }


def test_the_trends_count_two_medicines_worn_side_by_side_together(
    session: Session, owner: Person
) -> None:
    for minute, amount in enumerate((Decimal(25), Decimal(12))):
        worn = fentanyl(session, owner, amount=amount)
        put_on_patch(session, owner, worn.public_id, by_clock(f"2026-03-09 00:0{minute}"), NOW)
    day = date(2026, 3, 10)
    (amount_of_day,) = daily_mme(diary_of(session, owner), day, day)
    # Fentanyl 25 and 12 mcg/h worn all day: 37 x 2.4 (CDC 2022).
    assert amount_of_day.mme_per_day == pytest.approx(88.8)


def test_a_patch_changed_every_48_hours_counts_for_48_hours(
    session: Session, owner: Person
) -> None:
    worn = fentanyl(session, owner, change_every_hours=48)
    put_on_patch(session, owner, worn.public_id, by_clock("2026-03-08 12:00"), NOW)
    diary = diary_of(session, owner)
    full, half, none = daily_mme(diary, date(2026, 3, 9), date(2026, 3, 11))
    assert (full.mme_per_day, half.mme_per_day) == pytest.approx((60.0, 30.0))
    assert none.mme_per_day is None


def test_a_patch_that_came_off_is_off_and_stays_so(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner)
    patch = put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-10 09:00"), NOW)[0]
    take_off_patch(session, owner, patch.public_id, by_clock("2026-03-11 09:00"), NOW)
    take_off_patch(session, owner, patch.public_id, None, NOW)
    assert dose_log.find_dose(session, owner, patch.public_id).removed_at_local == at(
        "2026-03-11 09:00"
    )
    assert worn_patches(session, owner, NOW) == ()
    assert off_times(session, owner) == {patch.public_id: at("2026-03-11 09:00")}


def test_a_patch_cannot_come_off_before_it_was_put_on(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner)
    patch = put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-10 09:00"), NOW)[0]
    with pytest.raises(Refused, match="put on at 9:00 am on 10 March 2026"):
        take_off_patch(session, owner, patch.public_id, by_clock("2026-03-10 08:00"), NOW)
    pill = take_as_needed(session, owner, oxycodone(session, owner).public_id, None, None, NOW)
    with pytest.raises(NotFound):
        take_off_patch(session, owner, pill.public_id, None, NOW)


def test_a_patch_cannot_be_moved_to_after_it_came_off(session: Session, owner: Person) -> None:
    medicine = fentanyl(session, owner)
    patch = put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-10 09:00"), NOW)[0]
    off = by_clock("2026-03-10 12:00")
    row = take_off_patch(session, owner, patch.public_id, off, NOW)
    later = dose_log.DoseEdit(patch.amount, patch.unit, by_clock("2026-03-11 09:00"), removed=off)
    edit = Edit(patch.public_id, row.version, a_key())
    with pytest.raises(Refused, match="put on at 9:00 am on 11 March 2026"):
        dose_log.correct_dose(session, owner_of(owner), edit, later, NOW)


def test_a_patch_stays_in_the_list_of_worn_ones_when_its_medicine_is_deleted(
    session: Session, owner: Person
) -> None:
    medicine = fentanyl(session, owner)
    patch = put_on_patch(session, owner, medicine.public_id, None, NOW)[0]
    session.delete(medicine)
    session.flush()
    session.expire_all()
    (worn,) = worn_patches(session, owner, NOW)
    assert (worn.dose_public_id, worn.medicine_public_id) == (patch.public_id, None)


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_key_at_the_edge_of_the_calendar_is_none_of_ours(year: str) -> None:
    with pytest.raises(NotFound):
        read_key(f"abc.{year}1231T2359.1")


def weekly_patches(session: Session, owner: Person) -> None:
    """Four patches from somebody's files, the last of them three days ago."""
    doses = (
        diary.Dose(at(f"2026-{day}T09:00"), "buprenorphine", "transdermal", 20, "mcg/h")
        for day in ("02-15", "02-22", "03-01", "03-08")
    )
    add_archive(session, owner_of(owner), Archive(diary.Diary(doses=tuple(doses))), NOW)


def test_nothing_is_due_of_a_weekly_patch_from_files(session: Session, owner: Person) -> None:
    weekly_patches(session, owner)
    assert due_on(session, owner, TODAY, NOW) == ()
    (worn,) = worn_patches(session, owner, NOW)
    assert (worn.due_at, worn.is_due) == (None, False)
    (medicine,) = medicines_of(session, owner)
    assert not medicine.has_prescription


def test_a_weekly_patch_from_files_is_worn_all_week(session: Session, owner: Person) -> None:
    weekly_patches(session, owner)
    days = daily_mme(diary_of(session, owner), date(2026, 2, 16), date(2026, 3, 10))
    assert {day.not_counted for day in days} == {frozenset({"buprenorphine"})}


def test_deleting_a_medicine_changes_no_amount(session: Session, owner: Person) -> None:
    strong, weak = (fentanyl(session, owner, amount=Decimal(n)) for n in (25, 12))
    put_on_patch(session, owner, strong.public_id, by_clock("2026-03-08 09:00"), NOW)
    put_on_patch(session, owner, weak.public_id, by_clock("2026-03-09 09:00"), NOW)
    session.flush()
    span = date(2026, 3, 8), date(2026, 3, 13)
    before = daily_mme(diary_of(session, owner), *span)
    edit = Edit(strong.public_id, strong.version, a_key())
    medicines.delete_medicine(session, owner_of(owner), edit, NOW)
    assert daily_mme(diary_of(session, owner), *span) == before


def test_a_patch_taken_off_in_another_zone_was_worn_for_its_real_hours(
    session: Session, owner: Person
) -> None:
    medicine = fentanyl(session, owner)
    patch = put_on_patch(session, owner, medicine.public_id, by_clock("2026-03-10 09:00"), NOW)[0]
    owner.time_zone = "America/Los_Angeles"
    take_off_patch(session, owner, patch.public_id, by_clock("2026-03-11 06:00"), NOW)
    (dose,) = diary_of(session, owner).doses
    assert dose.removed_at_local == at("2026-03-11 09:00")
