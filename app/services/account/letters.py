"""The mails of an account. Whoever sees one in passing does not learn what Tidemark is for."""

from app.mail import Letter, MailNotSent, Outbox
from app.services.account.mailed_codes import LASTS_MINUTES
from app.services.errors import Refused

NOT_SENT = "We cannot send mail right now. Wait a few minutes, then try again."
_CODE = "Your Tidemark code"
_HOW = (
    "Open this address:\n\n{link}#{code}\n\nOr type this code: {code}\n\n"
    f"It works once, for {LASTS_MINUTES} minutes.\n\n"
)
_IF_NOT_YOU = "If this was not you, you need not do anything. Nothing has changed.\n"


def send(outbox: Outbox, letter: Letter) -> None:
    """Send a letter that somebody waits for.

    Raises:
        Refused: the mail server did not take it.
    """
    try:
        outbox.send(letter)
    except MailNotSent:
        raise Refused(NOT_SENT) from None


def tell(outbox: Outbox, letter: Letter) -> None:
    """Send a letter about something that is done, and stays done if no mail can be sent."""
    try:
        outbox.send(letter)
    except MailNotSent:
        return


def reset_letter(to: str, link: str, code: str) -> Letter:
    """Write to somebody who forgot their password."""
    return _with_code(to, "you asked to set a new password for Tidemark.", link, code)


def no_account_letter(to: str) -> Letter:
    """Write to an address that nobody signed up with."""
    return Letter(
        to,
        _CODE,
        "Hello,\n\nsomebody asked to set a new password for Tidemark with this address. There is "
        "no account with it. If it was you, try another of your addresses.\n\n" + _IF_NOT_YOU,
    )


def sign_up_letter(to: str, link: str, code: str) -> Letter:
    """Write to somebody who signs up."""
    return _with_code(to, "you are signing up for Tidemark.", link, code)


def has_account_letter(to: str) -> Letter:
    """Write to somebody whose address has an account already."""
    return Letter(
        to,
        _CODE,
        "Hello,\n\nsomebody wanted to use this address for Tidemark. There is an account with it "
        "already. If it was you, sign in, or ask for a new password there.\n\n" + _IF_NOT_YOU,
    )


def new_address_letter(to: str, link: str, code: str) -> Letter:
    """Write to the address that somebody wants to change to."""
    return _with_code(to, "you want to use this address for Tidemark.", link, code)


def address_changed_letter(to: str) -> Letter:
    """Tell the old address and the new one."""
    return Letter(
        to,
        "Your Tidemark account",
        "Hello,\n\nthe email address of your Tidemark account was changed.\n\nIf this was not you, "
        "write to whoever runs your Tidemark.\n",
    )


def password_changed_letter(to: str) -> Letter:
    """Tell the owner of a new password."""
    return Letter(
        to,
        "Your Tidemark account",
        "Hello,\n\nthe password of your Tidemark account was changed. All devices were signed "
        "out.\n\nIf this was not you, ask for a new password on the sign-in page.\n",
    )


def _with_code(to: str, why: str, link: str, code: str) -> Letter:
    text = f"Hello,\n\n{why}\n\n{_HOW.format(link=link, code=code)}{_IF_NOT_YOU}"
    return Letter(to, _CODE, text)
