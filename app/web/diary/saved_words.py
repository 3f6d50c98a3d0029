"""What is saved for a day, each record with where it is changed and deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.clinical.events import EVENT_NAMES
from app.diary.check_in import CheckIn
from app.diary.day import Day
from app.diary.day_words import exact_clock_words, weekday_words
from app.diary.diary import DiaryEvent
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.services.diary.sheet import Sheet
from app.web.diary.words import (
    added_words,
    answer_rows,
    answers_in_short,
    dose_when,
    dose_words,
    event_words,
    sentence,
    taken_at_words,
    taken_in_short,
)
from app.web.kit.day_addresses import day_href
from app.web.kit.rows import Row

MOST_DOSES_NAMED = 2


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One record. `context` tells a screen reader which one a link is about."""

    title: str
    detail: str
    context: str
    change_href: str
    delete_href: str


@dataclass(frozen=True, slots=True)
class SavedCheckIn:
    """A check-in with each of its answers."""

    title: str
    added: str
    answers: Sequence[Row]
    change_href: str
    delete_href: str


@dataclass(frozen=True, slots=True)
class ToDelete:
    """What is about to be deleted, what goes with it, and what stays."""

    title: str
    button: str
    day: str
    stays: str
    rows: Sequence[Row]
    action: str
    back_href: str


def saved_rows(day: Day, doses: Sequence[LoggedDose]) -> list[SavedRow]:
    """Return what stands on a day: its check-ins first, then its doses and events."""
    return [
        *(_check_in_row(record) for record in day.check_ins),
        *(saved_dose(dose, day.for_date) for dose in doses),
        *(saved_event(logged) for logged in day.events),
    ]


def saved_check_in(record: CheckIn) -> SavedCheckIn:
    """Return a check-in with each of its answers."""
    return SavedCheckIn(
        title=", ".join(part for part in ("Check-in", _clock(record)) if part),
        added=sentence(added_words(record.entered, record.for_date)),
        answers=answer_rows(record.answers),
        change_href=url_for("entries.show_change_check_in", public_id=record.public_id),
        delete_href=url_for("entries.show_delete_check_in", public_id=record.public_id),
    )


def saved_dose(dose: LoggedDose, on_day: date) -> SavedRow:
    """Return a dose as it stands on a day."""
    return SavedRow(
        title=dose_words(dose),
        detail=sentence(dose_when(dose, on_day)),
        context=_which_dose(dose),
        change_href=url_for("doses.show_edit", public_id=dose.public_id),
        delete_href=url_for("doses.show_delete", public_id=dose.public_id),
    )


def _which_dose(dose: LoggedDose) -> str:
    """Tell a dose from the others of its day; a total of a day has no time."""
    words = dose_words(dose)
    return words if dose.is_daily_total else f"{words}, {taken_at_words(dose)}"


def saved_event(logged: LoggedEvent) -> SavedRow:
    return SavedRow(
        title=event_words(logged.event),
        detail=sentence(added_words(logged.entered, logged.event.for_date)),
        context=event_words(logged.event),
        change_href=url_for("entries.show_change_event", public_id=logged.public_id),
        delete_href=url_for("entries.show_delete_event", public_id=logged.public_id),
    )


def event_rows(event: DiaryEvent) -> list[Row]:
    """Return an event line by line."""
    rows = [Row("What", EVENT_NAMES[event.kind])]
    return [*rows, Row("In your words", event.note)] if event.note else rows


def check_in_to_delete(record: CheckIn, today: date) -> ToDelete:
    """Say what goes with a check-in."""
    return ToDelete(
        title="Delete this check-in?",
        button="Delete this check-in",
        day=weekday_words(record.for_date, today),
        stays="Your medicines and events for that day stay.",
        rows=[_saved_row(record), *answer_rows(record.answers)],
        action=url_for("entries.delete_check_in", public_id=record.public_id),
        back_href=day_href(record.for_date),
    )


def event_to_delete(logged: LoggedEvent, today: date) -> ToDelete:
    """Say what goes with an event."""
    return ToDelete(
        title="Delete this event?",
        button="Delete this event",
        day=weekday_words(logged.event.for_date, today),
        stays="Your check-ins and medicines for that day stay.",
        rows=event_rows(logged.event),
        action=url_for("entries.delete_event", public_id=logged.public_id),
        back_href=day_href(logged.event.for_date),
    )


def _check_in_row(record: CheckIn) -> SavedRow:
    added = added_words(record.entered, record.for_date)
    detail = ", ".join(part for part in (_clock(record), added) if part)
    words = answers_in_short(record.answers)
    return SavedRow(
        title=sentence(words),
        detail=sentence(detail),
        context=words,
        change_href=url_for("entries.show_change_check_in", public_id=record.public_id),
        delete_href=url_for("entries.show_delete_check_in", public_id=record.public_id),
    )


def _saved_row(record: CheckIn) -> Row:
    clock = _clock(record)
    if clock:
        return Row("Saved at", clock)
    return Row("Saved", sentence(added_words(record.entered, record.for_date)))


def _clock(record: CheckIn) -> str:
    """Say at what time of its own day it was saved; empty where that is not known.

    The time at which somebody filled in an earlier day says nothing about that day.
    """
    entered = record.entered
    if entered.on_day != record.for_date:
        return ""
    return exact_clock_words(entered.local, entered.at, entered.time_zone)


def _doses_in_short(made: Sequence[LoggedDose]) -> list[str]:
    """Name a dose or two, and count more."""
    named = dict.fromkeys(dose_words(dose) for dose in made)
    if len(made) == len(named) <= MOST_DOSES_NAMED:
        return [*named]
    patches = sum(dose.is_patch for dose in made)
    return taken_in_short(len(made) - patches, patches)


def saved_words(sheet: Sheet, made: Sequence[LoggedDose], today: date) -> str:
    """Say what was saved just now; `made` are the doses among it."""
    answers = answers_in_short(sheet.answers)
    parts = [answers] if answers else []
    parts += _doses_in_short(made)
    parts += [EVENT_NAMES[kind] for kind in sheet.happened.event_kinds]
    told = ". ".join([*parts[:1], *map(sentence, parts[1:])])
    if sheet.for_date == today:
        return f"Saved: {told}." if told else "Saved. This was already logged."
    day = weekday_words(sheet.for_date, today)
    return f"Saved for {day}: {told}." if told else f"Saved for {day}. This was already logged."
