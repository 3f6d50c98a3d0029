"""Medicines from a file, of which nobody said how they are prescribed.

Those that are listed already keep what stands there: the person may have completed it since.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "medicine",
        sa.Column("has_prescription", sa.Boolean(), nullable=False, server_default=sa.true()),
    )


def downgrade() -> None:
    op.drop_column("medicine", "has_prescription")
