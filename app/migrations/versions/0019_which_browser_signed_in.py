"""Which browser signed in, in a few words, for the list of signed-in devices.

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "web_session", sa.Column("browser", sa.String(60), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("web_session", "browser")
