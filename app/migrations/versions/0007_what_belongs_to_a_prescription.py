"""The unit and the event of a change of dose belong to the prescription, not to the medicine.

The event is named by its public id, without a link that the database checks: SQLite adds one only
by copying the table.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_UNIT = sa.String(length=12)
# Until now the event was found by its sentence, which begins with the name of the medicine.
_THE_EVENT = """
    UPDATE regimen SET event_public_id = (
        SELECT min(event.public_id) FROM event JOIN medicine ON medicine.person_id = event.person_id
        WHERE medicine.id = regimen.medicine_id AND event.for_date = regimen.from_date
        AND event.kind = 'dose_change_by_prescriber' AND event.version = 1
        AND substr(event.note, 1, length(medicine.name) + 1) = medicine.name || ' '
    )
    WHERE EXISTS (
        SELECT 1 FROM regimen AS earlier WHERE earlier.medicine_id = regimen.medicine_id
        AND earlier.from_date < regimen.from_date
    )
"""
_UNIT_OF_THE_MEDICINE = """
    UPDATE regimen SET unit = (SELECT unit FROM medicine WHERE medicine.id = regimen.medicine_id)
"""
# The one in which it is counted now.
_UNIT_OF_THE_NEWEST = """
    UPDATE medicine SET unit = coalesce((
        SELECT unit FROM regimen WHERE regimen.medicine_id = medicine.id
        ORDER BY from_date DESC LIMIT 1
    ), '')
"""


def upgrade() -> None:
    op.add_column("regimen", sa.Column("unit", _UNIT, nullable=False, server_default=""))
    op.execute(_UNIT_OF_THE_MEDICINE)
    op.drop_column("medicine", "unit")
    op.add_column("regimen", sa.Column("event_public_id", sa.String(length=24), nullable=True))
    op.execute(_THE_EVENT)


def downgrade() -> None:
    op.drop_column("regimen", "event_public_id")
    op.add_column("medicine", sa.Column("unit", _UNIT, nullable=False, server_default=""))
    op.execute(_UNIT_OF_THE_NEWEST)
    op.drop_column("regimen", "unit")
