"""Column shapes that several tables share."""

import secrets
from datetime import datetime
from typing import Annotated

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.db import UtcDateTime

PUBLIC_ID_BYTES = 12


def new_public_id() -> str:
    """Return an id for addresses: random, so that it tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


RowId = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[str, mapped_column(String(24), unique=True, default=new_public_id)]
OwnerId = Annotated[int, mapped_column(ForeignKey("person.id", ondelete="CASCADE"))]
Instant = Annotated[datetime, mapped_column(UtcDateTime)]


class Versioned:
    """A row with an optimistic lock: an edit names the version that it saw.

    The UPDATE itself asks for that version, so one of two simultaneous edits finds no row, on any
    database (StaleDataError, which the use-case reports as `StaleEdit`).
    """

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - a class's own, as declared_attr asks
        """Have every UPDATE and DELETE of a row ask for the version that was read."""
        return {"version_id_col": cls.version, "version_id_generator": False}
