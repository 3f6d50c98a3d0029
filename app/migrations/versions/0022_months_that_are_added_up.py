"""The months of a diary, added up: ten years of doses are not read anew for each page.

Patches are worn for days, so they are read apart, and found by an index of their own.

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_pack",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("build", sa.String(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_day_pack_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "first_day", name=op.f("pk_day_pack")),
    )
    op.create_index(
        "ix_dose_patches",
        "dose",
        ["person_id", "taken_at_local"],
        sqlite_where=sa.text("route = 'transdermal'"),
        postgresql_where=sa.text("route = 'transdermal'"),
    )


def downgrade() -> None:
    op.drop_index("ix_dose_patches", "dose")
    op.drop_table("day_pack")
