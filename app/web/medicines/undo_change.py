"""Undoing a dose change that was recorded by mistake."""

from datetime import date

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.diary.day_words import day_words
from app.services.errors import NotFound
from app.services.medicines import course, medicines
from app.services.medicines.amounts import dose_in_words
from app.services.medicines.regimens import ListedMedicine
from app.web.kit.access import Visit, own
from app.web.kit.day_addresses import day_href, read_day
from app.web.kit.forms import VersionedForm
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import edit_of, refusal, take_version

blueprint = Blueprint("undo_change", __name__, url_prefix="/medicines/<public_id>/dose/<from_day>")


@blueprint.get("/remove")
@own
def show(visit: Visit, public_id: str, from_day: str) -> Response:
    """Say what goes with the dose change, and what stays."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    form = VersionedForm(version=medicine.version)
    return _undo_page(visit, form, medicine, _read(from_day))


@blueprint.post("/remove")
@own
def undo(visit: Visit, public_id: str, from_day: str) -> Response:
    """Undo the dose change; name the day of a note that stays."""
    form, day = VersionedForm(), _read(from_day)
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    stays_on = course.day_of_note_that_stays(visit.session, visit.person, medicine, day)

    def save() -> None:
        course.remove_dose_change(
            visit.session, visit.person, edit_of(form, public_id), day, visit.now
        )

    status = refusal(visit, form, save)
    if status:
        return _undo_page(visit, form, medicine, day, status)
    also = f" Your own note on {day_words(stays_on)} is still in your history." if stays_on else ""
    flash_done(f"The dose change is undone.{also}")
    return redirect(url_for("medicines.show"), 303)


def _read(from_day: str) -> date:
    day = read_day(from_day)
    if day is None:
        raise NotFound
    return day


def _undo_page(
    visit: Visit, form: VersionedForm, medicine: ListedMedicine, day: date, status: int = 200
) -> Response:
    before, after = course.find_change(medicine, day)
    stays_on = course.day_of_note_that_stays(visit.session, visit.person, medicine, day)
    take_version(form, medicine.version, status)
    return page(
        "medicines/undo_change.html",
        status=status,
        form=form,
        medicine=medicine,
        day=day.isoformat(),
        day_words=day_words(day),
        before=dose_in_words(medicine, before),
        after=dose_in_words(medicine, after),
        goes_with_note=after.event_public_id is not None,
        stays_on=day_words(stays_on) if stays_on else "",
        stays_href=day_href(stays_on) if stays_on else "",
    )
