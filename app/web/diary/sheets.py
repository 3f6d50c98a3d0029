"""Opening, showing and saving the diary's sheet: the same for Today and for a past day."""

from collections.abc import Callable
from datetime import date

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.dose import LoggedDose
from app.diary.local_time import ONE_DAY, local_time
from app.services.diary import days as diary_days
from app.services.diary import saving as diary
from app.services.diary.value import diary_of
from app.services.errors import Refused
from app.services.medicines.as_needed import as_needed_on, without_prescription_on
from app.services.medicines.doses import doses_named
from app.services.medicines.due import due_in, open_in_the_evening
from app.services.medicines.logbook import read_logbook
from app.services.medicines.patches import worn_among
from app.web.advisory.views import card_for
from app.web.diary.done_words import day_done
from app.web.diary.phone_zone import other_zone
from app.web.diary.pressed import (
    LAST_PLACES,
    PRESS,
    TIMES,
    Sent,
    has_answers,
    left_over,
    pressed_part,
)
from app.web.diary.saved_words import saved_words
from app.web.diary.sheet_facts import SheetFacts
from app.web.diary.sheet_form import SheetForm, sheet_form
from app.web.diary.sheet_words import sheet_page
from app.web.kit.access import Visit
from app.web.kit.day_addresses import day_href
from app.web.kit.forms import text_of
from app.web.kit.pages import flash_done, page
from app.web.kit.rows import Link
from app.web.kit.saving import refusal

ShowSheet = Callable[[Visit, SheetFacts, SheetForm, int], Response]

SCRIPTS = ("js/body-map.js", "js/today.js")
SHEET_STYLES = ("css/diary.css",)
WRITE_A_TIME = "Enter a time or an amount first."
TAKEN_BACK = (
    "You saved this before, then undid or deleted it. To save it again, fill in the form again."
)


def read_facts(visit: Visit, for_date: date) -> SheetFacts:
    """Read what the sheet for a day is made from."""
    here = local_time(visit.now, visit.person.time_zone)
    evening = visit.evening if for_date == here.date() else None
    days = [for_date, evening] if evening else [for_date]
    logbook = read_logbook(visit.session, visit.person, days, visit.now)
    usual = diary_days.usual_answers(visit.session, visit.person, for_date)
    return SheetFacts(
        day=diary_days.day_of(visit.session, visit.person, for_date),
        now=visit.now,
        now_local=here,
        time_zone=visit.person.time_zone,
        last_night=open_in_the_evening(logbook, evening) if evening else (),
        evening=evening,
        due=due_in(logbook, for_date, visit.today),
        as_needed=as_needed_on(logbook, for_date, visit.now),
        taken=logbook.taken_on(for_date),
        not_told=without_prescription_on(logbook, for_date),
        medicines=logbook.medicines,
        worn=worn_among(visit.person, logbook.doses, logbook.medicines, visit.now)
        if for_date == here.date()
        else (),
        last_areas=diary_days.last_areas(visit.session, visit.person, for_date, usual),
        usual_answers=usual,
        original_areas=frozenset(visit.person.original_areas),
        asks_about=visit.person.asks_about,
        turns_within_a_minute=any(map(_turns_within_a_minute, logbook.doses)),
    )


def _turns_within_a_minute(dose: LoggedDose) -> bool:
    named = (dose.taken_at, dose.due_at_local, dose.removed_at_local, dose.worn_until_local)
    return any(
        moment is not None and moment.replace(second=0, microsecond=0) != moment for moment in named
    )


def form_of(facts: SheetFacts, sent: Sent | None = None) -> SheetForm:
    """Return the form for a day: with what was sent, else with nothing filled in."""
    form = sheet_form((*facts.last_night, *facts.due), facts.as_needed, sent)
    form.asks_about = facts.asks_about
    form.for_date.data = facts.for_date.isoformat()
    form.show_same(facts.same_areas)
    return form


def answer(visit: Visit, facts: SheetFacts, show: ShowSheet, next_href: str) -> Response:
    """Save what was sent, or the part of it that a button speaks of, and lead on.

    What that part leaves over is typed, but not saved: the sheet shows it again.
    """
    typed = request.form
    if typed.get(PRESS) == LAST_PLACES:
        form = form_of(facts, typed)
        form.start_from(facts.last_areas)
        return show(visit, facts, form, 200)
    form = form_of(facts, pressed_part(typed))
    status = refusal(visit, form, lambda: _save(visit, form, facts.for_date))
    if status is not None:
        return show(visit, facts, _whole(facts, form), status)
    left = left_over(typed)
    if not has_answers(left):
        return redirect(_after_saving(visit, form, facts.for_date, next_href), 303)
    facts = read_facts(visit, facts.for_date)
    form = form_of(facts, left)
    form.renew_key()
    return show(visit, facts, form, 200)


