"""What each kind of dose change is called: in a table, and within a sentence."""

from dataclasses import dataclass
from types import MappingProxyType

from app.trends.figures.dose_changes import ChangeKind


@dataclass(frozen=True, slots=True)
class ChangeWording:
    """One kind of change.

    Attributes:
        title: in the table, for patient and provider alike.
        clause: in a sentence about what was recorded.
    """

    title: str
    clause: str


CHANGE_WORDINGS = MappingProxyType(
    {
        ChangeKind.UP: ChangeWording("Amount went up", "the recorded amount went up"),
        ChangeKind.DOWN: ChangeWording("Amount went down", "the recorded amount went down"),
        ChangeKind.ROTATION: ChangeWording("Another opioid", "another opioid took over"),
        ChangeKind.UNCLEAR: ChangeWording(
            "Change noted", "the recorded amount shows no clear step"
        ),
    }
)
