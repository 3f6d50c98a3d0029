"""Share."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.web.access import Visit, own
from app.web.pages import page

blueprint = Blueprint("share", __name__, url_prefix="/share")


@blueprint.get("")
@own
def show(_visit: Visit) -> Response:
    """Show the page."""
    return page("share/show.html", active="share")
