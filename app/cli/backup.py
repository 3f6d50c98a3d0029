"""`backup`: an encrypted copy of all diaries, while people write."""

from datetime import timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext

from app import backups
from app.cli.context import app_database, app_settings, clock_now, stop_with

DAYS_KEPT = 30


@click.command
@click.option("--key", "keys", multiple=True, required=True, help="A public key, age1...")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="The folder of the copies.")
@click.option("--keep-days", default=DAYS_KEPT, show_default=True, help="Delete older copies.")
@with_appcontext
def backup(keys: tuple[str, ...], folder: Path | None, keep_days: int) -> None:
    """Write an encrypted copy of all diaries, checked to be whole."""
    folder = folder or app_settings().instance_folder / "backups"
    try:
        made = backups.make_backup(
            app_database(),
            app_settings().instance_folder,
            folder,
            keys,
            clock_now(),
            timedelta(days=keep_days),
        )
    except backups.BackupError as error:
        stop_with(str(error))
    click.echo(f"{made.path}: {sum(made.rows.values())} rows, of {made.rows['person']} people.")
    for old in made.deleted:
        click.echo(f"Deleted: {old}")
