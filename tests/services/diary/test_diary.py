from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clinical.areas import AREA_CODES
from app.db import Database
from app.diary.check_in import Answers
from app.diary.check_in import CheckIn as CheckInValue
from app.diary.diary import DiaryEvent
from app.diary.entered import Entered
from app.diary.scores import AVERAGE_PAIN, SCORES, SLEEP, TOUCH, WORST_PAIN
from app.models import CheckIn, Dose, Event, Person
from app.services.diary import changes as diary_changes
from app.services.diary import days as diary_days
from app.services.diary.rows import check_in_of, check_in_values
from app.services.diary.saving import Made, Saved, save_check_in, undo_sending
from app.services.diary.sheet import Happened, Sheet, TookAsNeeded, TookDue
from app.services.errors import NotFound, Refused, StaleEdit
from app.services.moments import check_day
from app.services.submissions import Edit, KeyReused, SubmissionKey
from tests.cast.diary import add_medicine
from tests.cast.people import NOW, TODAY, add_person
from tests.cast.taking import due_on

YESTERDAY = TODAY - timedelta(days=1)
SIX = Answers({"average_pain": 6})


def sent(number: int = 1, body: str = "typed") -> SubmissionKey:
    return SubmissionKey(f"key-of-the-form-{number:04}", body)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    add_person(database, "alice")
    add_person(database, "carol")
    with database.writing() as session:
        yield session


@pytest.fixture
def alice(session: Session) -> Person:
    return session.scalars(select(Person).where(Person.email_key == "alice@example.org")).one()


@pytest.fixture
def carol(session: Session) -> Person:
    return session.scalars(select(Person).where(Person.email_key == "carol@example.org")).one()


def save(session: Session, person: Person, sheet: Sheet, number: int = 1) -> Saved:
    return save_check_in(session, person, sent(number), sheet, NOW)


def count(session: Session, table: type[CheckIn] | type[Event] | type[Dose]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def local(written: str) -> datetime:
    return datetime.fromisoformat(written)


def only_check_in(session: Session, person: Person, for_date: date = TODAY) -> CheckInValue:
    (record,) = diary_days.day_of(session, person, for_date).check_ins
    return record


# --- Saving ------------------------------------------------------------------------------


def test_what_was_answered_is_saved_and_the_rest_stays_unanswered(
    session: Session, alice: Person
) -> None:
    save(session, alice, Sheet(TODAY, Answers({"average_pain": 0, "touch": 0}, frozenset())))
    answers = only_check_in(session, alice).answers
    assert (answers[AVERAGE_PAIN], answers.areas, answers[TOUCH]) == (0, frozenset(), 0)
    assert (answers[WORST_PAIN], answers[SLEEP], answers.note) == (None, None, "")


def test_nothing_answered_is_refused_and_nothing_is_written(
    session: Session, alice: Person
) -> None:
    with pytest.raises(Refused, match="at least one question"):
        save(session, alice, Sheet(TODAY))
    assert count(session, CheckIn) == 0


def test_events_alone_make_no_check_in(session: Session, alice: Person) -> None:
    happened = Happened(frozenset({"illness", "new_injury"}), "fell on the ice")
    save(session, alice, Sheet(TODAY, happened=happened))
    day = diary_days.day_of(session, alice, TODAY)
    assert day.check_ins == ()
    assert {(e.event.kind, e.event.note) for e in day.events} == {
        ("illness", "fell on the ice"),
        ("new_injury", "fell on the ice"),
    }


def test_words_without_a_kind_are_kept_as_something_else(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, happened=Happened(note="a long drive")))
    (event,) = diary_days.day_of(session, alice, TODAY).events
    assert (event.event.kind, event.event.note) == ("other", "a long drive")


def test_the_same_form_sent_again_saves_once(session: Session, alice: Person) -> None:
    first = save(session, alice, Sheet(TODAY, SIX, Happened(frozenset({"illness"}))))
    again = save(session, alice, Sheet(TODAY, SIX, Happened(frozenset({"illness"}))))
    assert (first.outcome, again.outcome) == ("new", "repeated")
    assert again.made == first.made
    assert (count(session, CheckIn), count(session, Event)) == (1, 1)


