"""The settings of the running app."""

from typing import cast

from flask import current_app

from app.config import Config


def app_config() -> Config:
    """Return the app's settings."""
    return cast("Config", current_app.extensions["config"])
