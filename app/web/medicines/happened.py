"""What happened to a dose: changed by the prescriber, written down wrongly, or missed.

Three different things, each with a way of its own.
"""

from datetime import date

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.diary.day_words import weekday_words
from app.services.diary.changes import find_event
from app.services.errors import NotFound
from app.services.medicines import medicines
from app.services.medicines.change_notes import loose_note_on
from app.services.medicines.regimens import ListedMedicine
from app.web.kit.access import Visit, needs_set_up, own
from app.web.kit.day_addresses import open_day, sheet_href
from app.web.kit.pages import page
from app.web.medicines.words import row_detail

blueprint = Blueprint("happened", __name__, url_prefix="/medicines")
needs_set_up(blueprint)


@blueprint.get("/what-happened")
@own
def show(_visit: Visit) -> Response:
    """Lead to what is meant."""
    return page("medicines/what_happened.html")


@blueprint.get("/changed")
@own
def show_changed(visit: Visit) -> Response:
    """Ask which dose the prescriber changed; `day` is the day on which that was noted."""
    text = request.args.get("day")
    day = open_day(text, visit.today) if text else None
    noted = loose_note_on(visit.session, visit.person, day) if day else None
    listed = medicines.list_all(visit.session, visit.person, visit.today)
    return page(
        "medicines/changed.html",
        intro=f"You recorded it on {weekday_words(day, visit.today)}." if noted and day else "",
        back_href=sheet_href(day, visit.today) if day else url_for("happened.show"),
        rows=[(m, row_detail(m, visit.today), _href(m, noted)) for m in listed.current],
    )


def _href(medicine: ListedMedicine, noted: str | None) -> str:
    """Return where the new dose is told; of a medicine from a file, first how it is taken."""
    public_id = medicine.public_id
    if not medicine.has_prescription:
        return url_for("medicines.show_edit", public_id=public_id)
    return url_for("medicine_course.show_change_prescription", public_id=public_id, noted=noted)


def noted_day(visit: Visit, noted_as: str) -> date | None:
    """Return the day of the event by which a change was noted before; None without one."""
    try:
        event = find_event(visit.session, visit.person, noted_as) if noted_as else None
    except NotFound:
        return None
    return event.event.for_date if event else None