def test_the_same_key_with_other_answers_is_refused(session: Session, alice: Person) -> None:
    save_check_in(session, alice, sent(1, "six"), Sheet(TODAY, SIX), NOW)
    with pytest.raises(KeyReused):
        save_check_in(
            session, alice, sent(1, "nine"), Sheet(TODAY, Answers({"average_pain": 9})), NOW
        )
    assert only_check_in(session, alice).answers == SIX


@pytest.mark.parametrize(
    ("for_date", "sentence"),
    [
        (TODAY + timedelta(days=1), "still to come"),
        (date(9999, 12, 31), "still to come"),
        (date(1, 1, 1), "too long ago"),
    ],
)
def test_a_day_that_nobody_can_have_lived_is_refused(
    session: Session, alice: Person, for_date: date, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        save(session, alice, Sheet(for_date, SIX))
    assert count(session, CheckIn) == 0


def test_today_is_by_the_persons_own_zone() -> None:
    check_day(date(2026, 3, 11), date(2026, 3, 11))
    with pytest.raises(Refused):
        check_day(date(2026, 3, 12), date(2026, 3, 11))


# --- Doses that come with it ----------------------------------------------------------------


def open_keys(session: Session, person: Person, for_date: date = TODAY) -> list[str]:
    return [d.key for d in due_on(session, person, for_date, NOW) if d.taken is None]


def doses(session: Session) -> list[Dose]:
    return list(session.scalars(select(Dose).order_by(Dose.taken_at)))


@pytest.fixture
def with_morphine(database: Database) -> Iterator[tuple[Session, Person]]:
    for name in ("alice", "carol"):
        add_person(database, name)
    add_medicine(database, "morphine ER", "08:00", "20:00", amount="30")
    with database.writing() as session:
        query = select(Person).where(Person.email_key == "alice@example.org")
        yield session, session.scalars(query).one()


def test_a_dose_ticked_after_its_time_was_taken_at_that_time(
    with_morphine: tuple[Session, Person],
) -> None:
    session, alice = with_morphine
    morning, evening = open_keys(session, alice)
    save(session, alice, Sheet(TODAY, took_due=(TookDue(morning), TookDue(evening))))
    assert [d.taken_at_local for d in doses(session)] == [
        local("2026-03-11T08:00"),
        # Ticked early, at half past three.
        local("2026-03-11T15:30"),
    ]
    assert [d.due_at_local and d.due_at_local.hour for d in doses(session)] == [8, 20]


def test_another_time_is_kept(with_morphine: tuple[Session, Person]) -> None:
    session, alice = with_morphine
    at = local("2026-03-11T09:45")
    save(session, alice, Sheet(TODAY, took_due=(TookDue(open_keys(session, alice)[0], at),)))
    assert doses(session)[0].taken_at_local == at
    assert doses(session)[0].taken_at == datetime(2026, 3, 11, 13, 45, tzinfo=UTC)


def test_a_time_still_to_come_is_refused_at_its_dose(
    with_morphine: tuple[Session, Person],
) -> None:
    session, alice = with_morphine
    key = open_keys(session, alice)[0]
    late = local("2026-03-11T23:00")
    with pytest.raises(Refused, match="still to come") as refused:
        save(session, alice, Sheet(TODAY, SIX, took_due=(TookDue(key, late),)))
    assert refused.value.field == key


def test_a_dose_logged_before_is_neither_logged_again_nor_counted_as_new(
    with_morphine: tuple[Session, Person],
) -> None:
    session, alice = with_morphine
    key = open_keys(session, alice)[0]
    first = save(session, alice, Sheet(TODAY, took_due=(TookDue(key),)), 1)
    second = save(session, alice, Sheet(TODAY, SIX, took_due=(TookDue(key),)), 2)
    assert len(first.made.doses) == 1
    assert second.made.doses == ()
    undo_sending(session, alice, sent(2).key)
    assert count(session, Dose) == 1


def test_a_due_time_that_the_clocks_skipped_is_an_hour_later(database: Database) -> None:
    add_person(database, "alice")
    add_medicine(database, "morphine", "02:30")
    spring_forward = date(2026, 3, 8)
    with database.writing() as session:
        alice = session.scalars(select(Person)).one()
        (key,) = open_keys(session, alice, spring_forward)
        save(session, alice, Sheet(spring_forward, took_due=(TookDue(key),)))
        assert doses(session)[0].taken_at_local == local("2026-03-08T03:30")


def test_a_patch_is_put_on_when_it_is_ticked(database: Database) -> None:
    add_person(database, "alice")
    add_medicine(database, "fentanyl", amount="25", patch=True)
    with database.writing() as session:
        alice = session.scalars(select(Person)).one()
        (key,) = open_keys(session, alice)
        save(session, alice, Sheet(TODAY, took_due=(TookDue(key),)))
        assert doses(session)[0].taken_at_local == local("2026-03-11T15:30")


def test_a_dose_as_needed_is_taken_now_in_its_usual_amount(database: Database) -> None:
    add_person(database, "alice")
    medicine = add_medicine(database, "oxycodone", amount="5")
    with database.writing() as session:
        alice = session.scalars(select(Person)).one()
        took = (TookAsNeeded(medicine), TookAsNeeded(medicine, Decimal("7.5")))
        save(session, alice, Sheet(TODAY, took_as_needed=took))
        assert sorted(d.amount for d in doses(session)) == [Decimal(5), Decimal("7.5")]
        assert {d.taken_at for d in doses(session)} == {NOW}


def test_a_dose_as_needed_on_a_past_day_needs_its_time(database: Database) -> None:
    add_person(database, "alice")
    medicine = add_medicine(database, "oxycodone", amount="5")
    with database.writing() as session:
        alice = session.scalars(select(Person)).one()
        with pytest.raises(Refused, match="roughly what time") as refused:
            save(session, alice, Sheet(YESTERDAY, took_as_needed=(TookAsNeeded(medicine),)))
        assert refused.value.field == medicine


def test_a_strangers_medicine_is_not_found_and_nothing_changes(
    with_morphine: tuple[Session, Person],
) -> None:
    session, alice = with_morphine
    carol = session.scalars(select(Person).where(Person.email_key == "carol@example.org")).one()
    key = open_keys(session, alice)[0]
    with pytest.raises(NotFound):
        save(session, carol, Sheet(TODAY, SIX, took_due=(TookDue(key),)))
    session.rollback()
    assert count(session, Dose) == count(session, CheckIn) == 0


# --- Taking back -----------------------------------------------------------------------------


def test_undo_deletes_all_that_the_form_created_and_again_is_harmless(
    with_morphine: tuple[Session, Person],
) -> None:
    session, alice = with_morphine
    save(session, alice, Sheet(TODAY, Answers({"average_pain": 2})), 1)
    sheet = Sheet(
        TODAY, SIX, Happened(frozenset({"illness"})), (TookDue(open_keys(session, alice)[0]),)
    )
    save(session, alice, sheet, 2)
    assert undo_sending(session, alice, sent(2).key)
    assert undo_sending(session, alice, sent(2).key)
    assert (count(session, CheckIn), count(session, Event), count(session, Dose)) == (1, 0, 0)
    assert only_check_in(session, alice).answers[AVERAGE_PAIN] == 2


def test_a_late_repeat_of_an_undone_form_brings_nothing_back(
    session: Session, alice: Person
) -> None:
    save(session, alice, Sheet(TODAY, SIX))
    undo_sending(session, alice, sent().key)
    assert save(session, alice, Sheet(TODAY, SIX)).outcome == "taken_back"
    assert count(session, CheckIn) == 0


def test_undo_keeps_what_was_changed_since(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, SIX, Happened(frozenset({"illness"}))))
    record = only_check_in(session, alice)
    edit = Edit(record.public_id, record.version, sent(2))
    diary_changes.change_check_in(session, alice, edit, TODAY, Answers({"average_pain": 7}), NOW)
    assert not undo_sending(session, alice, sent().key)
    assert (count(session, CheckIn), count(session, Event)) == (1, 0)


