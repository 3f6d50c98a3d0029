"""What the person said about a list: which column is what, and how it is meant."""

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.interop.other_apps.days import DateOrder
from app.interop.other_apps.numbers import DecimalMark
from app.interop.other_apps.scores import Scale, ScoreRule


class Part(StrEnum):
    """What a column holds."""

    DATE = "date"
    TIME = "time"
    PAIN = "pain"
    WORST = "worst"
    TOUCH = "touch"
    PLACES = "places"
    MEDICINE = "medicine"
    AMOUNT = "amount"
    UNIT = "unit"
    NOTE = "note"
    # For lists with a name and a value in each row, such as "Pain, 5" and "Oxycodone, 10".
    SUBJECT = "subject"


SCORE_PARTS = (Part.PAIN, Part.WORST, Part.TOUCH)


class Meaning(StrEnum):
    """What the rows under one name are about, in a list with a name and a value in each row."""

    LEFT_OUT = "left_out"
    PAIN = "pain"
    WORST = "worst"
    TOUCH = "touch"
    MEDICINE = "medicine"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Choices:
    """How one list is to be read.

    Attributes:
        columns: position of the column for each part that has one.
        notes: positions of all columns that go into the note.
        order: of dates in figures, where the column leaves a doubt.
        mark: of decimals, where the column leaves a doubt.
        scores: how the scores of a part become ours.
        meanings: what the rows under each name are about.
        amounts: by what is written of a medicine's amount: how much that is, with its unit.
        places: by a word for a place: the code of an area, or empty for none.
        only: the one value of the first column whose rows are meant, where rows of several
            people stand in one list.
        is_left_out: nothing of this list is brought in.
        is_confirmed: the person looked at the columns and said that they are right.
    """

    columns: dict[Part, int] = field(default_factory=dict)
    notes: tuple[int, ...] = ()
    order: DateOrder | None = None
    mark: DecimalMark | None = None
    scores: dict[Part, ScoreRule] = field(default_factory=dict)
    meanings: dict[str, Meaning] = field(default_factory=dict)
    amounts: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    only: str = ""
    is_left_out: bool = False
    is_confirmed: bool = False

    def column(self, part: Part) -> int | None:
        """Return the position of a part's column, or None."""
        return self.columns.get(part)

    def with_columns(self, columns: dict[Part, int], notes: tuple[int, ...]) -> "Choices":
        """Return the choices for other columns; what was said of their content holds no more."""
        if (columns, notes) == (self.columns, self.notes):
            return self
        return replace(Choices(), columns=columns, notes=notes, only=self.only)


def choices_json(choices: Choices) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(choices)))
    return plain


def choices_of(plain: dict[str, Any]) -> Choices:
    """Read back what `choices_json` gave.

    >>> said = Choices({Part.DATE: 0}, scores={Part.PAIN: ScoreRule(Scale.TENTH)})
    >>> choices_of(choices_json(said)) == said
    True
    """
    order, mark = plain["order"], plain["mark"]
    return Choices(
        columns={Part(part): at for part, at in plain["columns"].items()},
        notes=tuple(plain["notes"]),
        order=None if order is None else DateOrder(order),
        mark=None if mark is None else DecimalMark(mark),
        scores={
            Part(part): ScoreRule(Scale(rule["scale"]), rule["one_by_one"])
            for part, rule in plain["scores"].items()
        },
        meanings={name: Meaning(meaning) for name, meaning in plain["meanings"].items()},
        amounts=plain["amounts"],
        places=plain["places"],
        only=plain["only"],
        is_left_out=plain["is_left_out"],
        is_confirmed=plain["is_confirmed"],
    )
