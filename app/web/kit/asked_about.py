"""What is asked about once before it is saved: far from usual, or worked out from pieces.

Nothing is forbidden: a tick says that it is right.
"""

from collections.abc import Mapping

from wtforms import BooleanField, HiddenField

from app.services.errors import Refused
from app.web.kit.forms import text_of

LOOK_AGAIN = "Please check this. If it is right, tick the box. If not, correct it."
_BETWEEN = " | "


class AskedAbout:
    """A question above the button, and the tick that answers it."""

    is_right = BooleanField("Yes, this is right")
    # What was asked about: a tick holds for that alone.
    asked_about = HiddenField()
    question = ""

    def ask(self, questions: Mapping[str, str]) -> None:
        """Ask what was not asked before, all of it at once.

        Args:
            questions: what each is about, in words that change with what was typed; and the
                question, empty where there is nothing to ask.

        Raises:
            Refused: there is something to look at again.
        """
        answered = text_of(self.asked_about).split(_BETWEEN) if self.is_right.data else []
        new = {about: words for about, words in questions.items() if words}
        new = {about: words for about, words in new.items() if about not in answered}
        if not new:
            return
        self.question = " ".join(dict.fromkeys(new.values()))
        self.asked_about.data = _BETWEEN.join([*filter(None, answered), *new])
        self.is_right.data = False
        raise Refused(LOOK_AGAIN, "is_right")
