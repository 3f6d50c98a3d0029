"""What a person tells of the time before the diary: five answers, each of which may be missing.

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("story", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("person", "story")