def test_a_strangers_form_cannot_be_undone(session: Session, alice: Person, carol: Person) -> None:
    save(session, alice, Sheet(TODAY, SIX))
    with pytest.raises(NotFound):
        undo_sending(session, carol, sent().key)
    assert count(session, CheckIn) == 1


@pytest.mark.parametrize("answer", ["abc", "12", "[]", "{}", '{"check_in": null}'])
def test_the_answer_of_another_kind_of_form_is_no_sheet(answer: str) -> None:
    with pytest.raises(NotFound):
        Made.of(answer)


# --- Changing and deleting ---------------------------------------------------------------------


def test_a_change_replaces_the_answers_and_the_day(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, SIX))
    record = only_check_in(session, alice)
    edit = Edit(record.public_id, record.version, sent(2))
    changed = Answers({"touch": 3}, frozenset({"neck"}))
    diary_changes.change_check_in(session, alice, edit, YESTERDAY, changed, NOW)
    after = only_check_in(session, alice, YESTERDAY)
    assert (after.answers, after.version) == (changed, record.version + 1)


def test_a_stale_change_is_refused(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, SIX))
    record = only_check_in(session, alice)

    def change(number: int, pain: int) -> None:
        edit = Edit(record.public_id, record.version, sent(number))
        answers = Answers({"average_pain": pain})
        diary_changes.change_check_in(session, alice, edit, TODAY, answers, NOW)

    change(2, 7)
    with pytest.raises(StaleEdit):
        change(3, 8)
    assert only_check_in(session, alice).answers[AVERAGE_PAIN] == 7


