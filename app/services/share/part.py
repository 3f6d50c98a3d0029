"""The part of a diary that a link shows, read afresh each time.

Preview and provider's page both take it from here, so neither can show more than the other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from sqlalchemy.orm import Session

from app.diary.completeness import Completeness, completeness_of
from app.diary.day_words import day_words
from app.diary.diary import Diary
from app.diary.local_time import local_day
from app.diary.medicine import Medicine, in_force, is_taken_on, is_worn, planned_after
from app.services.diary.looks import look_again
from app.services.diary.value import diary_of
from app.services.medicines.amounts import dose_in_words
from app.services.medicines.regimens import medicines_of
from app.services.owner import Owner
from app.services.share.terms import Section, Terms, cut_to_days, cut_to_sections
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Assessment, CriterionCode
from app.trends.detector.situations import SituationReading, read
from app.trends.figures.comparisons import ThenNow, compare_split, then_and_now
from app.trends.figures.series import DaySeries, build_series

NOTHING_TOLD: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CurrentMedicine:
    """A medicine and how it was prescribed on the last day shown, or when it was stopped before it.

    Attributes:
        name: as in the diary.
        route: a code of `app.clinical.routes`.
        unit: a code of `app.clinical.units`.
        amount: of one dose, in `unit`; for a patch its strength. None when not written down.
        times_per_day: scheduled doses a day; 0 when as needed.
        count_at_once: patches worn together.
        has_prescription: whether anybody said how it is prescribed; a file does not.
        as_needed: taken when needed rather than on schedule.
        is_worn: a patch that gives off its medicine while it is worn.
        amount_per_day: of a schedule whose amounts or days differ; None for one that is even.
        amount_on_day_taken: the same of a day on which it is taken; None where that is each day.
        planned: the changes of dose that are agreed on for the days to come, in words.
        in_words: the same as the person reads it, with pieces and the most a day; empty as above.
        stopped_on: the first day without it; None while it is taken.
    """

    name: str
    route: str
    unit: str
    amount: Decimal | None
    times_per_day: int
    count_at_once: int
    has_prescription: bool
    as_needed: bool
    is_worn: bool
    amount_per_day: Decimal | None = None
    amount_on_day_taken: Decimal | None = None
    in_words: str = ""
    planned: tuple[str, ...] = ()
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True)
class SharedPart:
    """What a link shows.

    Attributes:
        terms: the days, the sections and the patient's words.
        diary: cut down to those days and sections.
        completeness: how much of those days was logged, whatever the sections.
        compared: their first and last two weeks, or the days that the advisory compares where it
            is shown, whatever the other sections; only figures of the sections shown may be named.
        medicines: those taken on the last day, then those stopped on the days shown; empty without
            that section.
        assessment: what the detector says of these days alone; None without that section. It
            rests on everything that was logged on them.
        reading: the situation that it is told in; None without that section.
        care: a code of `app.clinical.care`; empty where it was not told or is not shown.
        story: answers to `app.clinical.story`; none where they were not told or are not shown.
    """

    terms: Terms
    diary: Diary
    completeness: Completeness
    compared: ThenNow | None
    medicines: tuple[CurrentMedicine, ...]
    assessment: Assessment | None
    reading: SituationReading | None
    care: str = ""
    story: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartPreview:
    """What a link would show; `says_less` where the detector, on all days, says something else."""

    part: SharedPart
    says_less: bool


def shared_part(session: Session, person: Owner, terms: Terms, now: datetime) -> SharedPart:
    """Return the part of the person's diary that `terms` allow, as the diary stands `now`."""
    whole = _whole_diary(session, person, now)
    return part_of(
        whole,
        terms,
        person.care,
        _current(session, person, terms, local_day(now, person.time_zone)),
        person.story,
        partial(look_again, session, person, name="walk of a link"),
    )


def preview_part(session: Session, person: Owner, terms: Terms, now: datetime) -> PartPreview:
    """Return the same, before the link is made."""
    whole = _whole_diary(session, person, now)
    part = part_of(
        whole,
        terms,
        person.care,
        _current(session, person, terms, local_day(now, person.time_zone)),
        person.story,
    )
    shown = part.assessment
    return PartPreview(
        part, shown is not None and shown.level is not assess(whole, terms.last).level
    )


