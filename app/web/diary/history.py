"""The history: a month, a day, adding to a past day, and taking back what was just saved."""

from datetime import date, timedelta

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.diary.day_words import month_code
from app.services.diary import days as diary_days
from app.services.diary import saving as diary
from app.services.errors import Refused
from app.services.medicines.doses import doses_of_day
from app.services.moments import check_day
from app.web.diary import sheets
from app.web.diary.change_forms import GoToDayForm
from app.web.diary.history_words import COLUMN_HEADS, day_page, month_page
from app.web.kit.access import Visit, needs_set_up, own
from app.web.kit.day_addresses import (
    day_href,
    href_after_deleting,
    open_day,
    open_month,
    read_day,
)
from app.web.kit.fields import typed_day
from app.web.kit.kept_page import kept_page
from app.web.kit.pages import flash_done, page

blueprint = Blueprint("history", __name__, url_prefix="/history")
needs_set_up(blueprint)

# Between the zones at UTC+14 and UTC-12 the calendars differ by up to two days.
MOST_DAYS_AHEAD = timedelta(days=2)
LONGEST_MONTH = timedelta(days=31)
UNDONE = "Undone. What you just saved is gone again."
PARTLY_UNDONE = "Undone, except for what you changed since then. That is still in your diary."


@blueprint.get("")
@own
def show(visit: Visit) -> Response:
    """Show a month as a calendar and a list."""
    form = GoToDayForm(formdata=None, meta={"csrf": False})
    named = ("history", request.args.get("month"))
    return kept_page(
        visit.session, visit.person, named, lambda: _month_page(visit, form), visit.today
    )


@blueprint.get("/go")
@own
def go(visit: Visit) -> Response:
    """Go to the day that was asked for."""
    form = GoToDayForm(formdata=request.args, meta={"csrf": False})
    try:
        if form.validate():
            day = typed_day(form.day)
            if not _has_records_ahead(visit, day):
                check_day(day, visit.today, "day")
            return redirect(day_href(day), 303)
    except Refused as refused:
        form.refuse(refused)
    return _month_page(visit, form, 422)


@blueprint.get("/<day>")
@own
def show_day(visit: Visit, day: str) -> Response:
    """Show all that was logged for a day.

    A day that is still to come by the person's clock may hold records: they flew west over the
    date line since.
    """
    return kept_page(
        visit.session, visit.person, ("day", day), lambda: _day_page(visit, day), visit.today
    )


def _day_page(visit: Visit, day: str) -> Response:
    named = read_day(day)
    is_ahead = named is not None and _has_records_ahead(visit, named)
    for_date = named if named and is_ahead else open_day(day, visit.today)
    found = diary_days.day_of(visit.session, visit.person, for_date, visit.today)
    doses = doses_of_day(visit.session, visit.person, for_date)
    gap = diary_days.next_gap(visit.session, visit.person, for_date, visit.today)
    return page(
        "diary/day.html",
        active="history",
        styles=sheets.SHEET_STYLES,
        day=day_page(found, doses, gap, visit.today),
    )


@blueprint.get("/<day>/add")
@own
def show_add(visit: Visit, day: str) -> Response:
    """Show the sheet of a past day; today has its own page."""
    for_date = open_day(day, visit.today)
    if for_date == visit.today:
        return redirect(url_for("today.show"), 303)
    facts = sheets.read_facts(visit, for_date)
    return sheets.show_past(visit, facts, sheets.form_of(facts))


@blueprint.post("/<day>/add")
@own
def add(visit: Visit, day: str) -> Response:
    """Save the sheet of a past day."""
    for_date = open_day(day, visit.today)
    facts = sheets.read_facts(visit, for_date)
    return sheets.answer(visit, facts, sheets.show_past, day_href(for_date))


@blueprint.post("/<day>/undo/<key>")
@own
def undo(visit: Visit, day: str, key: str) -> Response:
    """Take back what one sending of a day's sheet saved."""
    for_date = open_day(day, visit.today + MOST_DAYS_AHEAD)
    is_all_gone = diary.undo_sending(visit.session, visit.person, key)
    flash_done(UNDONE if is_all_gone else PARTLY_UNDONE)
    is_today = for_date == visit.today
    to_day = url_for("today.show") if is_today else href_after_deleting(for_date, visit.today)
    return redirect(to_day, 303)


def _has_records_ahead(visit: Visit, day: date) -> bool:
    is_ahead = visit.today < day <= visit.today + MOST_DAYS_AHEAD
    return is_ahead and diary_days.day_of(visit.session, visit.person, day, visit.today).has_records


def _month_page(visit: Visit, form: GoToDayForm, status: int = 200) -> Response:
    month = request.args.get("month", month_code(visit.today))
    first = open_month(month, visit.today)
    last = (first + LONGEST_MONTH).replace(day=1) - timedelta(days=1)
    days = diary_days.days_between(visit.session, visit.person, first, last, visit.today)
    begin = diary_days.first_entry_day(visit.session, visit.person)
    return page(
        "diary/history.html",
        active="history",
        status=status,
        styles=sheets.SHEET_STYLES,
        form=form,
        month=month_page(first, days, begin, visit.today),
        weekdays=COLUMN_HEADS,
    )
