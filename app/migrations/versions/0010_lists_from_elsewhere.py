"""Lists from elsewhere: the name of an uploaded file, and how its lists are to be read.

Uploads that wait for their preview are kept; they were all archives so far.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    name = sa.Column("name", sa.String(120), nullable=False, server_default="your file")
    op.add_column("pending_import", name)
    op.add_column("pending_import", sa.Column("choices", sa.JSON(), nullable=True))


def downgrade() -> None:
    # Nobody can read a list without what was said about it; uploading it again costs little.
    op.execute("DELETE FROM pending_import WHERE choices IS NOT NULL")
    op.drop_column("pending_import", "choices")
    op.drop_column("pending_import", "name")
