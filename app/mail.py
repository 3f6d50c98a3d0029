"""Mails: handed to a mail server, or written into a folder for the operator to pass on."""

import secrets
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import localtime, make_msgid
from pathlib import Path
from typing import Protocol

from app.clock import file_stamp
from app.config import Config, MailServer
from app.private_files import create_private

_PATIENCE_S = 10
FOLDER = "outbox"


class MailNotSent(Exception):  # noqa: N818 - it is an answer, not a fault
    """The mail server did not take the mail."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in plain text."""

    to: str
    subject: str
    text: str


class Outbox(Protocol):
    """Where letters go."""

    def send(self, letter: Letter) -> None:
        """Send one letter.

        Raises:
            MailNotSent: it was not taken.
        """


class FileOutbox:
    """Writes each letter into a file that only the operator can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, letter: Letter) -> None:
        """Write one letter."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path = self._folder / f"{file_stamp(localtime())}-{secrets.token_hex(4)}.eml"
        with create_private(path) as file:
            file.write(bytes(_message(letter, "tidemark@localhost")))


class SmtpOutbox:
    """Hands letters to a mail server, never without TLS."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def send(self, letter: Letter) -> None:
        """Hand one letter over; whoever asked waits for it."""
        import smtplib  # noqa: PLC0415 - only where mails are sent

        server, context = self._server, ssl.create_default_context()
        try:
            with (
                smtplib.SMTP_SSL(server.host, server.port, timeout=_PATIENCE_S, context=context)
                if server.is_tls
                else smtplib.SMTP(server.host, server.port, timeout=_PATIENCE_S)
            ) as connection:
                if not server.is_tls:
                    connection.starttls(context=context)
                if server.user:
                    connection.login(server.user, server.password)
                connection.send_message(_message(letter, server.sender))
        except (OSError, smtplib.SMTPException) as error:
            raise MailNotSent(type(error).__name__) from None


def outbox_of(config: Config) -> Outbox:
    """Return where letters go."""
    if config.mail_server is not None:
        return SmtpOutbox(config.mail_server)
    return FileOutbox(config.instance_folder / FOLDER)


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = localtime()
    message["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
    # RFC 3834: no holiday notes in answer.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message
