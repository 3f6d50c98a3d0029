"""The example diary: open to everyone, read only, kept nowhere."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.example import LAST_DAY, example_diary
from app.web.access import public
from app.web.pages import page
from app.web.presenters.example import example_day

blueprint = Blueprint("example", __name__, url_prefix="/example")


@blueprint.get("")
@public
def show() -> Response:
    """Show the last day of the example."""
    return page(
        "example/show.html", styles=("css/example.css",), day=example_day(example_diary(), LAST_DAY)
    )
