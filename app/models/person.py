"""Who keeps a diary, and from which devices they are signed in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime
from app.models.columns import Instant, OwnerId, PublicId, RowId, Versioned


class Person(Versioned, Base):
    """A patient: the account and what held before the diary began."""

    __tablename__ = "person"

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    email: Mapped[str] = mapped_column(String(254))
    # Lower case, so that one address is one account however it is typed.
    email_key: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    # Until this hour the evening before is not over. Four is our own: most people sleep by then.
    day_ends_at_hour: Mapped[int] = mapped_column(default=4)
    # Today opens with one question, for people with little strength.
    opens_with_one_question: Mapped[bool] = mapped_column(default=False)
    # Codes of app.diary.scores.SIDE_EFFECTS that the person wants to be asked about.
    asks_about: Mapped[list[str]] = mapped_column(JSON, default=list)
    original_areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    opioid_start: Mapped[date | None]
    condition: Mapped[str] = mapped_column(Text, default="")
    # A code of app.clinical.care; empty until the person answers.
    care: Mapped[str] = mapped_column(String(20), default="")
    # Answers to app.clinical.story by the question's code; without those that were left out.
    story: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    # Of medicines that nobody here knows: by name, whether the person says they are opioids
    # (app.diary.opioid_answers).
    opioid_answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    set_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[Instant]
    # Raised by every write to anything of the person's (app.models.revision).
    revision: Mapped[int] = mapped_column(default=1)


class WebSession(Base):
    """One browser's session. The cookie holds a random id; only its hash is stored here."""

    __tablename__ = "web_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    contents: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    # Coarsely, for the person's own list of devices (app.web.kit.browser_name).
    browser: Mapped[str] = mapped_column(String(60), default="", server_default="")
    created_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Submission(Base):
    """A form that was already saved, so that sending it again saves nothing twice.

    The row outlives what it made: a late repeat must not bring a deleted record back.
    """

    __tablename__ = "submission"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    body_digest: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Instant]


class PendingImport(Base):
    """A file between its upload and the word to add it; the next one takes its place."""

    __tablename__ = "pending_import"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(120), default="your file")
    # An archive's own bytes; of lists from elsewhere, their tables (app.interop.uploads).
    content: Mapped[bytes] = mapped_column(LargeBinary)
    # How each list is to be read (app.interop.other_apps.choices); None for an archive.
    choices: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[Instant]


class ImportUndo(Base):
    """What takes one piece of an import back, for as long as that may be done.

    `key` is the form's; `content` tells what was made and what was there before
    (app.services.archive.undo). It is emptied once it was used.
    """

    __tablename__ = "import_undo"
    __table_args__ = (Index(None, "person_id", "key"),)

    id: Mapped[RowId]
    person_id: Mapped[OwnerId]
    key: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[Instant]
