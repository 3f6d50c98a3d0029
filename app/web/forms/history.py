"""Finding a day in the history."""

from app.web.forms.base import TokenForm
from app.web.forms.fields import day_field


class GoToDayForm(TokenForm):
    """A day to look up. It changes nothing: open it with `meta={"csrf": False}`."""

    day = day_field("Go to a day")
