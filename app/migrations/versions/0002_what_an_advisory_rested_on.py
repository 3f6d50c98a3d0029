"""What an advisory rested on, the kind of care, and new jerks or confusion.

Columns are added and dropped in place: a table that SQLite copies would lose its checks. The
defaults are for the rows that are there; the models write these columns themselves.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", _required("care", sa.String(length=20), ""))
    op.add_column("check_in", _required("jerks_or_confusion", sa.Boolean(), sa.false()))
    op.add_column("advisory_answer", _required("situation", sa.String(length=24), ""))
    op.add_column("advisory_answer", _required("figures", sa.JSON(), "[]"))
    op.add_column("advisory_answer", _required("method_version", sa.String(length=20), ""))
    # Until now each level had one wording, and it was named as the level is.
    op.execute("UPDATE advisory_answer SET situation = level")


def downgrade() -> None:
    op.drop_column("advisory_answer", "method_version")
    op.drop_column("advisory_answer", "figures")
    op.drop_column("advisory_answer", "situation")
    op.drop_column("check_in", "jerks_or_confusion")
    op.drop_column("person", "care")


def _required(
    name: str, kind: sa.types.TypeEngine[object], default: str | sa.ColumnElement[bool]
) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False, server_default=default)
