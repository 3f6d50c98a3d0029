"""What the patient writes: check-ins and events; and the months of it that are added up."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
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
    # What it was is known when it changes (app.models.pack_ends).
    for_date: Mapped[date] = mapped_column(active_history=True)
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


class DayPack(Base):
    """The days of one month, added up and packed (app.services.diary.day_packs).

    Whatever changes a day of it deletes it (app.models.pack_ends), and so does the account's end.
    `revision` is the person's of which it was made, so that no two packs of a month share it.
    `build` names the program that added it up.
    """

    __tablename__ = "day_pack"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    first_day: Mapped[date] = mapped_column(primary_key=True)
    revision: Mapped[int]
    build: Mapped[str] = mapped_column(String(16))
    content: Mapped[bytes] = mapped_column(LargeBinary)
