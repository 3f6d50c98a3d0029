"""Help now, and what Tidemark is: one tap away from every page."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.trends.error_rate import FLAGGED_OF_100_IN_A_YEAR
from app.web.access import public
from app.web.pages import page

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@public
def now() -> Response:
    """Show when and how to get help at once."""
    return page("help/now.html")


@blueprint.get("/about")
@public
def about() -> Response:
    """Show what Tidemark is and is not."""
    return page("help/about.html", flagged_of_100=FLAGGED_OF_100_IN_A_YEAR)
