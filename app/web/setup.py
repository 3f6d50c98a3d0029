"""Set-up."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.web.access import Visit, own
from app.web.pages import page

blueprint = Blueprint("setup", __name__, url_prefix="/set-up")


@blueprint.get("")
@own
def start(_visit: Visit) -> Response:
    """Show the page."""
    return page("setup/start.html")
