"""What an import writes, once the person has chosen: in pieces, each of them whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from app.diary.check_in import CheckIn
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.local_time import instant_at
from app.diary.lossless import PersonSettings
from app.diary.medicine import Medicine
from app.diary.opioid_answers import OpioidAnswer, OpioidAnswers
from app.services.archive.answers import settled_check_ins
from app.services.archive.differences import (
    ChangedAnswer,
    ChangedDose,
    ChangedEvent,
    ChangedSetting,
    Difference,
    DifferenceChoice,
    DifferenceChoices,
    MissingDay,
)
from app.services.archive.merge import Additions
from app.services.archive.plain import product
from app.services.archive.settings import with_setting

# Written within a tenth of a second on a slow machine: as long as others may have to wait.
RECORDS_IN_A_PIECE = 1_000


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A record of the diary, and what it becomes; None where it is taken out."""

    before: CheckIn | LoggedDose | LoggedEvent
    after: CheckIn | LoggedDose | LoggedEvent | None


Written = CheckIn | LoggedDose | LoggedEvent | Rewritten


@dataclass(frozen=True, slots=True)
class Piece:
    """What is written at one go.

    Attributes:
        records: new ones, and those that change.
        medicines: new ones.
        settings: what is known of the person then; None leaves it as it is.
    """

    records: Sequence[Written] = ()
    medicines: Sequence[Medicine] = ()
    settings: PersonSettings | None = None

    @property
    def new_count(self) -> int:
        """How many of its records are new."""
        changed = sum(isinstance(record, Rewritten) for record in self.records)
        return len(self.records) - changed + len(self.medicines)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import writes.

    Attributes:
        pieces: in the order in which they are written.
        medicine_ids: by its id in the file, the id of each medicine here.
        new: how many records are new, medicines among them.
        changed: how many differences are settled by the file.
    """

    pieces: Sequence[Piece]
    medicine_ids: Mapping[str, str] = field(default_factory=dict)
    new: int = 0
    changed: int = 0


def plan_import(
    added: Additions, choices: DifferenceChoices, answers: Mapping[str, OpioidAnswer]
) -> ImportPlan:
    """Return what is to be written; a difference without a choice stays as the diary has it.

    `answers` tells of medicines that nobody knows, by name, whether they are opioids.
    """
    by_file = _chosen(added, choices, DifferenceChoice.FILE)
    both = _chosen(added, choices, DifferenceChoice.BOTH)
    second = [d.theirs for d in both if isinstance(d, ChangedDose) and d.may_be_two and d.theirs]
    rewritten = list(_rewritten(by_file, added.same_medicines))
    doses = [*added.doses, *second]
    medicines = [*added.medicines, *_further_medicines(added, [*by_file, *both])]
    settings = added.person
    for change in by_file:
        if isinstance(change, ChangedSetting):
            settings = with_setting(settings, change)
    said = OpioidAnswers.of(answers).filled_from(settings.opioid_answers)
    settings = replace(settings, opioid_answers=said)
    with_medicines = {r.event_public_id for m in medicines for r in m.regimens}
    first = [event for event in added.events if event.public_id in with_medicines]
    first += added.plan_notes
    rest: list[Written] = [
        *(event for event in added.events if event.public_id not in with_medicines),
        *doses,
        *added.check_ins,
        *rewritten,
    ]
    head = Piece(first, medicines, settings if settings != added.known.person else None)
    pieces = _joined(head, rest)
    return ImportPlan(
        pieces,
        medicine_ids={**{m.public_id: m.public_id for m in medicines}, **added.same_medicines},
        new=len(added.events) + len(doses) + len(added.check_ins) + len(medicines),
        changed=len(by_file),
    )


def _chosen(
    added: Additions, choices: DifferenceChoices, choice: DifferenceChoice
) -> list[Difference]:
    keys = (key for key in added.differences if choices.get(key) is choice)
    return [added.differences[key] for key in keys]


def _joined(head: Piece, rest: Sequence[Written]) -> Sequence[Piece]:
    """Return the pieces in order of time; what fits into one is one."""
    if len(rest) + len(head.records) <= RECORDS_IN_A_PIECE:
        return [replace(head, records=[*head.records, *rest])]
    pieces = [head]
    records: list[Written] = []
    for unit in _units(rest):
        if records and len(records) + len(unit) > RECORDS_IN_A_PIECE:
            pieces.append(Piece(records))
            records = []
        records = [*records, *unit]
    return [*pieces, Piece(records)]


def _units(records: Iterable[Written]) -> Iterator[Sequence[Written]]:
    """Yield in order of time what is written together.

    The check-ins of a day stay together: once a day has some, files add none to it.
    """
    in_order = sorted(records, key=lambda written: (_day_of(written), _is_check_in(written)))
    for _, of_day in groupby(
        in_order, key=lambda written: (_day_of(written), _is_check_in(written))
    ):
        together = list(of_day)
        if _is_check_in(together[0]):
            yield together
        else:
            yield from ([written] for written in together)


def _is_check_in(written: Written) -> bool:
    return isinstance(written, CheckIn)


def _day_of(written: Written) -> date:
    record = written.before if isinstance(written, Rewritten) else written
    if isinstance(record, LoggedDose):
        return record.taken_at_local.date()
    return record.for_date if isinstance(record, CheckIn) else record.event.for_date


def _rewritten(
    changes: Iterable[Difference], same_medicines: Mapping[str, str]
) -> Iterator[Rewritten]:
    answers = (change for change in changes if isinstance(change, ChangedAnswer))
    for before, after in settled_check_ins(answers):
        yield Rewritten(before, None if after.answers.is_empty else after)
    for change in changes:
        if isinstance(change, MissingDay):
            yield from (Rewritten(check_in, None) for check_in in change.check_ins)
        elif isinstance(change, ChangedEvent):
            event = change.theirs and replace(change.mine, event=change.theirs.event)
            yield Rewritten(change.mine, event)
        elif isinstance(change, ChangedDose):
            theirs = change.theirs
            yield Rewritten(
                change.mine, theirs and _as_in_file(change.mine, theirs, same_medicines)
            )


def _as_in_file(
    mine: LoggedDose, theirs: LoggedDose, same_medicines: Mapping[str, str]
) -> LoggedDose:
    """Return the diary's dose as the file has it; what the file does not tell stays."""
    moved_by = theirs.taken_at_local - mine.taken_at_local
    dose = replace(
        mine,
        amount=theirs.amount,
        as_taken=theirs.as_taken if theirs.amount != mine.amount else mine.as_taken,
        removed_at=mine.removed_at if _is_off_alike(mine, theirs) else theirs.removed_at,
        removed_at_local=theirs.removed_at_local,
        is_daily_total=mine.is_daily_total and not moved_by,
    )
    if moved_by:
        dose = replace(
            dose,
            taken_at_local=theirs.taken_at_local,
            taken_at=instant_at(theirs.taken_at_local, mine.entered.time_zone),
            worn_until_local=_moved(mine, moved_by),
        )
    if _product(mine) == _product(theirs):
        return dose
    there = theirs.medicine_public_id or ""
    return replace(
        dose,
        medication=theirs.medication,
        route=theirs.route,
        unit=theirs.unit,
        as_taken=theirs.as_taken,
        medicine_public_id=same_medicines.get(there, there) or None,
        # It was the due dose of another medicine.
        due_at_local=None,
    )


def _is_off_alike(mine: LoggedDose, theirs: LoggedDose) -> bool:
    return mine.removed_at_local == theirs.removed_at_local


def _moved(patch: LoggedDose, by: timedelta) -> datetime | None:
    return None if patch.worn_until_local is None else patch.worn_until_local + by


def _product(dose: LoggedDose) -> tuple[str, str, str]:
    return product(dose.medication, dose.route, dose.unit)


def _further_medicines(added: Additions, changes: Iterable[Difference]) -> list[Medicine]:
    """Return the medicines that come into the list with a dose that is taken over."""
    doses = (change.theirs for change in changes if isinstance(change, ChangedDose))
    ids = {dose.medicine_public_id for dose in doses if dose is not None}
    return [medicine for medicine in added.other_medicines if medicine.public_id in ids]
