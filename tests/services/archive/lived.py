"""Diaries as people come to keep them: months of logging, then changes of mind. Made by chance."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.clinical.areas import AREA_CODES
from app.clinical.events import EVENT_KINDS
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.diary.local_time import local_day, local_time
from app.diary.medicine import Prescription
from app.diary.opioid_answers import OpioidAnswer
from app.interop.archive import Archive, read_archive, write_archive
from app.models import CheckIn, Event, Medicine, Person, Regimen
from app.models import Dose as DoseRow
from app.services.archive import archive
from app.services.diary.changes import delete_event
from app.services.diary.value import diary_of
from app.services.errors import Refused
from app.services.medicines import course, dose_log, medicines, opioid_answers
from app.services.medicines.dose_log import DoseEdit
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.prescriptions import product_of
from app.services.medicines.regimens import listed_medicine
from app.services.moments import ClockTime
from app.services.owner import owner_of
from app.services.submissions import Edit, SubmissionKey
from app.trends.figures.exposure import daily_mme

Row = TypeVar("Row", DoseRow, Medicine, Event)

ZONES = ("America/New_York", "Europe/Berlin", "Pacific/Auckland", "UTC")
# Soon after the clocks changed, so that most diaries hold such a day.
NOWS = (datetime(2026, 4, 16, 19, 30, tzinfo=UTC), datetime(2026, 11, 12, 9, 10, tzinfo=UTC))
AREAS = tuple(sorted(AREA_CODES))
KINDS = tuple(sorted(EVENT_KINDS))


@dataclass(frozen=True)
class Kind:
    """One product, how it is prescribed, and amounts to step through."""

    name: str
    route: str
    form: str
    unit: str
    amounts: tuple[str, ...]
    times: int = 0


ORAL = (
    Kind("oxycodone ER", "oral", "tablet", "mg", ("10", "15", "20", "30"), times=2),
    Kind("morphine", "oral", "tablet", "mg", ("15", "30", "60"), times=3),
    Kind("hydrocodone/acetaminophen", "oral", "tablet", "mg", ("5", "7.5"), times=0),
    Kind("tilidine", "oral", "liquid", "mg", ("50", "100"), times=2),
    Kind("ibuprofen", "oral", "tablet", "mg", ("400",), times=0),
    Kind("= my own drops", "other", "other", "mL", ("0.25",), times=1),
)
ON_SKIN = (
    Kind("fentanyl", "transdermal", "patch", "mcg/h", ("12", "25", "37.5", "50")),
    Kind("fentanyl", "transdermal", "patch", "mcg/h", ("12", "75")),
    Kind("buprenorphine", "transdermal", "patch", "mcg/h", ("5", "20", "52.5")),
    Kind("lidocaine", "transdermal", "patch", "patch", ("1",)),
    Kind("= study patch", "transdermal", "patch", "patch", ("1", "2")),
    Kind("= clinic patch", "transdermal", "patch", "mcg/h", ("10", "30")),
)
PATCHES_OF_FILES = ("fentanyl", "fentanyl", "buprenorphine", "= clinic patch")
OWN_NAMES = ("= my own drops", "= study patch", "= clinic patch")
ANSWERS = tuple(OpioidAnswer)


class Life:
    """One person's months of logging, up to `now`."""

    def __init__(self, session: Session, person: Person, chance: Random) -> None:
        self.session, self.person, self.chance = session, person, chance
        self.now = chance.choice(NOWS)
        self.begin = self.now - timedelta(days=chance.randint(30, 60))
        self.moved_at = self.begin + timedelta(days=chance.randint(0, 120))
        self.zones = chance.choice(ZONES), chance.choice(ZONES)
        self.keys = iter(range(1_000))

    def live(self) -> None:
        """Log everything, then change some of it."""
        self.person.opioid_start = self.chance.choice([None, self.begin.date()])
        self.person.original_areas = self.chance.choice([[], ["lower_back"]])
        self._say_whether_opioid()
        for kind in self.chance.sample(ORAL, self.chance.randint(1, 2)):
            self._add(self._swallowed(kind))
        for kind in self.chance.sample(ON_SKIN, self.chance.randint(0, 3)):
            self._add(self._worn(kind))
        self._add(self._check_ins())
        self._add(self._events())
        self.person.time_zone = self._zone(self.now)
        for change in self.chance.choices(self._changes(), k=self.chance.randint(0, 6)):
            # What is refused leaves nothing behind, as in the app.
            with suppress(Refused), self.session.begin_nested():
                change()

    def _add(self, rows: Iterator[Any]) -> None:
        self.session.add_all(list(rows))
        self.session.flush()

    def _zone(self, instant: datetime) -> str:
        return self.zones[instant >= self.moved_at]

    def _medicine(self, kind: Kind, hours: int | None = None, at_once: int = 1) -> Medicine:
        first = self.begin.date()
        known = self.chance.random() < 0.7
        steps = self.chance.sample(kind.amounts, self.chance.randint(1, min(2, len(kind.amounts))))
        medicine = Medicine(
            person_id=self.person.id,
            name=kind.name,
            substance=None if kind.name.startswith("=") else kind.name.split()[0].split("/")[0],
            route=kind.route,
            form=kind.form,
            as_needed=not kind.times and kind.route != "transdermal",
            started_on=first if known else None,
            created_at=self.begin,
            regimens=[
                Regimen(
                    from_date=first + timedelta(days=20 * step),
                    amount=Decimal(amount),
                    unit=kind.unit,
                    count_at_once=at_once,
                    times=[f"{8 + 6 * n:02}:00" for n in range(kind.times)],
                    change_every_hours=hours,
                )
                for step, amount in enumerate(steps)
            ],
        )
        self._add(iter([medicine]))
        return medicine

    def _dose(self, medicine: Medicine, at: datetime, **more: object) -> DoseRow:
        day = local_time(at, self._zone(at)).date()
        earlier = [r for r in medicine.regimens if r.from_date <= day] or medicine.regimens[:1]
        return DoseRow(
            **{
                "person_id": self.person.id,
                "medicine_id": medicine.id,
                "medication": medicine.name,
                "route": medicine.route,
                "amount": earlier[-1].amount,
                "unit": medicine.regimens[0].unit,
                "taken_at": at,
                "taken_at_local": local_time(at, self._zone(at)),
                "time_zone": self._zone(at),
                "recorded_at": at,
                **more,
            }
        )

    def _days(self) -> Iterator[datetime]:
        at = self.begin
        while at < self.now:
            yield at
            at += timedelta(days=1)

    def _swallowed(self, kind: Kind) -> Iterator[DoseRow]:
        medicine = self._medicine(kind)
        logs_totals = self.chance.random() < 0.3
        for at in self._days():
            if self.chance.random() < 0.1:
                continue
            if logs_totals:
                amount = medicine.regimens[0].amount * max(kind.times, 1)
                yield self._dose(medicine, at, amount=amount, is_daily_total=True)
                continue
            for n in range(kind.times or self.chance.randint(0, 3)):
                yield self._dose(medicine, min(at + timedelta(hours=5 * n), self.now))

    def _worn(self, kind: Kind) -> Iterator[DoseRow]:
        hours = self.chance.choice([72, 72, 48, 96, 168, None])
        at_once = self.chance.choice([1, 1, 1, 2])
        medicine = self._medicine(kind, hours, at_once)
        at = self.begin + timedelta(minutes=self.chance.randint(0, 5_000))
        while at < self.now:
            removed = {}
            if self.chance.random() < 0.15:
                off = min(at + timedelta(minutes=self.chance.randint(0, 6_000)), self.now)
                removed = {"removed_at": off, "removed_at_local": local_time(off, self._zone(at))}
            for number in range(1, max(1, at_once + self.chance.choice([0, 0, 0, 1, -1])) + 1):
                yield self._dose(medicine, at, patch_number=number, **removed)
            late = self.chance.choice([0, 0, 0, -5, 3, 7, 60])
            at += timedelta(hours=max((hours or 72) + late, 1))

    def _check_ins(self) -> Iterator[CheckIn]:
        pain, slope = self.chance.uniform(1, 4), self.chance.choice([0, 0, 0.06, 0.09, 0.12])
        for day, at in enumerate(self._days()):
            for n in range(self.chance.choice([0, 1, 1, 1, 1, 2, 3])):
                score = round(min(max(pain + slope * day + self.chance.gauss(0, 1), 0), 10))
                asked = "average_pain" if n == 0 and self.chance.random() < 0.6 else "pain_now"
                saved = min(at + timedelta(hours=3 * n), self.now)
                yield CheckIn(
                    person_id=self.person.id,
                    for_date=local_day(at, self._zone(at)),
                    recorded_at=saved,
                    time_zone=self._zone(saved),
                    areas=self._areas(slope * day),
                    touch=self.chance.choice([None, round(min(1.5 * slope * day, 10))]),
                    sleep=self.chance.choice([None, 5]),
                    note=self.chance.choice(["", "", "rain", "=1+1"]),
                    **{asked: self.chance.choice([score, score, score, None])},
                )

    def _areas(self, spread: float) -> list[str] | None:
        if self.chance.random() < 0.2:
            return self.chance.choice([None, []])
        return ["lower_back", *AREAS[: round(spread)]]

    def _say_whether_opioid(self) -> None:
        names = self.chance.sample(OWN_NAMES, self.chance.randint(0, 3))
        said = {name: self.chance.choice(ANSWERS) for name in names}
        opioid_answers.keep(self.session, owner_of(self.person), said)

    def _events(self) -> Iterator[Event]:
        for at in self.chance.sample(list(self._days()), self.chance.randint(0, 4)):
            yield Event(
                person_id=self.person.id,
                for_date=at.date(),
                kind=self.chance.choice(KINDS),
                note=self.chance.choice(["", "flu"]),
                recorded_at=at,
                time_zone=self._zone(at),
            )

    # --- changes of mind, through the services ---

    def _changes(self) -> list[Callable[[], None]]:
        return [
            self._delete_medicine,
            self._stop_medicine,
            self._correct_dose,
            self._move_dose,
            self._take_off,
            self._delete_dose,
            self._delete_event,
            self._say_whether_opioid,
            self._bring_in_files,
            self._bring_in_files_and_tell,
            self._tell_how_often,
            self._bring_in_own_export,
        ]

    def _sent(self) -> SubmissionKey:
        return SubmissionKey(f"key-{next(self.keys):012}", "digest")

    def _delete_event(self) -> None:
        edit = self._edit(self._some(Event))
        delete_event(self.session, owner_of(self.person), edit, self.now)

    def _bring_in_files_and_tell(self) -> None:
        self._bring_in_files()
        self._tell_how_often()

    def _tell_how_often(self) -> None:
        """Say how a patch from a file is prescribed: what the file told stays as it was."""
        from_file = Medicine.is_imported & (Medicine.route == "transdermal")
        row = self._some(Medicine, from_file)
        medicine, today = listed_medicine(row), local_day(self.now, self.person.time_zone)
        started_on = self.chance.choice([None, None, medicine.started_on, self.begin.date()])
        hours = self.chance.choice([24, 48, 168])
        asked = Prescription(row.regimens[-1].amount, medicine.unit, change_every_hours=hours)
        new = NewMedicine(product_of(medicine), asked, as_needed=False, started_on=started_on)
        before = self._amounts_before(today)
        medicines.change_medicine(
            self.session, owner_of(self.person), self._edit(row), new, self.now
        )
        if not medicine.has_prescription:
            assert self._amounts_before(today) == before, "what the file told"

    def _amounts_before(self, today: date) -> list[float | None]:
        diary = diary_of(self.session, owner_of(self.person))
        days = daily_mme(diary, today - timedelta(days=150), today - timedelta(days=1))
        return [day.mme_per_day for day in days]

    def _some(self, table: type[Row], *which: ColumnElement[bool]) -> Row:
        rows = self.session.scalars(
            select(table).where(table.person_id == self.person.id, *which).order_by(table.id)
        ).all()
        if not rows:
            raise Refused("there is none")
        return self.chance.choice(rows)

    def _edit(self, row: Row) -> Edit:
        return Edit(row.public_id, row.version, self._sent())

    def _delete_medicine(self) -> None:
        edit = self._edit(self._some(Medicine))
        medicines.delete_medicine(self.session, owner_of(self.person), edit, self.now)

    def _stop_medicine(self) -> None:
        day = self.now.date() - timedelta(days=self.chance.randint(1, 20))
        edit = self._edit(self._some(Medicine))
        course.stop_medicine(self.session, owner_of(self.person), edit, day, self.now)

    def _correct_dose(self) -> None:
        medicine = self._some(Medicine)
        last = medicine.regimens[-1]
        asked = Prescription(
            last.amount * 2,
            last.unit,
            tuple(time.fromisoformat(written) for written in last.times),
            last.count_at_once,
            last.change_every_hours and self.chance.choice([48, 72]),
        )
        day = self.now.date() - timedelta(days=self.chance.randint(1, 20))
        edit = self._edit(medicine)
        course.change_prescription(self.session, owner_of(self.person), edit, day, asked, self.now)

    def _move_dose(self) -> None:
        dose = self._some(DoseRow)
        moved = dose.taken_at_local + timedelta(hours=self.chance.randint(-30, 30))
        asked = DoseEdit(
            dose.amount,
            dose.unit,
            ClockTime(moved, self.chance.choice((None, "first", "second"))),
            is_daily_total=dose.is_daily_total,
            removed=ClockTime(dose.removed_at_local) if dose.removed_at_local else None,
        )
        dose_log.correct_dose(
            self.session, owner_of(self.person), self._edit(dose), asked, self.now
        )

    def _take_off(self) -> None:
        dose = self._some(DoseRow, DoseRow.route == "transdermal")
        dose_log.take_off(
            self.session, owner_of(self.person), self._sent(), dose.public_id, None, self.now
        )

    def _delete_dose(self) -> None:
        edit = self._edit(self._some(DoseRow))
        dose_log.delete_dose(self.session, owner_of(self.person), edit, self.now)

    def _bring_in_files(self) -> None:
        """Somebody's older files, with patches of which nobody says how often they are changed."""
        brought = write_archive(self._older())
        archive.add_archive(self.session, owner_of(self.person), read_archive(brought), self.now)

    def _older(self) -> Diary:
        first = datetime.combine(self.begin.date() - timedelta(days=40), time(9))
        days = [first + timedelta(days=n) for n in range(43)]
        patches = [
            Dose(at, self.chance.choice(PATCHES_OF_FILES), "transdermal", 25, "mcg/h")
            for at in days[:: self.chance.choice([2, 3, 7])]
        ]
        pills = [Dose(at, "oxycodone", "oral", self.chance.choice([5, 10]), "mg") for at in days]
        return Diary(
            entries=tuple(
                DayEntry(
                    at.date(),
                    pain=self.chance.choice([2.0, 4.5, 13 / 3, 6.0]),
                    areas=self.chance.choice([None, frozenset(), frozenset({"neck"})]),
                )
                for at in days
            ),
            doses=(*patches, *pills),
            events=(DiaryEvent(days[3].date(), "illness", "flu"),),
        )

    def _bring_in_own_export(self) -> None:
        """The own export again: with what was changed since, some of it is new."""
        exported = read_archive(archive.export(self.session, owner_of(self.person)))
        for dose in self.session.scalars(
            select(DoseRow).where(DoseRow.person_id == self.person.id).limit(5)
        ):
            self.session.delete(dose)
        self.session.flush()
        only_files = Archive(exported.diary, self.chance.choice([exported.lossless, None]))
        archive.add_archive(self.session, owner_of(self.person), only_files, self.now)


def last_day_of(life: Life) -> date:
    """Return the person's own day at the end."""
    return local_day(life.now, life.person.time_zone)
