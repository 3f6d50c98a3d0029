"""Today."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.web.access import public
from app.web.login import current_person
from app.web.pages import page
from app.web.presenters.landing import landing_picture

blueprint = Blueprint("today", __name__)


@blueprint.get("/")
@public
def show() -> Response:
    """Show today's page, or the landing page to who is not signed in."""
    if current_person() is None:
        return page("landing/show.html", styles=("css/landing.css",), picture=landing_picture())
    return page("today/show.html", active="today")
