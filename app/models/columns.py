"""Column shapes that several tables share."""

import secrets
from datetime import datetime
from typing import Annotated

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import mapped_column

from app.db import UtcDateTime

PUBLIC_ID_BYTES = 12


def new_public_id() -> str:
    """Return an id for addresses: random, so that it tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


RowId = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[str, mapped_column(String(24), unique=True, default=new_public_id)]
OwnerId = Annotated[int, mapped_column(ForeignKey("person.id", ondelete="CASCADE"))]
Instant = Annotated[datetime, mapped_column(UtcDateTime)]
# Optimistic lock: an edit names the version that it saw (see app.services.errors.StaleEdit).
Version = Annotated[int, mapped_column(default=1)]
