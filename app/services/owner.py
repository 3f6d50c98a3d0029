"""Whose diary it is, as a value. Only `person_row` hands out the row, to those who write to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.models import Person
from app.services.errors import NotFound


@dataclass(frozen=True, slots=True)
class Owner:
    """The person who keeps a diary, as the request found them.

    Attributes:
        id: the row's number, which never leaves the server. A later person may have it again.
        public_id: random, never given again.
        time_zone: IANA name.
        day_ends_at_hour: until then the evening before is not over (`app.diary.night`).
        opens_with_one_question: whether Today begins with pain alone.
        asks_about: which side effects Today asks about, codes of `app.diary.scores`.
        original_areas: where it hurt at first, codes of `app.clinical.areas`.
        opioid_start: first day of opioids; None where that is not known or there was none.
        condition: their own words for what hurts.
        care: a code of `app.clinical.care`, empty for no answer.
        story: answers to `app.clinical.story`, by code; without those that were left out.
        opioid_answers: what they said of medicines that the catalogue does not know, as
            `OpioidAnswers.of` reads it.
        set_up_at: when the time zone was first set; None until then.
        version: of the row, for forms that change it.
        revision: of all that is theirs; every write raises it (app.models.revision).
    """

    id: int
    public_id: str
    email: str
    time_zone: str
    day_ends_at_hour: int
    opens_with_one_question: bool
    asks_about: frozenset[str]
    original_areas: frozenset[str]
    opioid_start: date | None
    condition: str
    care: str
    story: Mapping[str, str]
    opioid_answers: Mapping[str, str]
    set_up_at: datetime | None
    version: int
    revision: int

    @property
    def has_told_nothing(self) -> bool:
        """Whether nothing was said yet of the time before the diary."""
        return not (self.original_areas or self.opioid_start or self.condition or self.story)


def owner_of(person: Person) -> Owner:
    """Return a row as a value."""
    return Owner(
        id=person.id,
        public_id=person.public_id,
        email=person.email,
        time_zone=person.time_zone,
        day_ends_at_hour=person.day_ends_at_hour,
        opens_with_one_question=person.opens_with_one_question,
        asks_about=frozenset(person.asks_about),
        original_areas=frozenset(person.original_areas),
        opioid_start=person.opioid_start,
        condition=person.condition,
        care=person.care,
        story=dict(person.story),
        opioid_answers=person.opioid_answers,
        set_up_at=person.set_up_at,
        version=person.version,
        revision=person.revision,
    )


def person_row(session: Session, owner: Owner) -> Person:
    """Return the row behind an owner, to be written to.

    Raises:
        NotFound: the account was deleted meanwhile.
    """
    person = session.get(Person, owner.id)
    if person is None:
        raise NotFound
    return person
