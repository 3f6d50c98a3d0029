"""`restore`: fill an empty database from a backup."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app import backups, migrations
from app.cli.context import app_database, app_settings, clock_now, stop_with


@click.command
@click.argument("copy", type=click.Path(path_type=Path))
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The file that backup-key wrote.",
)
@with_appcontext
def restore(copy: Path, key_file: Path) -> None:
    """Fill an empty database from COPY. Everybody signs in again, and every link is ended."""
    migrations.migrate(app_database())
    try:
        rows = backups.restore_backup(
            app_database(),
            app_settings().instance_folder,
            copy,
            key_file.read_text("utf-8"),
            clock_now(),
        )
    except backups.BackupError as error:
        stop_with(str(error))
    click.echo(f"Restored: {sum(rows.values())} rows, of {rows['person']} people.")
