"""`purge`: delete what has run out."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.backups import SCRATCH_PREFIX
from app.cli.context import app_settings, clock_now, writing
from app.mail import FOLDER
from app.services import purge as use_case

MAILS_KEPT = timedelta(days=7)
# No copy takes this long; whatever is older was left by one that was killed.
SCRATCH_KEPT = timedelta(days=1)


@click.command
@with_appcontext
def purge() -> None:
    """Delete sessions, codes, uploads and mails that have run out. For a timer, once a day."""
    config, now = app_settings(), clock_now()
    with writing() as session:
        deleted = use_case.purge(session, config.session_idle, now)
    for name, rows in deleted.items():
        click.echo(f"{name}: {rows}")
    mails = _older(config.instance_folder / FOLDER, "*.eml", now - MAILS_KEPT)
    for mail in mails:
        mail.unlink()
    left = _older(config.instance_folder, f"{SCRATCH_PREFIX}*", now - SCRATCH_KEPT)
    for folder in left:
        shutil.rmtree(folder)
    click.echo(f"files: {len(mails) + len(left)}")


def _older(folder: Path, names: str, than: datetime) -> list[Path]:
    return [path for path in folder.glob(names) if path.stat().st_mtime < than.timestamp()]
