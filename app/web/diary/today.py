"""Today: the sheet of the day, or the landing page for visitors."""

from datetime import date

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.diary.day_words import weekday_words
from app.diary.lived import LONGEST_LIFE
from app.diary.local_time import ONE_DAY
from app.web.diary import sheets
from app.web.diary.pressed import ticked
from app.web.kit.access import Visit, needs_set_up, own, public
from app.web.kit.day_addresses import read_day
from app.web.kit.kept_page import NotKept, kept_page
from app.web.kit.login import current_person, refuse_unknown
from app.web.kit.now import now
from app.web.kit.pages import page
from app.web.kit.transaction import db_session
from app.web.reading.landing_words import landing_picture

blueprint = Blueprint("today", __name__)
needs_set_up(blueprint)

OPENED_EARLIER = "This page was opened on {day}. To save what is on it for that day, press Save."
NOT_TODAY = "This page was for another day. To save what is on it for {day}, press Save."


@blueprint.get("/")
@public
def show() -> Response:
    """Show today's sheet, or the landing page to visitors."""
    refuse_unknown()
    person = current_person()
    if person is None:
        return page("reading/landing.html", styles=("css/landing.css",), picture=landing_picture())
    visit = Visit(db_session(), person, now())
    # Its words tell how long ago the last dose was, and what is due by now.
    minute = visit.now.replace(second=0, microsecond=0)
    return kept_page(
        visit.session, person, ("today", sheets.whole_today()), lambda: _show(visit), minute
    )


def _show(visit: Visit) -> Response:
    facts = sheets.read_facts(visit, visit.today)
    wants_all = sheets.whole_today() or not visit.person.opens_with_one_question
    show_sheet = sheets.show_today if wants_all else sheets.show_one_question
    shown = show_sheet(visit, facts, sheets.form_of(facts))
    if facts.turns_within_a_minute:
        raise NotKept(shown)
    return shown


@blueprint.post("/")
@own
def save(visit: Visit) -> Response:
    """Save the sheet for the day that the page showed: today, or yesterday around midnight."""
    shown = read_day(request.form.get("for_date", ""))
    if shown not in (visit.today, visit.today - ONE_DAY):
        return _ask_for_the_day(visit, shown)
    facts = sheets.read_facts(visit, shown)
    return sheets.answer(
        visit, facts, sheets.show_today, url_for("today.show", more=sheets.whole_today())
    )


def _ask_for_the_day(visit: Visit, shown: date | None) -> Response:
    """Show what was typed once more, with the day that it would be saved for."""
    is_past = shown is not None and visit.today - LONGEST_LIFE <= shown < visit.today
    facts = sheets.read_facts(visit, shown if shown is not None and is_past else visit.today)
    form = sheets.form_of(facts, ticked(request.form))
    sentence = OPENED_EARLIER if is_past else NOT_TODAY
    form.form_errors.append(sentence.format(day=weekday_words(facts.for_date, visit.today)))
    render = sheets.show_past if is_past else sheets.show_today
    return render(visit, facts, form, 422)
