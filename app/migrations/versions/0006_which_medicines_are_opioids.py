"""What the person says of medicines that the catalogue does not know: opioid or not.

Nobody was asked so far: each of these medicines is "not counted" until the person answers.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "person", sa.Column("opioid_answers", sa.JSON(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    op.drop_column("person", "opioid_answers")
