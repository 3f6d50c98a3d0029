"""Until when a patch counts as worn by the files that it came in.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dose", sa.Column("worn_until_local", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("dose", "worn_until_local")
