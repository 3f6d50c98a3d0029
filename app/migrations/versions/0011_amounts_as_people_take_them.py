"""Amounts as they are counted, uneven days, every other day, and how often at most.

Nobody was asked so far: what is there stays one amount at each time of every day.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dose", sa.Column("as_taken", sa.JSON(), nullable=True))
    op.add_column("regimen", sa.Column("as_taken", sa.JSON(), nullable=True))
    op.add_column(
        "regimen", sa.Column("amounts_at", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column(
        "regimen", sa.Column("every_days", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("regimen", sa.Column("most_a_day", sa.Integer(), nullable=True))


def downgrade() -> None:
    for column in ("most_a_day", "every_days", "amounts_at", "as_taken"):
        op.drop_column("regimen", column)
    op.drop_column("dose", "as_taken")
