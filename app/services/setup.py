"""How things were before the diary began, and the person's time zone. All can be changed later.

A new zone does not move past records: each keeps the zone it was made in.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.clinical.areas import AREA_CODES, in_order
from app.clinical.care import CARE_KINDS
from app.clinical.story import is_story
from app.diary.night import DAY_END_HOURS
from app.diary.scores import SIDE_EFFECTS
from app.models import Person
from app.services.errors import Refused, StaleEdit
from app.services.moments import check_day, time_zones, today_of
from app.services.owner import Owner, person_row
from app.services.submissions import SubmissionKey, once

CHOOSE_HOUR = "Choose an hour from the list."
CHOOSE_ZONE = "Choose your time zone from the list."


def set_time_zone(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    time_zone: str,
    now: datetime,
) -> None:
    """Set the zone for what is logged from now on; the diary cannot be used without one.

    Raises:
        Refused: there is no such zone.
        StaleEdit: the person's record was changed after the form was opened.
        KeyReused: the form was saved before with other answers.
    """
    if time_zone not in time_zones():
        raise Refused(CHOOSE_ZONE, "time_zone")

    def write(row: Person) -> None:
        row.time_zone = time_zone
        row.set_up_at = row.set_up_at or now

    _write(session, person, seen_version, sent, now, write)


def set_day_end(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    day_ends_at_hour: int,
    now: datetime,
) -> None:
    """Set until which hour the evening before is not over; 0 is midnight.

    Raises:
        Refused: the hour is not one of `DAY_END_HOURS`.
        StaleEdit, KeyReused: as in `set_time_zone`.
    """
    if day_ends_at_hour not in DAY_END_HOURS:
        raise Refused(CHOOSE_HOUR, "hour")

    def write(row: Person) -> None:
        row.day_ends_at_hour = day_ends_at_hour

    _write(session, person, seen_version, sent, now, write)


def set_today(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    asks_about: frozenset[str],
    now: datetime,
    *,
    opens_with_one_question: bool,
) -> None:
    """Set what Today asks: which side effects, and whether pain alone comes first.

    Raises:
        Refused: a code is not that of a side effect.
        StaleEdit, KeyReused: as in `set_time_zone`.
    """
    known = [score.code for score in SIDE_EFFECTS]
    if not asks_about <= set(known):
        raise Refused("Choose from the list.", "asks_about")

    def write(row: Person) -> None:
        row.asks_about = [code for code in known if code in asks_about]
        row.opens_with_one_question = opens_with_one_question

    _write(session, person, seen_version, sent, now, write)


def set_original_areas(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    areas: frozenset[str],
    now: datetime,
) -> None:
    """Set where it hurt at first: codes of `app.clinical.areas`.

    Raises:
        Refused: a code is not that of an area.
        StaleEdit, KeyReused: as in `set_time_zone`.
    """
    if not areas <= AREA_CODES:
        raise Refused("Choose from the places shown.", "areas")

    def write(row: Person) -> None:
        row.original_areas = [area.code for area in in_order(areas)]

    _write(session, person, seen_version, sent, now, write)


def set_opioid_start(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    opioid_start: date | None,
    now: datetime,
) -> None:
    """Set the first day of opioids; None where that is not known or there was none.

    Raises:
        Refused: the day is still to come, or too long ago.
        StaleEdit, KeyReused: as in `set_time_zone`.
    """
    if opioid_start is not None:
        check_day(opioid_start, today_of(person, now), "year")

    def write(row: Person) -> None:
        row.opioid_start = opioid_start

    _write(session, person, seen_version, sent, now, write)


def set_condition(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    condition: str,
    care: str,
    now: datetime,
) -> None:
    """Set the person's own words for what hurts, and whether their care is of a special kind.

    `care` is a code of `app.clinical.care`, or empty for no answer.

    Raises:
        Refused: there is no such kind of care.
        StaleEdit, KeyReused: as in `set_time_zone`.
    """
    if care and care not in CARE_KINDS:
        raise Refused("Choose one of the answers shown.", "care")

    def write(row: Person) -> None:
        row.condition = condition
        row.care = care

    _write(session, person, seen_version, sent, now, write)


def set_story(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    answers: Mapping[str, str],
    now: datetime,
) -> None:
    """Set what the person tells of the time before the diary; what is left out is not answered.

    `answers` are codes by those of the questions of `app.clinical.story`.

    Raises:
        Refused: there is no such question or answer.
        StaleEdit, KeyReused: as in `set_time_zone`.
    """
    if not is_story(answers):
        raise Refused("Choose from the answers shown.", "")

    def write(row: Person) -> None:
        row.story = dict(answers)

    _write(session, person, seen_version, sent, now, write)


def _write(
    session: Session,
    person: Owner,
    seen_version: int,
    sent: SubmissionKey,
    now: datetime,
    write: Callable[[Person], None],
) -> None:
    def work() -> str:
        row = person_row(session, person)
        if row.version != seen_version:
            raise StaleEdit
        write(row)
        row.version += 1
        return row.public_id

    once(session, person.id, sent, now, work)
