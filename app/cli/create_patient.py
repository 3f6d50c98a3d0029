"""`create-patient`: open an account from the command line."""

import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import with_appcontext

from app.cli.context import clock_now, password_hasher, stop_with, writing
from app.services.account import account
from app.services.errors import Refused


@click.command("create-patient")
@click.argument("email")
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from standard input, so that it stands in no history.",
)
@with_appcontext
def create_patient(email: str, *, password_stdin: bool) -> None:
    """Create the patient EMAIL. The password is asked for."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        stop_with(f"{email!r} is not an e-mail address. Give one like name@example.org.")
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with writing() as session:
        try:
            account.sign_up(session, password_hasher(), email, password, clock_now())
        except Refused as refused:
            stop_with(refused.sentence)
    click.echo(f"{email} can sign in.")
