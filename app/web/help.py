"""Help now, and what Tidemark is: one tap away from every page."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app.clinical.sources import SOURCES
from app.trends.error_rate import FLAGGED_OF_100_IN_A_YEAR
from app.web.access import public
from app.web.forms.help import CountryForm
from app.web.login import current_person
from app.web.pages import page
from app.web.presenters.help import ELSEWHERE, help_for

blueprint = Blueprint("help", __name__)

_ABOUT_RESTS_ON = ("fda-2023", "chen-2014", "lee-2011", "fda-2019")


@blueprint.get("/help")
@public
def now() -> Response:
    """Show when and how to get help at once, with the numbers of the reader's country."""
    person = current_person()
    shown = help_for(request.args.get("country"), person.time_zone if person else None)
    form = CountryForm(data={"country": shown.country.code if shown.country else ELSEWHERE})
    return page("help/now.html", help=shown, country_form=form)


@blueprint.get("/about")
@public
def about() -> Response:
    """Show what Tidemark is and is not."""
    return page(
        "help/about.html",
        flagged_of_100=FLAGGED_OF_100_IN_A_YEAR,
        sources=[SOURCES[source_id] for source_id in _ABOUT_RESTS_ON],
    )
