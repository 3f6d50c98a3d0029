"""`migrate`: bring the database's tables to the newest form."""

from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from app import migrations
from app.db import Database


@click.command
@with_appcontext
def migrate() -> None:
    """Bring the database's tables to the newest form. Safe to repeat."""
    migrations.migrate(cast("Database", current_app.extensions["database"]))
    click.echo("The database is up to date.")
