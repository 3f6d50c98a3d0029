"""What guards an account, and what lets its owner back in."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime
from app.models.columns import Instant, OwnerId, PublicId, RowId


class TryCount(Base):
    """How often one thing was tried since the first time in this quarter of an hour.

    `key_hash` names what is counted (app.services.account.throttle); neither an address nor a
    network can be read from it.
    """

    __tablename__ = "try_count"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class MailedCode(Base):
    """A code that was sent by mail, or given out by the operator. It works once, and not for long.

    `person_id` is empty for a new account, and where nobody has the address: then it opens nothing.
    """

    __tablename__ = "mailed_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    # A word of app.services.account.mailed_codes.
    purpose: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    # The address that it proves, and for a new account what was typed beside it.
    email: Mapped[str] = mapped_column(String(254), default="")
    password_hash: Mapped[str] = mapped_column(String(255), default="")
    phone_zone: Mapped[str] = mapped_column(String(64), default="")
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class RecoveryCode(Base):
    """One of the codes that a person printed: each lets them set a new password once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[OwnerId] = mapped_column(index=True)
    created_at: Mapped[Instant]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountEvent(Base):
    """What happened to an account, for its owner to read (app.services.account.events)."""

    __tablename__ = "account_event"

    id: Mapped[RowId]
    person_id: Mapped[OwnerId] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))
    happened_at: Mapped[Instant]


class Passkey(Base):
    """A passkey's public half. `sign_count` only grows, where the device counts at all."""

    __tablename__ = "passkey"

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    person_id: Mapped[OwnerId] = mapped_column(index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    # The browser that made it, coarsely (app.web.kit.browser_name).
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[Instant]
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
