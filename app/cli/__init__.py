"""Commands, one per file: `flask --app app --help` lists them."""

from flask import Flask

from app.cli.create_patient import create_patient
from app.cli.demo import demo
from app.cli.export_diary import export_diary
from app.cli.import_diary import import_diary
from app.cli.migrate import migrate

COMMANDS = (create_patient, demo, export_diary, import_diary, migrate)


def init(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