def test_a_change_that_leaves_no_answer_is_refused(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, SIX))
    record = only_check_in(session, alice)
    edit = Edit(record.public_id, record.version, sent(2))
    with pytest.raises(Refused, match="at least one answer"):
        diary_changes.change_check_in(session, alice, edit, TODAY, Answers(), NOW)


def test_deleting_twice_with_one_form_is_one_deletion(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, SIX))
    record = only_check_in(session, alice)
    edit = Edit(record.public_id, record.version, sent(2))
    assert diary_changes.delete_check_in(session, alice, edit, NOW) == TODAY
    assert diary_changes.delete_check_in(session, alice, edit, NOW) == TODAY
    assert count(session, CheckIn) == 0


def test_an_event_is_changed_and_deleted(session: Session, alice: Person) -> None:
    save(session, alice, Sheet(TODAY, happened=Happened(frozenset({"illness"}))))
    (event,) = diary_days.day_of(session, alice, TODAY).events
    change = Edit(event.public_id, event.version, sent(2))
    knee = DiaryEvent(YESTERDAY, "new_injury", "my knee")
    diary_changes.change_event(session, alice, change, knee, NOW)
    (changed,) = diary_days.day_of(session, alice, YESTERDAY).events
    assert changed.event == knee
    edit = Edit(event.public_id, changed.version, sent(3))
    with pytest.raises(Refused):
        diary_changes.change_event(session, alice, edit, DiaryEvent(YESTERDAY, "nonsense"), NOW)
    delete = Edit(event.public_id, changed.version, sent(4))
    assert diary_changes.delete_event(session, alice, delete, NOW) == YESTERDAY
    assert count(session, Event) == 0


def test_a_stranger_finds_changes_and_deletes_nothing(
    session: Session, alice: Person, carol: Person
) -> None:
    save(session, alice, Sheet(TODAY, SIX, Happened(frozenset({"illness"}))))
    day = diary_days.day_of(session, alice, TODAY)
    check_in, event = day.check_ins[0].public_id, day.events[0].public_id
    tries = [
        lambda: diary_changes.find_check_in(session, carol, check_in),
        lambda: diary_changes.find_event(session, carol, event),
        lambda: diary_changes.delete_check_in(session, carol, Edit(check_in, 1, sent(5)), NOW),
        lambda: diary_changes.delete_event(session, carol, Edit(event, 1, sent(6)), NOW),
        lambda: diary_changes.change_check_in(
            session, carol, Edit(check_in, 1, sent(7)), TODAY, Answers({"touch": 1}), NOW
        ),
        lambda: diary_changes.change_event(
            session, carol, Edit(event, 1, sent(8)), DiaryEvent(TODAY, "other"), NOW
        ),
    ]
    for attempt in tries:
        with pytest.raises(NotFound):
            attempt()
    assert diary_days.day_of(session, alice, TODAY) == day


