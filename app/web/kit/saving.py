"""What views that save have in common: the checks, and how saving can be refused."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.services.errors import NotFound, Refused, StaleEdit
from app.services.submissions import Edit, KeyReused
from app.web.kit.access import Visit
from app.web.kit.form_rows import form_rows
from app.web.kit.forms import SubmittedForm, VersionedForm
from app.web.kit.pages import page

P = ParamSpec("P")
T = TypeVar("T")

# Where to go when a record is gone: the link's words, and its view.
TO_HISTORY = ("Open my history", "history.show")
TO_MEDICINES = ("Open my medicines", "medicines.show")

SAVED_BEFORE = (
    "Your first answers are saved. What stands here now is not. To save this too, press the "
    "button again."
)
CHANGED_ELSEWHERE = (
    "This was changed in another window after you opened it. What is stored now stands above "
    "the form. To keep what you typed instead, press the button again."
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
                rows, href = form_rows(form()), url_for(view)
                return page("layouts/gone.html", status=404, rows=rows, label=label, href=href)

        return changing

    return wrap
