"""The present instant, by the app's clock."""

from datetime import datetime
from typing import cast

from flask import current_app

from app.clock import Clock


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return cast("Clock", current_app.extensions["clock"]).now()
