"""`demo`: a patient with the example diary."""

import click
from flask.cli import with_appcontext

from app.cli.context import clock_now, password_hasher, writing
from app.services.example import DEMO_EMAIL, make_demo


@click.command
@with_appcontext
def demo() -> None:
    """Make the demo patient anew, with the made-up example diary, and say how to sign in."""
    with writing() as session:
        password = make_demo(session, password_hasher(), clock_now())
    click.echo(f"Sign in as {DEMO_EMAIL} with the password {password}")
