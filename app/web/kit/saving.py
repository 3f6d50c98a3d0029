"""What views that save have in common: the checks, and how saving can be refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import redirect, url_for
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field, HiddenField

from app.services.errors import NotFound, Refused, StaleEdit
from app.services.owner import Owner
from app.services.submissions import Edit, KeyReused
from app.web.kit.access import Visit
from app.web.kit.fields import NO_ANSWER
from app.web.kit.forms import SubmittedForm, VersionedForm
from app.web.kit.pages import flash_done, page
from app.web.kit.rows import Row

P = ParamSpec("P")
T = TypeVar("T")

# Where to go when a record is gone: the link's words, and its view.
TO_HISTORY = ("Open my history", "history.show")
TO_MEDICINES = ("Open my medicines", "medicines.show")

SAVED_BEFORE = (
    "Your first answers are saved. What is on this page now is not. To save it too, press the "
    "button again."
)
CHANGED_ELSEWHERE = (
    "This was changed in another window after you opened it. You can see what is saved now above "
    "the form. To save what you typed instead, press the button again."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The form must be shown again, with this status and the sentences it now holds."""

    status: int


def refusal(visit: Visit, form: SubmittedForm, save: Callable[[], object]) -> int | None:
    """Check the form and do `save`; return the status of a refusal, None when it went through."""
    done = attempt(visit, form, save)
    return done.status if isinstance(done, Refusal) else None


def attempt(visit: Visit, form: SubmittedForm, save: Callable[[], T]) -> T | Refusal:
    """Check the form, do `save` and return what it returns.

    Otherwise return how it was refused; the form then says what to do.
    """
    if not form.validate_on_submit():
        return Refusal(422)
    try:
        return save()
    except Refused as refused:
        status = 422
        form.refuse(refused)
    except KeyReused:
        status = 409
        form.form_errors.append(SAVED_BEFORE)
    except StaleEdit:
        status = 409
        form.form_errors.append(CHANGED_ELSEWHERE)
    # What was begun must neither show on the page nor be saved with anything else.
    visit.session.rollback()
    if status == 409:
        form.renew_key()
    return Refusal(status)


def delete_record(
    visit: Visit,
    public_id: str,
    delete: Callable[[Session, Owner, Edit, datetime], T],
    show: Callable[[Visit, str, VersionedForm, int], Response],
    done: str,
    leads_to: Callable[[T], str],
) -> Response:
    """Delete one record for good, or `show` its page again with what stands in the way.

    Args:
        visit: of the owner.
        public_id: of the record.
        delete: the use-case.
        show: returns the page that says what goes.
        done: the sentence on the next page.
        leads_to: returns the address of that page, from what `delete` returned.
    """
    form = VersionedForm()

    def save() -> T:
        return delete(visit.session, visit.person, edit_of(form, public_id), visit.now)

    deleted = attempt(visit, form, save)
    if isinstance(deleted, Refusal):
        return show(visit, public_id, form, deleted.status)
    flash_done(done)
    return redirect(leads_to(deleted), 303)


def edit_of(form: VersionedForm, public_id: str) -> Edit:
    """Return which record the form works on, and in which version the person saw it."""
    return Edit(public_id, form.seen_version(), form.sent())


def take_version(form: VersionedForm, version: int, status: int) -> None:
    """Take over the version that the page shows: pressing the button again means to go ahead.

    A form that was refused for any other reason keeps the version it was opened with.
    """
    if status != 422:
        form.version.data = str(version)


def when_gone(
    form: Callable[[], FlaskForm], label: str, view: str
) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Let a view whose record is gone show what was typed into its `form`.

    `label` names the page behind `view`, where the person can go instead.
    """

    def wrap(change: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(change)
        def changing(*args: P.args, **kwargs: P.kwargs) -> Response:
            try:
                return change(*args, **kwargs)
            except NotFound:
                rows, href = _form_rows(form()), url_for(view)
                return page("layouts/gone.html", status=404, rows=rows, label=label, href=href)

        return changing

    return wrap


def _form_rows(form: FlaskForm) -> list[Row]:
    """Return each field that was filled in, under its own label."""
    seen = (field for field in form if not isinstance(field, HiddenField))
    shown = ((str(field.label.text), _field_words(field)) for field in seen)
    return [Row(label, words) for label, words in shown if words]


def _field_words(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "Yes" if field.data else ""
    sent = [text for text in field.raw_data or [] if text and text != NO_ANSWER]
    names = {str(c[0]): str(c[1]) for c in getattr(field, "iter_choices", tuple)()}
    return ", ".join(names.get(text, text) for text in sent)
