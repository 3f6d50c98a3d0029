"""What guards an account: how often something was tried."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime


class TryCount(Base):
    """How often one thing was tried since the first time in this quarter of an hour.

    `key_hash` names what is counted (app.services.account.throttle); neither an address nor a
    network can be read from it.
    """

    __tablename__ = "try_count"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
