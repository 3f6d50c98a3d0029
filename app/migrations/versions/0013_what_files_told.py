"""The mean of a day's pain that a file gives, and which medicines came from a file.

So far a mean was rounded when it was brought in, and is not known any more. A medicine from a file
of which the person has said meanwhile how it is prescribed cannot be told from any other.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("check_in", sa.Column("pain_mean", sa.Double(), nullable=True))
    op.add_column(
        "medicine",
        sa.Column("is_imported", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute("UPDATE medicine SET is_imported = NOT has_prescription")


def downgrade() -> None:
    op.drop_column("medicine", "is_imported")
    op.drop_column("check_in", "pain_mean")