def _whole(facts: SheetFacts, part: SheetForm) -> SheetForm:
    """Return the form with all that was sent, and with the sentences of the part refused."""
    if not request.form.get(PRESS):
        return part
    whole = form_of(facts, request.form)
    whole.take_over(part)
    return whole


def show_today(visit: Visit, facts: SheetFacts, form: SheetForm, status: int = 200) -> Response:
    """Show Today with its sheet, what is saved already, and what Tidemark noticed.

    The form comes first, most of all on a bad day: what was noticed is one line above it and a
    card below it.
    """
    card = card_for(visit, diary_of(visit.session, visit.person, visit.today))
    return page(
        "diary/today.html",
        active="today",
        status=status,
        scripts=(*SCRIPTS, "js/zone.js"),
        styles=SHEET_STYLES,
        zone=other_zone(visit),
        form=form,
        sheet=sheet_page(facts, form, url_for("today.save", more=whole_today())),
        more=_more(facts),
        done=day_done(facts),
        card=card,
        has_line_above=card is not None and not card.is_line,
        is_same_day=_is_same_day(facts),
    )


def show_one_question(visit: Visit, facts: SheetFacts, form: SheetForm) -> Response:
    """Show what Today asks of people with little strength: pain, saved by one tap."""
    del visit
    return page(
        "diary/one_question.html",
        active="today",
        styles=SHEET_STYLES,
        form=form,
        sheet=sheet_page(facts, form, url_for("today.save")),
        done=day_done(facts),
        is_same_day=_is_same_day(facts),
        more_href=url_for("today.show", more="yes"),
    )


def whole_today() -> str | None:
    """Return what `more` stands for in the address of Today, where the whole page was asked for."""
    return "yes" if "more" in request.args else None


def _is_same_day(facts: SheetFacts) -> bool:
    return any(record.answers.jerks_or_confusion for record in facts.day.check_ins)


def show_past(visit: Visit, facts: SheetFacts, form: SheetForm, status: int = 200) -> Response:
    """Show the sheet of a past day."""
    del visit
    day = facts.for_date.isoformat()
    return page(
        "diary/add_days.html",
        active="history",
        status=status,
        scripts=SCRIPTS,
        styles=SHEET_STYLES,
        form=form,
        sheet=sheet_page(facts, form, url_for("history.add", day=day)),
        more=_more(facts),
        back_href=day_href(facts.for_date),
    )


def _after_saving(visit: Visit, form: SheetForm, for_date: date, usual: str) -> str:
    """Lead on: new jerks or confusion are a matter of today, or of the day before.

    Of a dose that the prescriber changed it is asked next which one, and what it is now.
    """
    is_late = visit.today - for_date > ONE_DAY
    if form.jerks_or_confusion.data and not is_late:
        return url_for("advisory.show_same_day")
    if DOSE_CHANGE_BY_PRESCRIBER in (form.kinds.data or ()):
        return url_for("happened.show_changed", day=for_date.isoformat())
    return usual


def _more(facts: SheetFacts) -> Link:
    """Return where else medicines are logged. It stands after the form: leaving it loses text."""
    if not (facts.due or facts.as_needed or facts.not_told):
        return Link("Add the medicines you take", url_for("medicines.show"))
    day = None if facts.is_today else facts.for_date.isoformat()
    href = url_for("new_doses.show_choose", day=day)
    return Link("Log another dose, or a patch you took off", href)


def _save(visit: Visit, form: SheetForm, for_date: date) -> None:
    sheet = form.sheet(for_date)
    if sheet.is_empty and request.form.get(PRESS) == TIMES:
        raise Refused(WRITE_A_TIME)
    saved = diary.save_check_in(visit.session, visit.person, form.sent(), sheet, visit.now)
    if saved.outcome == "taken_back":
        flash_done(TAKEN_BACK)
    if saved.outcome == "new":
        key = text_of(form.submission_key)
        made = doses_named(visit.session, visit.person, saved.made.doses)
        flash_done(
            saved_words(sheet, made, visit.today),
            url_for("history.undo", day=for_date.isoformat(), key=key),
            "Undo",
        )
