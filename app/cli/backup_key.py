"""`backup-key`: a pair of keys for backups."""

import os
from pathlib import Path

import click

from app import backups
from app.cli.context import stop_with


@click.command("backup-key")
@click.argument("path", type=click.Path(path_type=Path))
def backup_key(path: Path) -> None:
    """Write a new secret key to PATH, and print the public key that `backup --key` takes.

    Keep the secret key away from the server. Without it no copy can be read.
    """
    secret, public = backups.new_key_pair()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        stop_with(f"{path} is there already, or cannot be written. Give another path.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secret + "\n")
    click.echo(public)
