"""The last dose of a medicine is found by an index, not by sorting all of them.

Revision: 0005, after 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_dose_medicine_id"


def upgrade() -> None:
    op.drop_index(INDEX, table_name="dose")
    op.create_index(INDEX, "dose", ["medicine_id", "taken_at"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="dose")
    op.create_index(INDEX, "dose", ["medicine_id"])
