"""The sheet on which a day is logged: Today's, and that of a past day."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.diary.day_words import weekday_words
from app.diary.scores import AVERAGE_PAIN, PAIN_NOW, Score
from app.web.diary.answers_form import MARKED, NOWHERE, AskedScores, asked_scores
from app.web.diary.change_words import change_rows
from app.web.diary.dose_ticks import (
    DoseGroup,
    DoseToTick,
    as_needed_groups,
    due_groups,
    last_night_group,
)
from app.web.diary.patch_words import worn_rows
from app.web.diary.sheet_facts import SheetFacts
from app.web.diary.sheet_form import SAME, SheetForm
from app.web.diary.words import places_words
from app.web.kit.rows import Link, Row


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A radio button and its words on this page."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """All that the sheet's template needs beside the form.

    Attributes:
        action: where the form is sent.
        is_today: whether the day is today.
        day: the day in words.
        pain_question: the first question.
        asks_now: whether "pain right now" is asked, before the average.
        folds_average: whether the average is folded away, as it was given already.
        due: what is due by now, last night's open doses first, and what is taken as needed last.
        more_doses: what is folded away about medicines, in words.
        opens_more_doses: whether something is typed there, or to be corrected.
        other_times: all of them, to be logged at another time or in another amount.
        last_day: where the evening before is logged, while it is not over.
        later: what is due later in the day.
        notices: the patches that are on, and dose changes of today and of the week to come.
        has_medicines: whether any medicine is on the day's list, taken or not.
        is_all_logged: whether every one of them is logged already.
        not_told: medicines from a file of which nobody said how they are prescribed, in words.
        places: the answers to "where".
        can_start_from_last: whether there are places to start from.
        has_news: whether something stands in the folded question about what is new.
        has_more: whether the folded questions hold something.
        scores: the 0-10 questions of the table.
        wanted: the folded ones that this person usually answers; they are not folded for them.
        wants_note: whether this person usually writes a note.
        is_further: whether today has its check-in already, so that this one is folded away.
    """

    action: str
    is_today: bool
    day: str
    pain_question: str
    asks_now: bool
    folds_average: bool
    due: Sequence[DoseGroup]
    other_times: Sequence[DoseToTick]
    more_doses: str
    opens_more_doses: bool
    last_day: Link | None
    later: Sequence[DoseGroup]
    notices: Sequence[Row]
    has_medicines: bool
    is_all_logged: bool
    not_told: str
    places: Sequence[PlaceChoice]
    can_start_from_last: bool
    has_news: bool
    has_more: bool
    scores: AskedScores
    wanted: Sequence[Score]
    wants_note: bool
    is_further: bool


def sheet_page(facts: SheetFacts, form: SheetForm, action: str) -> SheetPage:
    """Put the page's words and rows together."""
    check_ins = facts.day.check_ins
    asks_now = facts.is_today and bool(check_ins or form[PAIN_NOW.code].raw_data)
    groups = due_groups(facts, form)
    notices = _notices(facts) if facts.is_today else []
    later = [group for group in groups if group.is_later]
    now = [group for group in groups if not group.is_later]
    due = [*last_night_group(facts, form), *now, *as_needed_groups(facts, form)]
    wanted = [score for score in form.folded if _is_usual(facts, score)]
    still_folded = tuple(score for score in form.folded if score not in wanted)
    wants_note = any(answers.note for answers in facts.usual_answers)
    return SheetPage(
        action=action,
        is_today=facts.is_today,
        day=weekday_words(facts.for_date, facts.now_local.date()),
        pain_question=AVERAGE_PAIN.question if facts.is_today else "Average pain on that day",
        asks_now=asks_now,
        folds_average=asks_now and any(c.answers[AVERAGE_PAIN] is not None for c in check_ins),
        due=due,
        more_doses=("Due later, or taken at another time")
        if later
        else "Another time or another dose",
        opens_more_doses=any(group.is_open for group in (*due, *later)),
        other_times=[row for group in (*due, *later) for row in group.doses],
        last_day=_last_day(facts),
        later=later,
        notices=notices,
        has_medicines=bool(facts.last_night or facts.due or facts.as_needed or notices),
        is_all_logged=bool(facts.due) and not groups and not facts.last_night,
        not_told=", ".join(facts.not_told) if facts.is_today else "",
        places=_places(facts),
        can_start_from_last=bool(facts.last_areas),
        has_news=form.has_news(),
        has_more=form.has_more() or (not wants_note and bool(form.note.data or form.note.errors)),
        scores=asked_scores(still_folded, folds_note=not wants_note),
        wanted=wanted,
        wants_note=wants_note,
        is_further=asks_now and not form.filled_from,
    )


def _notices(facts: SheetFacts) -> list[Row]:
    """Return the patches that are on, but for those whose box says more; and dose changes."""
    worn = worn_rows((patch for patch in facts.worn if not patch.is_due), facts.for_date)
    return [*worn, *change_rows(facts.medicines, facts.for_date)]


def _is_usual(facts: SheetFacts, score: Score) -> bool:
    return any(answers[score] is not None for answers in facts.usual_answers)


def _places(facts: SheetFacts) -> list[PlaceChoice]:
    nowhere = PlaceChoice(NOWHERE, "Nowhere")
    same = facts.same_areas
    if not same:
        return [PlaceChoice(MARKED, "Mark the places"), nowhere]
    when = "Same as last time" if facts.last_areas else "Where it hurt at first"
    return [
        PlaceChoice(SAME, f"{when}: {places_words(same)}"),
        PlaceChoice(MARKED, "Changed" if facts.last_areas else "Mark the places"),
        nowhere,
    ]


def _last_day(facts: SheetFacts) -> Link | None:
    """Return where to log the day that many people still call today."""
    if facts.evening is None:
        return None
    day = weekday_words(facts.evening, facts.evening)
    href = url_for("history.show_add", day=facts.evening.isoformat())
    return Link(f"It’s past midnight. Log {day} instead", href)
