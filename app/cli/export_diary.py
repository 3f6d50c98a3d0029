"""`export-diary`: write a patient's diary to an archive."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.context import clock_now, patient, stop_with, writing
from app.services.archive import archive
from app.services.moments import today_of


@click.command("export-diary")
@click.argument("email")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace PATH if it is there.")
@with_appcontext
def export_diary(email: str, path: Path, *, force: bool) -> None:
    """Write the diary of EMAIL to the zip PATH, readable by its owner only."""
    if path.exists() and not force:
        stop_with(f"{path} is there already. Name another file, or add --force to replace it.")
    with writing() as session:
        owner = patient(session, email)
        content = archive.export(session, owner, today_of(owner, clock_now()))
    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        stop_with(f"{path} cannot be written: {error.strerror}.")
    click.echo(f"Wrote {path}.")
