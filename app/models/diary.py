"""What the patient writes: check-ins and events."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.models.columns import Instant, OwnerId, PublicId, RowId, Versioned

# The codes of app.diary.scores, each with its column below.
SCORE_COLUMNS = (
    "average_pain",
    "pain_now",
    "worst_pain",
    "touch",
    "sleep",
    "mood",
    "activity",
    "constipation",
    "sleepiness",
    "nausea",
    "itching",
)


def _zero_to_ten(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND 10", name=column)


class CheckIn(Versioned, Base):
    """One answer sheet. Several may be about the same day; NULL is "not answered"."""

    __tablename__ = "check_in"
    __table_args__ = (
        Index(None, "person_id", "for_date"),
        *(_zero_to_ten(column) for column in SCORE_COLUMNS),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[OwnerId]
    for_date: Mapped[date]
    average_pain: Mapped[int | None]
    pain_now: Mapped[int | None]
    worst_pain: Mapped[int | None]
    # NULL is "not answered", an empty list is the answer "nowhere".
    areas: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    touch: Mapped[int | None]
    sleep: Mapped[int | None]
    mood: Mapped[int | None]
    activity: Mapped[int | None]
    constipation: Mapped[int | None]
    sleepiness: Mapped[int | None]
    nausea: Mapped[int | None]
    itching: Mapped[int | None]
    # The mean that average pain stands for, where a file gives one.
    pain_mean: Mapped[float | None]
    # A box that can only be ticked: false is "not ticked", never "no".
    jerks_or_confusion: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[Instant]
    # It came from plain files, which do not say when it was first entered.
    is_imported: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str] = mapped_column(String(64))


class Event(Versioned, Base):
    """Something that may explain a change; `kind` is a code of `app.clinical.events`."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "person_id", "for_date"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[OwnerId]
    for_date: Mapped[date]
    kind: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[Instant]
    is_imported: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str] = mapped_column(String(64))
