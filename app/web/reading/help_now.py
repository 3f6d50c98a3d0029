"""Help now, and what Tidemark is: one tap away from every page."""

from flask import Blueprint, request
from werkzeug.wrappers import Response
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the published types

from app.clinical.emergency import COUNTRIES
from app.clinical.sources import SOURCES
from app.trends.detector.error_rate import FLAGGED_OF_100_IN_A_YEAR, RIGHT_OF_100_CARDS
from app.web.kit.access import public
from app.web.kit.login import current_person
from app.web.kit.pages import page
from app.web.reading.help_words import ELSEWHERE, help_for

blueprint = Blueprint("help", __name__)

_ABOUT_RESTS_ON = ("fda-2023", "chen-2014", "lee-2011", "fda-2019")


class CountryForm(Form):
    """Sent with GET: it changes nothing."""

    country = SelectField(
        "Where are you?",
        choices=[
            *(
                SelectChoice(value=code, label=c.name[0].upper() + c.name[1:])
                for code, c in COUNTRIES.items()
            ),
            SelectChoice(value=ELSEWHERE, label="Somewhere else"),
        ],
    )


@blueprint.get("/help")
@public
def now() -> Response:
    """Show when and how to get help at once, with the numbers of the reader's country."""
    person = current_person()
    shown = help_for(request.args.get("country"), person.time_zone if person else None)
    form = CountryForm(data={"country": shown.country.code if shown.country else ELSEWHERE})
    return page("reading/help_now.html", help=shown, country_form=form)


@blueprint.get("/about")
@public
def about() -> Response:
    """Show what Tidemark is and is not."""
    return page(
        "reading/about.html",
        flagged_of_100=FLAGGED_OF_100_IN_A_YEAR,
        right_of_100=RIGHT_OF_100_CARDS,
        sources=[SOURCES[source_id] for source_id in _ABOUT_RESTS_ON],
    )
