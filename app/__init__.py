"""Tidemark: a pain-and-dose diary for people who take opioids for pain."""

from flask import Flask

from app import cli, config, web
from app.clock import Clock, SystemClock
from app.db import Database


def create_app(settings: config.Config | None = None, clock: Clock | None = None) -> Flask:
    """Build the app: settings, time, database, pages, commands."""
    settings = settings or config.from_environment()
    app = Flask(
        __name__,
        root_path=str(config.ROOT),
        instance_path=str(settings.instance_folder),
        template_folder="templates",
        static_folder="static",
    )
    app.extensions["config"] = settings
    app.extensions["clock"] = clock or SystemClock()
    web.init(app, settings, Database(settings.database_url))
    cli.init(app)
    return app
