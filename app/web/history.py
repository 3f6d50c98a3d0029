"""History."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.web.access import Visit, own
from app.web.pages import page

blueprint = Blueprint("history", __name__, url_prefix="/history")


@blueprint.get("")
@own
def show(_visit: Visit) -> Response:
    """Show the page."""
    return page("history/show.html", active="history")
