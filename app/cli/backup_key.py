"""`backup-key`: a pair of keys for backups."""

from pathlib import Path

import click

from app import backups
from app.cli.context import stop_with
from app.private_files import create_private


@click.command("backup-key")
@click.argument("path", type=click.Path(path_type=Path))
def backup_key(path: Path) -> None:
    """Write a new secret key to PATH, and print the public key that `backup --key` takes.

    Keep the secret key away from the server. Without it no copy can be read.
    """
    secret, public = backups.new_key_pair()
    try:
        file = create_private(path)
    except OSError:
        stop_with(f"{path} is there already, or cannot be written. Give another path.")
    with file:
        file.write(f"{secret}\n".encode())
    click.echo(public)
