"""One tap of the sheet: a button that saves one thing at once, and leaves the rest as it is typed.

The whole sheet is one form, so that nothing typed is lost when a dose is tapped in between; what
is sent then falls into the part that the button speaks of, and the rest.
"""

import hashlib
from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

from app.diary.scores import AVERAGE_PAIN, PAIN_NOW
from app.web.kit.clock_field import TURN

Sent = MultiDict[str, str]

# A button's value: the name of a dose's box, or one of these.
PRESS = "press"
NUMBER, TIMES, LAST_PLACES = "number", "times", "last-places"

# A dose has a box for its usual time and one for now: what its words promise is what is saved.
TOOK, NOW, AT, AMOUNT = "took-", "now-", "at-", "amount-"
ALL, ALL_NOW = "all-", "all-now-"
_BOXES = (TOOK, NOW, ALL)
_WRITTEN = (AT, AMOUNT)
# The answer to a question that the page asked about an amount.
_ANSWERED = frozenset({"asked_about", "is_right"})
# What the page itself carries.
_CARRIED = frozenset({"csrf_token", "for_date", "same_areas"}) | _ANSWERED
_KEY = "submission_key"


def pressed_part(sent: Sent) -> Sent:
    """Return what the pressed button saves; all of it for Save itself."""
    names = _names_of(sent)
    if names is None:
        return sent
    part = _only(sent, {*names, *_CARRIED})
    press = sent[PRESS]
    if press.startswith(_BOXES):
        part.setlist(press, ["y"])
    part.setlist(_KEY, [_key_of_part(sent.get(_KEY, ""), press, part)])
    return part


def ticked(sent: Sent) -> Sent:
    """Return all of it, a pressed dose as a ticked box, for a page that saves all at once."""
    press = sent.get(PRESS, "")
    return MultiDict([*sent.items(multi=True), (press, "y")]) if press.startswith(_BOXES) else sent


def left_over(sent: Sent) -> Sent:
    """Return what the pressed button does not save; nothing for Save itself."""
    names = _names_of(sent)
    if names is None:
        return MultiDict()
    return _only(sent, set(sent) - names - _ANSWERED - {PRESS})


def has_answers(sent: Sent) -> bool:
    """Whether anything is typed or chosen, beside what the page itself carries."""
    return any(any(sent.getlist(name)) for name in sent if name not in {*_CARRIED, _KEY})


def _names_of(sent: Sent) -> set[str] | None:
    """Return the fields that the pressed button speaks of; None when it was Save."""
    press = sent.get(PRESS, "")
    if press == NUMBER:
        return {AVERAGE_PAIN.code, PAIN_NOW.code}
    # A written time means that the dose was taken, so it goes along with "all of them".
    if press == TIMES or press.startswith(ALL):
        return {name for name in sent if name.startswith(_WRITTEN)}
    if press.startswith(_BOXES):
        key = press.partition("-")[2]
        return {AT + key, f"{AT}{key}{TURN}", AMOUNT + key}
    return None


def _only(sent: Sent, names: Iterable[str]) -> Sent:
    return MultiDict([(name, text) for name in names for text in sent.getlist(name)])


def _key_of_part(key: str, press: str, part: Sent) -> str:
    """Return a key for this act alone: two taps count once, and Save keeps the form's own."""
    typed = sorted((name, part.getlist(name)) for name in part if name not in _CARRIED)
    digest = hashlib.sha256(repr((press, typed)).encode()).hexdigest()
    return f"{key}-{digest[:12]}"
