"""A medicine of the person's list, and how it was to be taken over time."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

from app.clinical import routes
from app.clinical.substances import Form
from app.diary.as_taken import AsTaken

# Ours: more often or more seldom than anything is taken, they only catch slips.
MOST_A_DAY = 24
LONGEST_EVERY_DAYS = 31
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Prescription:
    """How a medicine is to be taken.

    Attributes:
        amount: each time, in `unit`; for a patch the strength of one.
        unit: a code of `app.clinical.units`.
        times: local times of day, in order; empty for as needed and for patches.
        count_at_once: for a patch, how many are worn together.
        change_every_hours: for a patch, hours between changes.
        as_taken: how `amount` is counted, where that is not its own unit.
        amounts_at: the amount at each of `times`, where they differ; `amount` is the first then.
        every_days: 2 for every other day.
        counted_from: a day on which it is taken, from which `every_days` are counted; None where
            nobody said one, and they are counted from the first day.
        weekdays: the days of the week on which it is taken, 0 for Monday, in order; empty where
            it is not taken by the week. `every_days` is 1 then.
        most_a_day: how many doses a day at most, of what is taken as needed. It is shown, and
            nobody is judged by it.
    """

    amount: Decimal
    unit: str
    times: tuple[time, ...] = ()
    count_at_once: int = 1
    change_every_hours: int | None = None
    as_taken: AsTaken | None = None
    amounts_at: tuple[Decimal, ...] = ()
    every_days: int = 1
    counted_from: date | None = None
    weekdays: tuple[int, ...] = ()
    most_a_day: int | None = None

    def amount_at(self, at: time) -> Decimal:
        """Return the amount at one of its times."""
        return self.amounts_at[self.times.index(at)] if self.amounts_at else self.amount

    def counted(self, amount: Decimal) -> AsTaken | None:
        """Return how one of its amounts is counted; None for its own unit, or another amount."""
        is_its_own = amount in (self.amount, *self.amounts_at)
        return self.as_taken.holding(amount) if self.as_taken and is_its_own else None

    @property
    def is_uneven(self) -> bool:
        """Whether amounts or days differ, so that times a day do not give the day's amount."""
        return bool(self.amounts_at) or self.skips_days

    @property
    def skips_days(self) -> bool:
        """Whether there are days on which it is not taken."""
        return self.every_days > 1 or bool(self.weekdays)

    @property
    def needs_words(self) -> bool:
        """Whether there is more to it than an amount so many times a day."""
        return self.is_uneven or self.as_taken is not None or self.most_a_day is not None

    @property
    def amount_on_day_taken(self) -> Decimal:
        """Return what its times come to on a day on which it is taken."""
        return sum(self.amounts_at or (self.amount,) * len(self.times), Decimal(0))

    @property
    def amount_per_day(self) -> Decimal:
        """Return what its times come to in a day, on average: every other day counts half."""
        if self.weekdays:
            return self.amount_on_day_taken * len(self.weekdays) / DAYS_A_WEEK
        return self.amount_on_day_taken / self.every_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Regimen(Prescription):
    """How a medicine was to be taken from a day on; the one before ends there.

    Attributes:
        from_date: first local day.
        event_public_id: the event "my prescriber changed a dose" that was logged with it, for as
            long as the person has not made it their own.
    """

    from_date: date
    event_public_id: str | None = None

    def is_due_on(self, day: date) -> bool:
        """Tell whether it is taken on a day, where it is not taken every day."""
        if self.weekdays:
            return day.weekday() in self.weekdays
        return (day - (self.counted_from or self.from_date)).days % self.every_days == 0

    def next_day(self, day: date) -> date:
        """Return the first day on which it is taken, `day` or later."""
        ahead = (day + timedelta(days=n) for n in range(max(self.every_days, DAYS_A_WEEK)))
        return next(one for one in ahead if self.is_due_on(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """One medicine of the person's list.

    Attributes:
        public_id: random identifier, the same for ever.
        name: as in the archive, generic name first.
        substance: code of the catalogue; None for an own medicine.
        route: a code of `app.clinical.routes`.
        form: what the person holds in their hand.
        as_needed: taken as needed rather than on schedule.
        started_on: first local day.
        stopped_on: first local day on which it is no longer taken.
        regimens: oldest first; one at the least.
        has_prescription: whether anybody said how it is prescribed. A file says only what was
            taken: until the person says more, its regimen keeps the unit and the last amount, and
            nothing is due, offered or shown of it (`said_on`).
        is_imported: it came from plain files. What the person says later of how it is prescribed
            holds from then on: on earlier days it stays what the files told.
    """

    public_id: str
    name: str
    substance: str | None
    route: str
    form: Form
    as_needed: bool
    started_on: date | None = None
    stopped_on: date | None = None
    regimens: tuple[Regimen, ...] = ()
    has_prescription: bool = True
    is_imported: bool = False

    @property
    def unit(self) -> str:
        """The unit in which it is counted now; an older prescription may have another."""
        return latest(self).unit


def in_force(medicine: Medicine, day: date) -> Regimen | None:
    """Return how the medicine is prescribed on `day`; None before its first prescription.

    Where the start is not known, the first known prescription holds for earlier days too, unless
    files tell of these.
    """
    earlier = [regimen for regimen in medicine.regimens if regimen.from_date <= day]
    if not earlier and medicine.started_on is None and not medicine.is_imported:
        return first(medicine)
    return max(earlier, key=_from_date, default=None)


def first(medicine: Medicine) -> Regimen:
    """Return the oldest prescription."""
    return min(medicine.regimens, key=_from_date)


def latest(medicine: Medicine) -> Regimen:
    """Return the newest prescription."""
    return max(medicine.regimens, key=_from_date)


def is_same_dose(medicine: Medicine, before: Regimen, after: Regimen) -> bool:
    """Tell whether two of its prescriptions come to the same, at whatever times of day."""
    return _how_much(medicine, before) == _how_much(medicine, after)


def is_counted_anew(medicine: Medicine, before: Regimen, after: Regimen) -> bool:
    """Tell whether it is the same dose of another bottle or box: 0.5 mL now, and 5 mL before."""
    return is_same_dose(medicine, before, after) and _holds(before) != _holds(after)


def changes_to_same(medicine: Medicine) -> frozenset[date]:
    """Return the days of changes after which the prescription comes to the same as before."""
    in_order = pairwise(sorted(medicine.regimens, key=_from_date))
    return frozenset(
        after.from_date
        for before, after in in_order
        if is_same_dose(medicine, before, after) and not is_counted_anew(medicine, before, after)
    )


def prescribed_on(medicine: Medicine, day: date) -> Regimen:
    """Return the prescription in force on `day`; before all of them, the first."""
    return in_force(medicine, day) or first(medicine)


def before_change(medicine: Medicine, from_date: date) -> Regimen:
    """Return the prescription that a change on a day ends; before all of them, the first."""
    earlier = (regimen for regimen in medicine.regimens if regimen.from_date < from_date)
    return max(earlier, key=_from_date, default=first(medicine))


def planned_after(medicine: Medicine, day: date) -> tuple[Regimen, ...]:
    """Return the prescriptions that begin after `day`, in order: those agreed on ahead."""
    later = (regimen for regimen in medicine.regimens if regimen.from_date > day)
    return tuple(sorted(later, key=_from_date))


def said_on(medicine: Medicine, day: date) -> Regimen | None:
    """Return the prescription to show for `day`; None where nobody said how it is prescribed."""
    return prescribed_on(medicine, day) if medicine.has_prescription else None


def is_taken_on(medicine: Medicine, day: date) -> bool:
    """Tell whether the medicine was started and not yet stopped on `day`."""
    is_started = medicine.started_on is None or medicine.started_on <= day
    return is_started and (medicine.stopped_on is None or day < medicine.stopped_on)


def is_worn(medicine: Medicine) -> bool:
    """Tell whether it is a patch that gives off its medicine while it is worn."""
    return medicine.route == routes.TRANSDERMAL


def is_when_needed(medicine: Medicine, regimen: Regimen) -> bool:
    """Tell whether it has no schedule, or had none by this prescription of its past."""
    return not is_worn(medicine) and (medicine.as_needed or not regimen.times)


def _how_much(medicine: Medicine, regimen: Regimen) -> tuple[object, ...]:
    amount, unit = regimen.amount, regimen.unit
    if is_worn(medicine):
        return amount, unit, regimen.count_at_once, regimen.change_every_hours
    if is_when_needed(medicine, regimen):
        # Times that were written down before it was corrected to "when needed" say nothing now.
        return regimen.amounts_at or (amount,), unit, "when needed", regimen.most_a_day
    amounts = regimen.amounts_at or (amount,) * len(regimen.times)
    # Other days of the week are other times, and no other dose.
    return amounts, unit, regimen.every_days, len(regimen.weekdays)


def _holds(regimen: Regimen) -> tuple[object, ...]:
    counted = regimen.as_taken
    return (counted.piece, counted.strength, counted.unit, counted.per) if counted else ()


def _from_date(regimen: Regimen) -> date:
    return regimen.from_date
