"""Learn: short pages about pain and opioids, open to everyone."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.clinical.emergency import COUNTRIES
from app.services.errors import NotFound
from app.trends.detector.error_rate import FLAGGED_OF_100_IN_A_YEAR, RIGHT_OF_100_CARDS
from app.web.kit.access import public
from app.web.kit.pages import page
from app.web.reading.learn_words import ARTICLES, BY_SLUG, place_of_article, questions

blueprint = Blueprint("learn", __name__, url_prefix="/learn")

_STYLES = ("css/learn.css",)


@blueprint.get("")
@public
def index() -> Response:
    """List the pages."""
    return page("reading/learn/index.html", indexable=True, styles=_STYLES, articles=ARTICLES)


@blueprint.get("/<slug>")
@public
def show(slug: str) -> Response:
    article = BY_SLUG.get(slug)
    if article is None:
        raise NotFound
    return page(
        article.template,
        indexable=True,
        styles=_STYLES,
        article=article,
        place=place_of_article(article),
        countries=COUNTRIES.values(),
        questions=questions(),
        flagged_of_100=FLAGGED_OF_100_IN_A_YEAR,
        right_of_100=RIGHT_OF_100_CARDS,
    )
