from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField

from app.web.kit.drawn_once import drawn_once


class Asked(Form):
    pain = RadioField("Pain", choices=["1", "2"], validate_choice=False)


def drawn(form: Asked, *about: str, as_text: str) -> str:
    return drawn_once([form.pain], *about, caller=lambda: Markup(as_text))  # noqa: S704 - a word


def test_an_empty_question_is_drawn_once() -> None:
    assert drawn(Asked(), "once", as_text="first") == "first"
    assert drawn(Asked(), "once", as_text="second") == "first"


def test_other_words_are_drawn_anew() -> None:
    drawn(Asked(), "words", as_text="first")
    assert drawn(Asked(), "other words", as_text="second") == "second"


def test_what_was_chosen_or_sent_is_never_kept() -> None:
    drawn(Asked(), "given", as_text="empty")
    assert drawn(Asked(data={"pain": "2"}), "given", as_text="chosen") == "chosen"
    assert drawn(Asked(MultiDict({"pain": ""})), "given", as_text="sent") == "sent"
    refused = Asked()
    refused.pain.errors = ["Choose one."]
    assert drawn(refused, "given", as_text="refused") == "refused"
    assert drawn(Asked(), "given", as_text="again") == "empty"
