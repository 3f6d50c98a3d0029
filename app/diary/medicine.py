"""A medicine of the person's list, and how it was to be taken over time."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.clinical.substances import Form


@dataclass(frozen=True, slots=True)
class Regimen:
    """How a medicine was to be taken from a day on; the one before ends there.

    Attributes:
        from_date: first local day.
        amount: each time, in `unit`.
        unit: a code of `app.clinical.units`.
        times: local times of day; empty for as needed and for patches.
        change_every_hours: for a patch, hours between changes.
        count_at_once: for a patch, how many are worn together.
    """

    from_date: date
    amount: Decimal
    unit: str
    times: tuple[time, ...] = ()
    change_every_hours: int | None = None
    count_at_once: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """One medicine of the person's list.

    Attributes:
        public_id: random identifier, the same for ever.
        name: as in the archive, generic name first.
        substance: code of the catalogue; None for an own medicine.
        route: a code of `app.clinical.routes`.
        form: what the person holds in the hand.
        unit: a code of `app.clinical.units`.
        as_needed: taken as needed rather than on schedule.
        started_on: first local day.
        stopped_on: first local day on which it is no longer taken.
        regimens: oldest first.
    """

    public_id: str
    name: str
    substance: str | None
    route: str
    form: Form
    unit: str
    as_needed: bool
    started_on: date | None = None
    stopped_on: date | None = None
    regimens: tuple[Regimen, ...] = ()
