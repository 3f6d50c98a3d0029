"""Finding a day in the history."""

from app.web.kit.fields import day_field
from app.web.kit.forms import TokenForm


class GoToDayForm(TokenForm):
    """A day to look up. It changes nothing: open it with `meta={"csrf": False}`."""

    day = day_field("Go to a day")
