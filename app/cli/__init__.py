"""Commands, one per file: `flask --app app --help` lists them."""

from flask import Flask

from app.cli import migrate

COMMANDS = (migrate.migrate,)


def init(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
