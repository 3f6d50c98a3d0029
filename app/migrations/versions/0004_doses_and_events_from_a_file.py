"""Doses and events know that they came from a file, as check-ins do.

All that one import writes carries the instant of the import, so what came with check-ins of a
file came from that file.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("person_id", sa.Integer()),
    ("is_imported", sa.Boolean()),
    ("recorded_at", sa.DateTime()),
)


def upgrade() -> None:
    for table in ("dose", "event"):
        op.add_column(
            table,
            sa.Column("is_imported", sa.Boolean(), nullable=False, server_default=sa.false()),
        )
        op.execute(_mark(_table(table)))


def downgrade() -> None:
    op.drop_column("event", "is_imported")
    op.drop_column("dose", "is_imported")


def _table(name: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column, kind) for column, kind in _COLUMNS))


def _mark(table: sa.TableClause) -> sa.Update:
    check_in = _table("check_in")
    same_import = sa.exists().where(
        check_in.c.person_id == table.c.person_id,
        check_in.c.is_imported,
        check_in.c.recorded_at == table.c.recorded_at,
    )
    return sa.update(table).where(same_import).values(is_imported=True)
