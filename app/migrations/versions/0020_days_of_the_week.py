"""Medicines that are taken on some days of the week.

Nobody was asked so far: what is there stays on every day, or on every so many days.

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("regimen", sa.Column("weekdays", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("regimen", "weekdays")
