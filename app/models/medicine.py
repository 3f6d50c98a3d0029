"""Medicines, how they were prescribed over time, and what was taken."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clinical.patches import MOST_WORN_AT_ONCE
from app.db import Base, ExactDecimal, UtcDateTime
from app.models.columns import Instant, OwnerId, PublicId, RowId, Versioned


class Medicine(Versioned, Base):
    """One product that the person takes or took.

    `name` is the generic name first, as in the archive; `substance` is a code of
    `app.clinical`, NULL for the person's own medicine.
    """

    __tablename__ = "medicine"

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[OwnerId] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(120))
    substance: Mapped[str | None] = mapped_column(String(60))
    route: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(20))
    as_needed: Mapped[bool]
    # False for what came from a file, until the person says how it is prescribed.
    has_prescription: Mapped[bool] = mapped_column(default=True)
    # It came from plain files, which tell what was taken on the days before that.
    is_imported: Mapped[bool] = mapped_column(default=False)
    started_on: Mapped[date | None]
    # The first day on which it is no longer taken.
    stopped_on: Mapped[date | None]
    created_at: Mapped[Instant]

    regimens: Mapped[list["Regimen"]] = relationship(
        order_by="Regimen.from_date", cascade="all, delete-orphan", lazy="selectin"
    )


class Regimen(Base):
    """How a medicine is prescribed from a day on; the older ones are kept.

    `amount` is one dose in `unit` (for a patch: mcg/h of one patch), `times` are local HH:MM,
    `count_at_once` is how many patches are worn together. `event_public_id` is the event that was
    logged with a change of dose, until the person makes it their own.
    """

    __tablename__ = "regimen"
    __table_args__ = (
        UniqueConstraint("medicine_id", "from_date"),
        CheckConstraint(f"count_at_once BETWEEN 1 AND {MOST_WORN_AT_ONCE}", name="count_at_once"),
    )

    id: Mapped[RowId]
    medicine_id: Mapped[int] = mapped_column(ForeignKey("medicine.id", ondelete="CASCADE"))
    from_date: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String(12))
    count_at_once: Mapped[int] = mapped_column(default=1)
    times: Mapped[list[str]] = mapped_column(JSON, default=list)
    change_every_hours: Mapped[int | None]
    # How the amount is counted (app.diary.as_taken); one amount for each of `times` where they
    # differ, as text; taken on every so many days, counted from one, or on days of the week (0
    # for Monday); how many doses a day at most, when as needed.
    as_taken: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    amounts_at: Mapped[list[str]] = mapped_column(JSON, default=list)
    every_days: Mapped[int] = mapped_column(default=1)
    counted_from: Mapped[date | None]
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)
    most_a_day: Mapped[int | None]
    event_public_id: Mapped[str | None] = mapped_column(String(24))


# As the index of patches has it: SQLite uses that only for the very same words.
_IS_PATCH = text("route = 'transdermal'")


class Dose(Versioned, Base):
    """One intake, one patch or one day's total.

    Name, route and unit are kept here too: what was taken stays true when the medicine's own
    record changes or goes. `taken_at` is the instant, `taken_at_local` what the person's clock
    showed (naive); both are kept because an hour may happen twice.
    """

    __tablename__ = "dose"
    __table_args__ = (
        # One due time can be taken once, from however many tabs (NULLs do not collide).
        UniqueConstraint("medicine_id", "due_at_local", "patch_number"),
        Index(None, "person_id", "taken_at_local"),
        Index(None, "medicine_id", "taken_at"),
        # Few rows among many, which are read for each picture.
        Index(
            "ix_dose_patches",
            "person_id",
            "taken_at_local",
            sqlite_where=_IS_PATCH,
            postgresql_where=_IS_PATCH,
        ),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[OwnerId]
    medicine_id: Mapped[int | None] = mapped_column(ForeignKey("medicine.id", ondelete="SET NULL"))
    medication: Mapped[str] = mapped_column(String(120))
    route: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String(12))
    taken_at: Mapped[Instant]
    # What it was is known when it changes (app.models.pack_ends).
    taken_at_local: Mapped[datetime] = mapped_column(active_history=True)
    time_zone: Mapped[str] = mapped_column(String(64))
    due_at_local: Mapped[datetime | None]
    patch_number: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_at_local: Mapped[datetime | None]
    # Until when the files that a patch came in count it as worn.
    worn_until_local: Mapped[datetime | None]
    is_daily_total: Mapped[bool] = mapped_column(default=False)
    # How the amount was counted: see app.diary.as_taken.
    as_taken: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    recorded_at: Mapped[Instant]
    # It came from plain files, which do not say when it was first entered.
    is_imported: Mapped[bool] = mapped_column(default=False)
