"""Side effects to be asked about, with their answers; and whether Today opens with one question.

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SIDE_EFFECTS = ("constipation", "sleepiness", "nausea", "itching")


def upgrade() -> None:
    # In plain SQL the check comes with its column on both databases, and no table is copied.
    for name in SIDE_EFFECTS:
        check = f"CONSTRAINT ck_check_in_{name} CHECK ({name} BETWEEN 0 AND 10)"
        op.execute(f"ALTER TABLE check_in ADD COLUMN {name} INTEGER {check}")
    op.add_column(
        "person",
        sa.Column(
            "opens_with_one_question", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )
    op.add_column("person", sa.Column("asks_about", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("person", "asks_about")
    op.drop_column("person", "opens_with_one_question")
    for name in SIDE_EFFECTS:
        op.drop_column("check_in", name)
