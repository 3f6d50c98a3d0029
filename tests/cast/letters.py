"""An outbox that keeps its letters, for tests to read."""

import re

from flask import Flask

from app.mail import Letter, MailNotSent


class Letters:
    """Letters as they were sent."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []
        self.is_away = False

    def send(self, letter: Letter) -> None:
        if self.is_away:
            raise MailNotSent
        self.sent.append(letter)

    @property
    def last(self) -> Letter:
        return self.sent[-1]

    @property
    def code(self) -> str:
        """The code in the last letter."""
        found = re.search(r"type this code: ([0-9a-z-]{19})\n", self.last.text)
        assert found, f"no code stands in {self.last.text!r}"
        return found[1]


def collect_letters(app: Flask) -> Letters:
    """Let the app send its letters to the test."""
    app.extensions["outbox"] = letters = Letters()
    return letters
