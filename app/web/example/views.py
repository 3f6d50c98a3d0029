"""The example diary: open to everyone, read only, kept nowhere."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.diary.diary import Diary
from app.diary.example import LAST_DAY, example_diary
from app.trends.detector.assess import assess
from app.trends.detector.situations import read
from app.trends.figures.series import stretch
from app.web.advisory.page import Card, advisory_card, advisory_page
from app.web.example.words import example_day
from app.web.kit.access import public
from app.web.kit.pages import page
from app.web.trends.choices import LENGTHS, choices, explore
from app.web.trends.page import explore_json, trends_page

blueprint = Blueprint("example", __name__, url_prefix="/example")

EXAMPLE_STYLES = ("css/example.css",)
# All of it: the example is short, and its story takes all its days.
WHOLE = "all"


@blueprint.get("")
@public
def show() -> Response:
    """Show the last day of the example."""
    diary = example_diary()
    return page(
        "example/show.html",
        styles=EXAMPLE_STYLES,
        day=example_day(diary, LAST_DAY),
        card=_card(diary),
    )


@blueprint.get("/trends")
@public
def trends() -> Response:
    """Show what the example's owner would see under Trends."""
    diary, choice = example_diary(), _choice()
    first, last = stretch(diary, LAST_DAY, LENGTHS[choice])
    return page(
        "example/trends.html",
        styles=("css/charts.css", *EXAMPLE_STYLES),
        scripts=("js/trends.js",),
        trends=trends_page(diary, first, last),
        choices=choices("example.trends", choice),
        explore=explore(url_for("example.figure", days=choice)),
        card=_card(diary),
    )


@blueprint.get("/trends/figure")
@public
def figure() -> Response:
    """Return the example's timeline as JSON for the chart library."""
    diary = example_diary()
    first, last = stretch(diary, LAST_DAY, LENGTHS[_choice()])
    return Response(explore_json(diary, first, last), mimetype="application/json")


@blueprint.get("/advisory")
@public
def advisory() -> Response:
    """Show what the detector says of the example."""
    diary = example_diary()
    assessment = assess(diary, LAST_DAY)
    return page(
        "example/advisory.html",
        styles=("css/advisory.css", *EXAMPLE_STYLES),
        advisory=advisory_page(diary, assessment, read(diary, assessment)),
    )


def _card(diary: Diary) -> Card | None:
    assessment = assess(diary, LAST_DAY)
    return advisory_card(assessment, read(diary, assessment))


def _choice() -> str:
    chosen = request.args.get("days", WHOLE)
    return chosen if chosen in LENGTHS else WHOLE
