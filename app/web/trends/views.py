"""Trends: one page of pictures and words, its figure for the chart library, its days as a table."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.services.diary.value import diary_of
from app.trends.figures.series import stretch
from app.web.advisory.views import card_for
from app.web.kit.access import Visit, own
from app.web.kit.kept_page import kept_page
from app.web.kit.pages import page
from app.web.trends.choices import DEFAULT_CHOICE, LENGTHS, choices, explore
from app.web.trends.page import explore_json, trends_page
from app.web.trends.table import days_page

blueprint = Blueprint("trends", __name__, url_prefix="/trends")


@blueprint.get("")
@own
def show(visit: Visit) -> Response:
    """Show the pictures of the last days."""
    choice = _choice()
    named = ("trends", choice)
    return kept_page(visit.session, visit.person, named, lambda: _page(visit, choice), visit.today)


def _page(visit: Visit, choice: str) -> Response:
    diary = diary_of(visit.session, visit.person, visit.today)
    first, last = stretch(diary, visit.today, LENGTHS[choice])
    return page(
        "trends/show.html",
        active="trends",
        scripts=("js/trends.js",),
        styles=("css/charts.css",),
        trends=trends_page(diary, first, last),
        card=card_for(visit, diary),
        choices=choices("trends.show", choice),
        explore=explore(url_for("trends.figure", days=choice)),
    )


@blueprint.get("/figure")
@own
def figure(visit: Visit) -> Response:
    """Return the timeline as JSON for the chart library."""
    diary = diary_of(visit.session, visit.person, visit.today)
    first, last = stretch(diary, visit.today, LENGTHS[_choice()])
    return Response(explore_json(diary, first, last), mimetype="application/json")


@blueprint.get("/days")
@own
def days(visit: Visit) -> Response:
    """Show every day as a table, a page at a time."""
    diary = diary_of(visit.session, visit.person, visit.today)
    return page(
        "trends/days.html",
        active="trends",
        days=days_page(diary, visit.today, request.args.get("until", "")),
    )


def _choice() -> str:
    chosen = request.args.get("days", DEFAULT_CHOICE)
    return chosen if chosen in LENGTHS else DEFAULT_CHOICE
