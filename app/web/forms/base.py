"""What every form carries: a token against forgery and a key that makes it count once."""

import hashlib
import json
import secrets

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.validators import Length

from app.services.errors import Refused
from app.services.submissions import SubmissionKey

_NOT_TYPED = frozenset({"csrf_token", "submission_key"})


def text_of(field: Field) -> str:
    """Return what was typed into a text field; nothing typed is the empty text."""
    return field.data or ""


def new_key() -> str:
    """Return a key for one sending of one form."""
    return secrets.token_urlsafe(16)


class TokenForm(FlaskForm):
    """A form with the token against forgery: enough where sending twice does no harm."""

    def refuse(self, refused: Refused) -> None:
        """Show a use-case's sentence at the field that it names, or above the form."""
        field = self._fields.get(refused.field)
        if field is None:
            self.form_errors.append(refused.sentence)
        else:
            field.errors = [*field.errors, refused.sentence]


class SubmittedForm(TokenForm):
    """A form whose sending counts once."""

    submission_key = HiddenField(default=new_key, validators=[Length(min=16, max=64)])

    def sent(self) -> SubmissionKey:
        """Return the key and a digest of what was typed."""
        typed = sorted(
            (name, texts) for name, texts in request.form.lists() if name not in _NOT_TYPED
        )
        body = json.dumps([request.path, typed]).encode()
        return SubmissionKey(text_of(self.submission_key), hashlib.sha256(body).hexdigest())

    def renew_key(self) -> None:
        """Take a new key, so that what is typed now can be saved as something of its own."""
        self.submission_key.data = new_key()


class VersionedForm(SubmittedForm):
    """A form that edits: it names the version that the person saw."""

    version = HiddenField(default="0")

    def seen_version(self) -> int:
        """Return the version the form was opened with; 0 for a number that makes no sense."""
        text = text_of(self.version)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
