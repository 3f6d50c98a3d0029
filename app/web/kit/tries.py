"""Counting tries around a view's use-case, and the answer when there were too many."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import cast

from flask import current_app
from werkzeug.wrappers import Response

from app.services.account.throttle import Throttle, TooManyTries, Try
from app.services.errors import Refused
from app.web.kit.forms import TokenForm
from app.web.kit.now import now
from app.web.kit.transaction import db_session


@contextmanager
def counted(tries: Sequence[Try]) -> Iterator[None]:
    """Count a try; take it back where what stands within ends well.

    Raises:
        TooManyTries: before anything within is done.
    """
    throttle = cast("Throttle", current_app.extensions["throttle"])
    throttle.count(db_session(), tries, now())
    yield
    throttle.take_back(db_session(), tries)


def answer_refusal(
    form: TokenForm,
    refused: Refused,
    show: Callable[[int], Response],
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    """Show the form again with the sentence: with `status`, or 429 after too many tries."""
    form.refuse(refused)
    if not isinstance(refused, TooManyTries):
        return show(status)
    response = show(HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(refused.retry_after_s)
    return response
