"""`import-diary`: add an archive to a patient's diary."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.context import clock_now, left_out_lines, patient, stop_with, writing_late
from app.interop.archive import ArchiveError, read_archive
from app.interop.lived_part import Present, lived_part
from app.services.archive.archive import add_archive


@click.command("import-diary")
@click.argument("email")
@click.argument("path", type=click.Path(path_type=Path))
@with_appcontext
def import_diary(email: str, path: Path) -> None:
    """Add the archive at PATH (a folder or a zip) to the diary of EMAIL.

    Records that are there already are not added again, and what differs stays as it is. Days still
    to come are left out and named. After a stop in between the same file finishes the work.
    """
    try:
        archive = read_archive(path)
    except ArchiveError as error:
        stop_with(str(error))
    now = clock_now()
    with writing_late() as session:
        owner = patient(session, email)
        archive = lived_part(archive, Present.of(now, owner.time_zone))
        for remark in (*archive.remarks, *left_out_lines(archive)):
            click.echo(remark, err=True)
        added = add_archive(session, owner, archive, now)
    click.echo(f"Added {added} records.")
