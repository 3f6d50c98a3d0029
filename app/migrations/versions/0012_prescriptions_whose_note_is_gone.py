"""A prescription no longer names an event that was deleted.

Deleting the note of a dose change left its id behind, and the page that takes the change back went
on promising that the note goes, too.

Revision: 0012, after 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_LET_GO = """
    UPDATE regimen SET event_public_id = NULL
    WHERE event_public_id NOT IN (SELECT public_id FROM event)
"""


def upgrade() -> None:
    op.execute(_LET_GO)


def downgrade() -> None:
    """Leave it: an id that leads nowhere says nothing."""