def _whole_diary(session: Session, person: Owner, now: datetime) -> Diary:
    return diary_of(session, person, local_day(now, person.time_zone))


def part_of(
    whole: Diary,
    terms: Terms,
    care: str = "",
    medicines: tuple[CurrentMedicine, ...] = (),
    story: Mapping[str, str] = NOTHING_TOLD,
    look: Callable[[Diary, date], Assessment] = assess,
) -> SharedPart:
    """Cut a diary down to what a link shows.

    Args:
        whole: the diary as it stands.
        terms: of the link.
        care: a code of `app.clinical.care`; empty where the person did not answer.
        medicines: those taken on the last day, and those stopped on the days shown.
        story: answers to `app.clinical.story`.
        look: `assess`, or what finds the same sooner.
    """
    of_days = cut_to_days(whole, terms.first, terms.last)
    series = build_series(of_days, terms.first, terms.last)
    assessment = _assessed(of_days, terms, look) if Section.ADVISORY in terms.sections else None
    return SharedPart(
        terms=terms,
        diary=cut_to_sections(of_days, terms.sections),
        completeness=completeness_of(whole.entries, terms.first, terms.last),
        compared=_compared(series, assessment),
        medicines=medicines if Section.MEDICINES in terms.sections else (),
        assessment=assessment,
        reading=None if assessment is None else read(of_days, assessment, care),
        care=care if Section.TOLD in terms.sections else "",
        story=story if Section.TOLD in terms.sections else NOTHING_TOLD,
    )


def _assessed(
    of_days: Diary, terms: Terms, look: Callable[[Diary, date], Assessment]
) -> Assessment:
    """Look at the days; what is told, not logged, has a line only where it is shown."""
    if Section.TOLD in terms.sections:
        return look(of_days, terms.last)
    found = look(replace(of_days, story={}), terms.last)
    lines = (line for line in found.criteria if line.code is not CriterionCode.AFTER_START)
    return replace(found, criteria=tuple(lines))


def _compared(series: DaySeries, assessment: Assessment | None) -> ThenNow | None:
    """Compare the days that the advisory compares, so that a page has one set of them."""
    split = assessment.split if assessment is not None else None
    if assessment is None or split is None:
        return then_and_now(series)
    before, after = split
    new = assessment.line(CriterionCode.NEW_AREAS)
    return compare_split(
        series,
        (before.first, before.last),
        (after.first, after.last),
        new.areas if new is not None else (),
    )


def _current(
    session: Session, person: Owner, terms: Terms, today: date
) -> tuple[CurrentMedicine, ...]:
    if Section.MEDICINES not in terms.sections:
        return ()
    listed = medicines_of(session, person)
    taken = [medicine for medicine in listed if is_taken_on(medicine, terms.last)]
    stopped = [medicine for medicine in listed if _stopped_within(medicine, terms)]
    return tuple(_prescribed(medicine, terms, today) for medicine in (*taken, *stopped))


def _stopped_within(medicine: Medicine, terms: Terms) -> bool:
    stopped_on = medicine.stopped_on
    return stopped_on is not None and terms.first < stopped_on <= terms.last


def _prescribed(medicine: Medicine, terms: Terms, today: date) -> CurrentMedicine:
    regimen = in_force(medicine, terms.last) if medicine.has_prescription else None
    return CurrentMedicine(
        name=medicine.name,
        route=medicine.route,
        unit=regimen.unit if regimen else medicine.unit,
        amount=regimen.amount if regimen else None,
        times_per_day=len(regimen.times) if regimen and not medicine.as_needed else 0,
        count_at_once=regimen.count_at_once if regimen else 1,
        has_prescription=medicine.has_prescription,
        as_needed=medicine.as_needed,
        is_worn=is_worn(medicine),
        amount_per_day=regimen.amount_per_day if regimen and regimen.is_uneven else None,
        amount_on_day_taken=regimen.amount_on_day_taken if regimen and regimen.skips_days else None,
        in_words=dose_in_words(medicine, regimen) if regimen and regimen.needs_words else "",
        # A plan builds on the dose of today: beside another it would hide the change between.
        planned=tuple(
            f"from {day_words(plan.from_date)}: {dose_in_words(medicine, plan)}"
            for plan in planned_after(medicine, today)
            if in_force(medicine, today) == regimen
        ),
        stopped_on=medicine.stopped_on if _stopped_within(medicine, terms) else None,
    )