# --- Days -----------------------------------------------------------------------------------------


def test_the_days_figure_is_the_last_average_else_the_mean_of_the_moments(
    session: Session, alice: Person
) -> None:
    for number, answers in enumerate([Answers({"pain_now": 4}), Answers({"pain_now": 7})]):
        save(session, alice, Sheet(TODAY, answers), number)
    entry = diary_days.day_of(session, alice, TODAY).entry
    assert entry is not None
    assert entry.pain == 5.5
    save(session, alice, Sheet(TODAY, Answers({"average_pain": 6})), 3)
    entry = diary_days.day_of(session, alice, TODAY).entry
    assert entry is not None
    assert entry.pain == 6.0


def test_days_between_are_those_on_which_something_was_logged(
    session: Session, alice: Person, carol: Person
) -> None:
    save(session, alice, Sheet(TODAY, SIX), 1)
    save(session, alice, Sheet(TODAY - timedelta(days=3), happened=Happened(note="rain")), 2)
    save(session, carol, Sheet(TODAY - timedelta(days=2), SIX), 3)
    days = diary_days.days_between(session, alice, TODAY - timedelta(days=9), TODAY)
    assert list(days) == [TODAY - timedelta(days=3), TODAY]
    assert not diary_days.day_of(session, alice, TODAY - timedelta(days=2)).has_records


def test_entered_late_is_counted_by_the_persons_calendar(session: Session, alice: Person) -> None:
    two_days_ago = TODAY - timedelta(days=2)
    save(session, alice, Sheet(two_days_ago, SIX))
    assert only_check_in(session, alice, two_days_ago).entered.days_after(two_days_ago) == 2


def last_areas(session: Session, person: Person, up_to: date) -> frozenset[str]:
    usual = diary_days.usual_answers(session, person, up_to)
    return diary_days.last_areas(session, person, up_to, usual)


def test_the_last_places_are_those_of_the_last_day_that_marked_any(
    session: Session, alice: Person
) -> None:
    assert last_areas(session, alice, TODAY) == frozenset()
    save(session, alice, Sheet(YESTERDAY, Answers(areas=frozenset({"neck", "chest"}))), 1)
    save(session, alice, Sheet(TODAY, SIX), 2)
    save(session, alice, Sheet(TODAY, Answers(areas=frozenset())), 3)
    assert last_areas(session, alice, TODAY) == {"neck", "chest"}
    assert last_areas(session, alice, YESTERDAY - timedelta(days=1)) == frozenset()
    # They are found beyond the last few check-ins, too.
    for number in range(diary_days.USUAL_CHECK_INS + 1):
        save(session, alice, Sheet(TODAY, SIX), 4 + number)
    assert last_areas(session, alice, TODAY) == {"neck", "chest"}


def test_the_next_gap_is_the_next_later_day_then_the_last_earlier_one(
    session: Session, alice: Person
) -> None:
    def gap(after_days_ago: int) -> int | None:
        after = TODAY - timedelta(days=after_days_ago)
        found = diary_days.next_gap(session, alice, after, TODAY)
        return None if found is None else (TODAY - found).days

    assert gap(0) is None
    for number, days_ago in enumerate([6, 4, 2, 1]):
        save(session, alice, Sheet(TODAY - timedelta(days=days_ago), SIX), number)
    assert gap(4) == 3
    assert gap(6) == 5
    assert gap(2) == 3
    assert gap(9) == 8
    assert gap(0) == 3


@pytest.mark.slow
@given(
    answers=st.builds(
        Answers,
        st.dictionaries(st.sampled_from([score.code for score in SCORES]), st.integers(0, 10)),
        st.none() | st.frozensets(st.sampled_from(sorted(AREA_CODES))),
        st.text(max_size=50),
        st.booleans(),
    )
)
def test_answers_come_back_as_they_were_written(answers: Answers) -> None:
    written = CheckInValue("id", TODAY, Entered(NOW, "UTC"), answers, version=3)
    row = CheckIn(**check_in_values(1, written))
    row.version = 3
    assert check_in_of(row) == written
    assert answers.is_empty == (answers == Sheet(TODAY).answers)
