"""What every form carries: a token against forgery, and a key that makes it count once."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField

from app.services.errors import Refused
from app.services.submissions import SubmissionKey
from app.web.kit.clock_field import ClockField

_NOT_TYPED = frozenset({"csrf_token", "submission_key"})
_KEY = re.compile("[A-Za-z0-9_-]{16,64}")
OPEN_FOR_LONG = (
    "This page was open for a long time. Nothing is saved yet. Check it, then press the button "
    "again."
)
UNUSABLE_KEY = "Nothing is saved yet. Press the button again."


def text_of(field: Field) -> str:
    """Return what was typed into a text field, "" if nothing was."""
    return field.data or ""


def new_key() -> str:
    """Return a key for one sending of one form."""
    return secrets.token_urlsafe(16)


class TokenForm(FlaskForm):
    """A form with a token against forgery, for when sending it twice does no harm."""

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check the form; a token that has expired gets a sentence of our own."""
        is_valid = bool(super().validate(extra_validators=extra_validators))
        if "csrf_token" in self and self.csrf_token.errors:
            self.csrf_token.errors = []
            self.form_errors.append(OPEN_FOR_LONG)
        return is_valid

    def refuse(self, refused: Refused) -> None:
        """Show a use-case's sentence at the field that it names, or above the form."""
        field = self._fields.get(refused.field)
        if field is None:
            self.form_errors.append(refused.sentence)
        elif isinstance(field, ClockField):
            field.refuse(refused)
        else:
            field.errors = [*field.errors, refused.sentence]


class SubmittedForm(TokenForm):
    """A form that counts once, however often it is sent."""

    submission_key = HiddenField(default=new_key)

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check the form; a key that cannot be used is replaced by a new one."""
        is_valid = super().validate(extra_validators=extra_validators)
        # A missing key must not pass for the new one that stands in for it: sent twice, such a
        # form would be saved twice.
        sent = self.submission_key.raw_data or [""]
        if _KEY.fullmatch(sent[0]):
            return is_valid
        self.renew_key()
        self.form_errors.append(UNUSABLE_KEY)
        return False

    def sent_fields(self) -> MultiDict[str, str]:
        """Return the fields that this form was filled from."""
        return request.form

    def sent(self) -> SubmissionKey:
        """Return the key and a digest of what was typed."""
        typed = sorted(
            (name, texts) for name, texts in self.sent_fields().lists() if name not in _NOT_TYPED
        )
        body = json.dumps([request.path, typed]).encode()
        return SubmissionKey(text_of(self.submission_key), hashlib.sha256(body).hexdigest())

    def renew_key(self) -> None:
        """Take a new key, so that what is typed now can be saved as a record of its own."""
        self.submission_key.data = new_key()


class VersionedForm(SubmittedForm):
    """A form that edits: it names the version that the person saw."""

    version = HiddenField(default="0")

    def seen_version(self) -> int:
        """Return the version the form was opened with; 0 if it is not a number."""
        text = text_of(self.version)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
