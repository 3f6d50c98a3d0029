"""Links that show a part of a diary to a provider, and answers to the advisory."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime
from app.models.columns import Instant, OwnerId, PublicId, RowId


class ShareLink(Base):
    """A link. Only the hash of its token is stored, so the database opens nothing."""

    __tablename__ = "share_link"

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[OwnerId] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    shown_name: Mapped[str] = mapped_column(String(80), default="")
    first_date: Mapped[date]
    last_date: Mapped[date]
    sections: Mapped[list[str]] = mapped_column(JSON, default=list)
    questions: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ShareOpening(Base):
    """One time that a link was opened, and the short-lived cookie that shows the page again.

    `cookie_hash` is checked with the link's own state on each request.
    """

    __tablename__ = "share_opening"

    id: Mapped[RowId]
    share_link_id: Mapped[int] = mapped_column(
        ForeignKey("share_link.id", ondelete="CASCADE"), index=True
    )
    cookie_hash: Mapped[str] = mapped_column(String(64), unique=True)
    opened_at: Mapped[Instant]
    shown_until: Mapped[Instant]


class AdvisoryAnswer(Base):
    """What the person said to an advisory, and what it rested on then.

    `basis` names it in short, so that the card returns only with something new. `situation` is
    the wording that was shown, a code of `app.trends.detector.situations`. `figures` and
    `method_version` keep what the words rested on, for the person to look up later.
    """

    __tablename__ = "advisory_answer"

    id: Mapped[RowId]
    person_id: Mapped[OwnerId] = mapped_column(index=True)
    as_of: Mapped[date]
    level: Mapped[str] = mapped_column(String(20))
    situation: Mapped[str] = mapped_column(String(24))
    figures: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    method_version: Mapped[str] = mapped_column(String(20), default="")
    basis: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(String(20))
    answered_at: Mapped[Instant]
