"""What was typed into a form that cannot be saved yet, so that nobody has to type it again.

A form comes without a valid token when its page was left open while the session ended. It is
shown again as it was filled in. Anyone who is signed out signs in first; meanwhile what was typed
travels in the sign-in page, not in a table: it is not known yet whose it is.
"""

import json
from collections.abc import Iterable

from flask import current_app, request, url_for

_BOOKKEEPING = frozenset({"csrf_token", "submission_key", "version"})
# Pages whose form, or whose link to a file, leads to another address.
_SHOWN_AT = {
    "archive.export": "archive.show",
    "archive.upload": "archive.show",
    "advisory.answer": "advisory.show",
    "advisory.answer_question": "advisory.show",
    "passkeys.remove": "passkeys.show",
    "share.create": "share.show",
}


def asked_address() -> str:
    """Return the address that was asked for, with its query if it has one."""
    return request.full_path if request.query_string else request.path


def address_of_its_form() -> str:
    """Return the address that shows the form which this request's address takes.

    An address that only takes a button (sign out, undo) has none: "".
    """
    shown_at = _SHOWN_AT.get(request.endpoint or "")
    if shown_at:
        return url_for(shown_at)
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not adapter.test(request.path, method="GET"):
        return ""
    return asked_address()


def unsaved_fields() -> list[tuple[str, str]]:
    """Return the fields of the request's form, unless it holds a password or a file."""
    fields = [(name, text) for name, texts in request.form.lists() for text in texts]
    cannot_be_kept = request.files or any("password" in name for name, _ in fields)
    return [] if cannot_be_kept else fields


def free_texts(fields: Iterable[tuple[str, str]]) -> list[str]:
    """Return what of these fields somebody wrote in their own words, to be read and copied.

    >>> free_texts([("average_pain", "4"), ("note", "flu"), ("event_note", "a new mattress")])
    ['flu', 'a new mattress']
    """
    return [text for name, text in fields if text and (name == "note" or len(text.split()) > 1)]


def unsaved_text() -> str:
    """Write down what the request's form holds, without its token; "" if nothing was typed."""
    fields = [(name, text) for name, text in unsaved_fields() if name != "csrf_token"]
    return json.dumps(fields) if {name for name, _ in fields} - _BOOKKEEPING else ""


def read_unsaved(written: str) -> list[tuple[str, str]]:
    """Read what `unsaved_text` wrote; anything else gives no fields.

    >>> read_unsaved('[["note", "a bad day"]]')
    [('note', 'a bad day')]
    >>> read_unsaved('{"note": 1}') or read_unsaved('[["note"]]') or read_unsaved("nonsense")
    []
    """
    try:
        pairs = json.loads(written)
    except (ValueError, RecursionError):
        return []
    is_ours = isinstance(pairs, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in pairs
    )
    return [(name, text) for name, text in pairs] if is_ours else []
