"""Commands, one per file: `flask --app app --help` lists them."""

from flask import Flask

from app.cli.assess import assess
from app.cli.assess_cohort import assess_cohort
from app.cli.backup import backup
from app.cli.backup_key import backup_key
from app.cli.create_patient import create_patient
from app.cli.demo import demo
from app.cli.export_diary import export_diary
from app.cli.import_diary import import_diary
from app.cli.migrate import migrate
from app.cli.purge import purge
from app.cli.recover_account import recover_account
from app.cli.restore import restore
from app.cli.validate import validate

COMMANDS = (
    assess,
    assess_cohort,
    backup,
    backup_key,
    create_patient,
    demo,
    export_diary,
    import_diary,
    migrate,
    purge,
    recover_account,
    restore,
    validate,
)


def init(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
