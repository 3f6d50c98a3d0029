"""Trends."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.web.access import Visit, own
from app.web.pages import page

blueprint = Blueprint("trends", __name__, url_prefix="/trends")


@blueprint.get("")
@own
def show(_visit: Visit) -> Response:
    """Show the page."""
    return page("trends/show.html", active="trends")
