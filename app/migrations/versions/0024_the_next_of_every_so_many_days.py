"""A day from which "every other day" is counted.

Where nobody said one it stays counted from the first day of the prescription.

Revision: 0024, after 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("regimen", sa.Column("counted_from", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("regimen", "counted_from")
