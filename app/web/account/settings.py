"""Settings: the account, a new password, deleting the diary."""

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.diary.day_words import clock_words
from app.diary.local_time import local_time, place_of_zone
from app.services import setup
from app.services.account import account
from app.services.errors import Refused
from app.web.account.forms import (
    ALL_QUESTIONS,
    ONE_QUESTION,
    ChangePasswordForm,
    DayEndForm,
    DeleteAccountForm,
    LookForm,
    TodayForm,
    day_end_words,
    look_words,
    today_words,
)
from app.web.account.views import outbox, passwords
from app.web.kit import login
from app.web.kit.access import Visit, asking_again, own
from app.web.kit.forms import TokenForm, text_of
from app.web.kit.look import current_look, keep_look
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import refusal, take_version
from app.web.kit.sign_in_form import SHOW_PASSWORD
from app.web.kit.transaction import database

blueprint = Blueprint("settings", __name__, url_prefix="/settings")


@blueprint.get("")
@own
def show(visit: Visit) -> AnyResponse:
    return page(
        "account/settings.html",
        active="settings",
        email=visit.person.email,
        time_zone=_zone_words(visit),
        look=look_words(current_look()),
        day_ends_at=day_end_words(visit.person.day_ends_at_hour),
        today_asks=today_words(visit.person),
        sign_out_form=TokenForm(),
    )


def _zone_words(visit: Visit) -> str:
    zone = visit.person.time_zone
    return f"{place_of_zone(zone)}, {clock_words(local_time(visit.now, zone))} now"


@blueprint.get("/password")
@own
@asking_again
def show_password(visit: Visit) -> AnyResponse:
    """Show the form for a new password."""
    return _password_page(visit, ChangePasswordForm())


@blueprint.post("/password")
@own
@asking_again
def change_password(visit: Visit) -> AnyResponse:
    """Set a new password; every other device has to sign in again."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return _password_page(visit, form, 422)
    try:
        account.change_password(
            visit.session,
            passwords(),
            outbox(),
            visit.person,
            text_of(form.password),
            visit.now,
        )
    except Refused as refused:
        form.refuse(refused)
        return _password_page(visit, form, 422)
    login.start_session(visit.person, visit.now)
    flash_done("Your new password is saved. Your other devices are signed out.")
    return redirect(url_for("settings.show"), 303)


@blueprint.get("/day-end")
@own
def show_day_end(visit: Visit) -> AnyResponse:
    """Ask when the person's day ends."""
    person = visit.person
    return _day_end_page(DayEndForm(version=person.version, hour=str(person.day_ends_at_hour)))


@blueprint.post("/day-end")
@own
def day_end(visit: Visit) -> AnyResponse:
    """Save when the person's day ends."""
    form = DayEndForm()

    def save() -> None:
        setup.set_day_end(
            visit.session,
            visit.person,
            form.seen_version(),
            form.sent(),
            int(form.hour.data),
            visit.now,
        )

    status = refusal(visit, form, save)
    if status:
        take_version(form, visit.person.version, status)
        return _day_end_page(form, status)
    flash_done("Your change is saved.")
    return redirect(url_for("settings.show"), 303)


@blueprint.get("/today")
@own
def show_today(visit: Visit) -> AnyResponse:
    """Ask what Today should ask."""
    person = visit.person
    opens_with = ONE_QUESTION if person.opens_with_one_question else ALL_QUESTIONS
    asks_about = sorted(person.asks_about)
    return _today_page(
        TodayForm(version=person.version, opens_with=opens_with, asks_about=asks_about)
    )


@blueprint.post("/today")
@own
def today(visit: Visit) -> AnyResponse:
    """Save what Today asks."""
    form = TodayForm()

    def save() -> None:
        setup.set_today(
            visit.session,
            visit.person,
            form.seen_version(),
            form.sent(),
            frozenset(form.asks_about.data or ()),
            visit.now,
            opens_with_one_question=form.opens_with.data == ONE_QUESTION,
        )

    status = refusal(visit, form, save)
    if status:
        take_version(form, visit.person.version, status)
        return _today_page(form, status)
    flash_done("Your change is saved.")
    return redirect(url_for("settings.show"), 303)


@blueprint.get("/look")
@own
def show_look(_visit: Visit) -> AnyResponse:
    """Ask how pages should look on this device."""
    look = current_look()
    return _look_page(LookForm(theme=look.theme, text_size=look.text_size))


@blueprint.post("/look")
@own
def look(_visit: Visit) -> AnyResponse:
    """Keep how pages should look on this device; nothing of it reaches the database."""
    form = LookForm()
    if not form.validate_on_submit():
        return _look_page(form, 422)
    flash_done("Your change is saved on this device.")
    response = redirect(url_for("settings.show"), 303)
    keep_look(response, form.look())
    return response


@blueprint.get("/delete")
@own
@asking_again
def show_delete(_visit: Visit) -> AnyResponse:
    """Say what goes, and ask whether that is meant."""
    return _delete_page(DeleteAccountForm())


@blueprint.post("/delete")
@own
@asking_again
def delete(visit: Visit) -> AnyResponse:
    """Delete the account and the whole diary."""
    form = DeleteAccountForm()
    if not form.validate_on_submit():
        return _delete_page(form, 422)
    account.delete_account(visit.session, visit.person)
    database().shelf.forget(visit.person.public_id)
    login.sign_out()
    flash_done("Your diary and your account are deleted. The links you shared no longer work.")
    return redirect(url_for("today.show"), 303)


def _password_page(visit: Visit, form: ChangePasswordForm, status: int = 200) -> Response:
    return page(
        "account/password.html",
        status=status,
        active="settings",
        scripts=SHOW_PASSWORD,
        form=form,
        email=visit.person.email,
    )


def _day_end_page(form: DayEndForm, status: int = 200) -> Response:
    return page("account/day_end.html", status=status, active="settings", form=form)


def _today_page(form: TodayForm, status: int = 200) -> Response:
    return page("account/today.html", status=status, active="settings", form=form)


def _look_page(form: LookForm, status: int = 200) -> Response:
    return page("account/look.html", status=status, active="settings", form=form)


def _delete_page(form: DeleteAccountForm, status: int = 200) -> Response:
    return page("account/delete.html", status=status, active="settings", form=form)
