"""`recover-account`: let somebody back in who lost the password, the mail and the codes."""

import click
from flask.cli import with_appcontext

from app.cli.context import app_settings, clock_now, patient, writing
from app.services.account.recovery import OPERATOR_CODE_LASTS, make_operator_code


@click.command("recover-account")
@click.argument("email")
@with_appcontext
def recover_account(email: str) -> None:
    """Print a code with which the owner of EMAIL sets a new password.

    Be sure first whom you are talking to: whoever has the code has the diary. The owner can read
    under “Where you are signed in” that it was made.
    """
    with writing() as session:
        code = make_operator_code(session, patient(session, email), clock_now())
    hours = int(OPERATOR_CODE_LASTS.total_seconds() // 3600)
    click.echo(f"Open {app_settings().public_url or ''}/reset/code and type: {code}")
    click.echo(f"It works once, for {hours} hours.")
