"""`import-diary`: add an archive to a patient's diary."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.context import clock_now, patient, stop_with, writing
from app.interop.archive import ArchiveError, read_archive
from app.services.archive.archive import add_archive


@click.command("import-diary")
@click.argument("email")
@click.argument("path", type=click.Path(path_type=Path))
@with_appcontext
def import_diary(email: str, path: Path) -> None:
    """Add the archive at PATH (a folder or a zip) to the diary of EMAIL, all or nothing.

    Records that are there already are not added again.
    """
    try:
        archive = read_archive(path)
    except ArchiveError as error:
        stop_with(str(error))
    for remark in archive.remarks:
        click.echo(remark, err=True)
    with writing() as session:
        added = add_archive(session, patient(session, email), archive, clock_now())
    click.echo(f"Added {added} records.")
