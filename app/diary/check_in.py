"""What a check-in says: one save on *Today* or on a past day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.diary.entered import Entered
from app.diary.scores import AVERAGE_PAIN, Score


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one check-in. What was not answered is not there, which is never zero.

    Attributes:
        scores: 0-10, by the codes of `app.diary.scores`; only those that were answered.
        areas: codes of `app.clinical.areas`; an empty set is the answer "nowhere", None is none.
        note: the person's own words.
        jerks_or_confusion: new jerks, twitches or confusion were ticked.
        pain_mean: what average pain stands for where a file gives the mean of a day's scores; the
            score itself is that mean as a whole number.

    >>> from app.diary.scores import SLEEP, TOUCH
    >>> answers = Answers({"touch": 0})
    >>> answers[TOUCH], answers[SLEEP], answers.is_empty
    (0, None, False)
    """

    scores: Mapping[str, int] = field(default_factory=dict, hash=False)
    areas: frozenset[str] | None = None
    note: str = ""
    jerks_or_confusion: bool = False
    pain_mean: float | None = None

    def __getitem__(self, score: Score) -> int | None:
        return self.scores.get(score.code)

    def exact(self, score: Score) -> float | None:
        """Return an answer, or the mean that it stands for; None where it was not given."""
        is_mean = score is AVERAGE_PAIN and self.pain_mean is not None
        return self.pain_mean if is_mean else self[score]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self == Answers()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One save on *Today* or on a past day.

    Attributes:
        public_id: random identifier, the same for ever.
        for_date: local day that the answers are about.
        entered: when it was saved.
        answers: what was said.
        version: how often it was changed, and one; an edit names the version that it saw.
    """

    public_id: str
    for_date: date
    entered: Entered
    answers: Answers = field(default_factory=Answers)
    version: int = field(default=1, compare=False)
