"""Set-up: one thing per page, all but the first can be skipped; each page also stands alone.

Alone, under /about-you, the pages change later what set-up asked at first.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.services import setup
from app.services.medicines import medicines
from app.web.kit.access import Visit, own
from app.web.kit.forms import VersionedForm, text_of
from app.web.kit.pages import flash_done, flash_note, page
from app.web.kit.saving import refusal, take_version
from app.web.medicines.words import row_detail
from app.web.setup import forms, words

blueprint = Blueprint("setup", __name__)

StepView = TypeVar("StepView", bound=Callable[..., Response])

BODY_MAP = ("js/body-map.js",)
GUESS = ("js/setup.js",)
# The zone of an account that has not been asked yet.
NOT_ASKED = "UTC"


def _step(path: str, method: str) -> Callable[[StepView], StepView]:
    """Route a view under set-up and, to stand alone, under /about-you."""

    def route(view: StepView) -> StepView:
        for prefix, alone in (("/set-up", False), ("/about-you", True)):
            rule = f"{prefix}/{path}"
            blueprint.add_url_rule(
                rule, view_func=view, methods=[method], defaults={"alone": alone}
            )
        return view

    return route


@blueprint.get("/set-up")
@own
def start(visit: Visit) -> Response:
    """Begin set-up; whoever told something already sees what was said."""
    if visit.person.set_up_at is not None and visit.person.has_told_nothing:
        flash_note(words.zone_is_known(visit.person))
    return redirect(words.first_href(visit.person), 303)


@blueprint.get("/about-you")
@own
def show(visit: Visit) -> Response:
    """Show what was said in set-up, each with where it is changed."""
    listed = medicines.list_all(visit.session, visit.person, visit.today)
    names = [medicine.name for medicine in listed.current]
    return page(
        "setup/show.html", active="settings", rows=words.about(visit.person, names, visit.now)
    )


@_step("time-zone", "GET")
@own
def show_time_zone(visit: Visit, *, alone: bool) -> Response:
    return _zone_page(visit, forms.TimeZoneForm(version=visit.person.version), alone=alone)


@_step("time-zone", "POST")
@own
def time_zone(visit: Visit, *, alone: bool) -> Response:
    form = forms.TimeZoneForm()

    def save() -> None:
        _set(visit, form, setup.set_time_zone, form.zone())

    again = partial(_zone_page, visit, form, alone=alone)
    return _save(visit, form, save, again, "time_zone", alone=alone)


@_step("where", "GET")
@own
def show_areas(visit: Visit, *, alone: bool) -> Response:
    """Ask where it hurt at first."""
    form = forms.AreasForm(version=visit.person.version, areas=visit.person.original_areas)
    return _step_page(visit, "areas", form, alone=alone, scripts=BODY_MAP)


@_step("where", "POST")
@own
def areas(visit: Visit, *, alone: bool) -> Response:
    """Save where it hurt at first."""
    form = forms.AreasForm()

    def save() -> None:
        _set(visit, form, setup.set_original_areas, frozenset(form.areas.data or ()))

    again = partial(_step_page, visit, "areas", form, alone=alone, scripts=BODY_MAP)
    return _save(visit, form, save, again, "areas", alone=alone)


@_step("medicines", "GET")
@own
def show_medicines(visit: Visit, *, alone: bool) -> Response:
    """Show the medicines so far, and lead to adding one."""
    if alone:
        return redirect(url_for("medicines.show"), 303)
    listed = medicines.list_all(visit.session, visit.person, visit.today)
    return page(
        "setup/medicines.html",
        step=words.step_page("medicines", alone=False),
        medicines=[(m, row_detail(m, visit.today)) for m in listed.current],
        next_href=words.next_href("medicines"),
    )


@_step("opioid-start", "GET")
@own
def show_opioid_start(visit: Visit, *, alone: bool) -> Response:
    """Ask when opioids were started."""
    form = forms.OpioidStartForm(version=visit.person.version)
    form.set_start(visit.person.opioid_start)
    return _step_page(visit, "opioid_start", form, alone=alone)


@_step("opioid-start", "POST")
@own
def opioid_start(visit: Visit, *, alone: bool) -> Response:
    """Save when opioids were started."""
    form = forms.OpioidStartForm()

    def save() -> None:
        _set(visit, form, setup.set_opioid_start, form.start())

    again = partial(_step_page, visit, "opioid_start", form, alone=alone)
    return _save(visit, form, save, again, "opioid_start", alone=alone)


@_step("condition", "GET")
@own
def show_condition(visit: Visit, *, alone: bool) -> Response:
    """Ask what hurts, in own words."""
    person = visit.person
    form = forms.ConditionForm(
        version=person.version, condition=person.condition, care=person.care or None
    )
    form.condition.make_room_for(person.condition)
    return _step_page(visit, "condition", form, alone=alone)


@_step("condition", "POST")
@own
def condition(visit: Visit, *, alone: bool) -> Response:
    """Save what hurts, in own words."""
    form = forms.ConditionForm()
    form.condition.make_room_for(visit.person.condition)

    def save() -> None:
        _set(visit, form, setup.set_condition, text_of(form.condition), text_of(form.care))

    again = partial(_step_page, visit, "condition", form, alone=alone)
    return _save(visit, form, save, again, "condition", alone=alone)


@_step("story", "GET")
@own
def show_story(visit: Visit, *, alone: bool) -> Response:
    """Ask about the time before the diary."""
    form = forms.StoryForm(version=visit.person.version, **visit.person.story)
    return _step_page(visit, "story", form, alone=alone)


@_step("story", "POST")
@own
def story(visit: Visit, *, alone: bool) -> Response:
    """Save what was told of the time before the diary."""
    form = forms.StoryForm()

    def save() -> None:
        _set(visit, form, setup.set_story, form.answers())

    again = partial(_step_page, visit, "story", form, alone=alone)
    return _save(visit, form, save, again, "story", alone=alone)


def _set(
    visit: Visit, form: VersionedForm, use_case: Callable[..., None], *answers: object
) -> None:
    use_case(visit.session, visit.person, form.seen_version(), form.sent(), *answers, visit.now)


def _save(
    visit: Visit,
    form: VersionedForm,
    save: Callable[[], None],
    again: Callable[[int], Response],
    name: str,
    *,
    alone: bool,
) -> Response:
    status = refusal(visit, form, save)
    if status:
        take_version(form, visit.person.version, status)
        return again(status)
    if alone:
        flash_done("Your change is saved.")
        return redirect(url_for("setup.show"), 303)
    following = words.next_href(name)
    if following == url_for("today.show"):
        flash_done("Your diary is ready.")
    return redirect(following, 303)


def _zone_page(
    visit: Visit, form: forms.TimeZoneForm, status: int = 200, *, alone: bool
) -> Response:
    known = visit.person.time_zone
    is_asked = visit.person.set_up_at is None and known == NOT_ASKED
    if request.method == "GET":
        form.time_zone.data = "" if is_asked else known
    chosen = form.time_zone.data or ""
    form.time_zone.choices = words.zone_choices(chosen)
    # The script guesses only where nothing stands yet.
    form.time_zone.render_kw = {"data-time-zone": "yes"}
    return _step_page(visit, "time_zone", form, status, alone=alone, scripts=GUESS)


def _step_page(
    visit: Visit,
    name: str,
    form: VersionedForm,
    status: int = 200,
    *,
    alone: bool,
    scripts: tuple[str, ...] = (),
) -> Response:
    return page(
        f"setup/{name}.html",
        status=status,
        scripts=scripts,
        form=form,
        step=words.step_page(name, alone=alone),
        action=url_for(f"setup.{name}", alone=alone),
        stored=words.stored(visit.person, name) if status == 409 else "",
    )
