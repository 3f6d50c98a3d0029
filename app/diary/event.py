"""Something that happened, as it was entered."""

from dataclasses import dataclass, field

from app.diary.diary import DiaryEvent
from app.diary.entered import Entered


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """Something that happened, as it was entered.

    Attributes:
        public_id: random identifier, the same for ever.
        event: what happened, and on which day.
        entered: when it was saved.
        version: how often it was changed, and one; an edit names the version that it saw.
    """

    public_id: str
    event: DiaryEvent
    entered: Entered
    version: int = field(default=1, compare=False)
