"""A time of day. Where the clock showed it twice that night, the field asks which one is meant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, get_args

from wtforms import TimeField

from app.diary.day_words import TURNS
from app.diary.local_time import Turn, turn_of
from app.services.errors import CameTwice, Refused

# Behind the name of a time's own field.
TURN = "-turn"


class TurnChoice(NamedTuple):
    """One of two equal times to choose from."""

    turn: Turn
    label: str
    is_chosen: bool


class ClockField(TimeField):
    """A time of day and, where it was asked, which of two equal times it was.

    Attributes:
        turn: the answer; None where nobody was asked or answered.
        asks_turn: whether the page shows the question.
    """

    turn: Turn | None = None
    asks_turn = False

    @property
    def turn_name(self) -> str:
        """The name under which the answer is sent."""
        return f"{self.name}{TURN}"

    @property
    def turn_choices(self) -> Sequence[TurnChoice]:
        """The two times in words, the earlier first."""
        order = zip(get_args(Turn), ("The first", "The second"), strict=True)
        return [
            TurnChoice(turn, f"{which}, {TURNS[turn]}", turn == self.turn) for turn, which in order
        ]

    def process(
        self,
        formdata: Any,  # noqa: ANN401 - as WTForms hands it over
        *more: Any,  # noqa: ANN401 - as above
        **settings: Any,  # noqa: ANN401 - as above
    ) -> None:
        """Read the time and, beside it, the answer."""
        super().process(formdata, *more, **settings)
        sent = formdata.get(self.turn_name) if formdata else None
        self.turn = sent if sent in TURNS else None
        self.asks_turn = self.turn is not None

    def show_turn(self, local: datetime, instant: datetime, time_zone: str) -> None:
        """Show what is stored, where the clock showed that time twice; an answer sent stays."""
        stored = turn_of(local, instant, time_zone)
        if stored:
            self.turn = self.turn or stored
            self.asks_turn = True

    def refuse(self, refused: Refused) -> None:
        """Show a use-case's sentence, and the question where that is what it is about."""
        self.errors = [*self.errors, refused.sentence]
        self.asks_turn = self.asks_turn or isinstance(refused, CameTwice)
