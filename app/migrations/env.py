"""Alembic's entry: runs migrations on the connection that the caller hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from app import models  # noqa: F401 - makes the tables known to Base.metadata
from app.db import Base


def render_item(
    kind: str,
    item: Any,  # noqa: ANN401 - alembic hands over any part of a schema
    _context: AutogenContext,
) -> str | Literal[False]:
    """Write our own types as what the database stores: a migration must not follow our code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
