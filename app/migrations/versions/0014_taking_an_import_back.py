"""What takes an import back, kept for a day.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Uploads that wait for a word are kept in another form from here on. A file can be sent again.
    op.execute("DELETE FROM pending_import")
    op.create_table(
        "import_undo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_import_undo_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_undo")),
    )
    op.create_index(op.f("ix_import_undo_person_id"), "import_undo", ["person_id", "key"])


def downgrade() -> None:
    op.execute("DELETE FROM pending_import")
    op.drop_table("import_undo")
