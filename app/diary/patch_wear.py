"""When a patch was worn: one rule for the tables, the lossless file and the plain files.

A removal that was noted holds. Where none was, the end is presumed, from the best that is known:

1. what the files that it came in say (`worn_until`);
2. the prescription in force when it was put on: the patch counts until its hours are over, until
   as many others of the same medicine were put on as are worn at once, or until the medicine was
   stopped, whichever came first. Two medicines worn side by side do not end each other: 25 and
   12 mcg/h are worn together for 37;
3. where nobody said how often it is changed, the archive's rule: for as long as its label says
   (`app.clinical.patches`), or until the next opioid patch if that is sooner. Patches put on at
   the same time are worn together. What the catalogue does not know is an opioid unless the person
   said no; one that is counted in patches, without a strength, ends only others of its name.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby, islice
from operator import attrgetter

from app.clinical import routes
from app.clinical.medicines import OpioidKind
from app.clinical.patches import usual_wear_hours
from app.clinical.units import MCG_PER_HOUR
from app.diary.diary import Dose
from app.diary.dose import LoggedDose
from app.diary.local_time import local_time
from app.diary.medicine import Medicine, in_force
from app.diary.opioid_answers import OpioidAnswers


@dataclass(frozen=True, slots=True)
class PatchWear:
    """One opioid patch of a day-by-day diary, with the local times of putting on and coming off."""

    patch: Dose
    put_on: datetime
    off: datetime


@dataclass(frozen=True, slots=True)
class Worn:
    """One patch as it was logged, and how long it was worn.

    Attributes:
        patch: the row of its putting on.
        off_at: local time until which it counts as worn.
        ended_at: local time at which it came off for all that is known: removed, replaced,
            stopped, or presumed off by the archive's rule. None for one that stays on the skin
            until its change is noted, however long that is due.
        due_at: instant of the next change; None where nobody said how often it is changed.
    """

    patch: LoggedDose
    off_at: datetime
    ended_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Ends:
    """What a prescription says of a patch: its change is due, and it made way, if it did."""

    due_at: datetime
    ended_at: datetime | None


def is_opioid_patch(medication: str, route: str, answers: OpioidAnswers) -> bool:
    """Tell whether it is a patch that gives off an opioid, or may, for as long as it is worn.

    >>> is_opioid_patch("my patch", "transdermal", OpioidAnswers())
    True
    >>> is_opioid_patch("my patch", "transdermal", OpioidAnswers.of({"my patch": "no"}))
    False
    """
    is_worn = route == routes.TRANSDERMAL
    return is_worn and answers.kind_of(medication) is not OpioidKind.NOT_OPIOID


def patch_wear(doses: Iterable[Dose], answers: OpioidAnswers) -> tuple[PatchWear, ...]:
    """Return when each opioid patch among `doses` was worn, in order of putting on."""
    patches = sorted(
        (dose for dose in doses if is_opioid_patch(dose.medication, dose.route, answers)),
        key=attrgetter("taken_at_local"),
    )
    return tuple(
        PatchWear(
            patch,
            patch.taken_at_local,
            patch.removed_at_local or patch.worn_until_local or by_rule,
        )
        for patch, by_rule in zip(patches, ends_by_rule(patches, answers), strict=True)
    )


def ends_by_rule(patches: Sequence[Dose | LoggedDose], answers: OpioidAnswers) -> list[datetime]:
    """Return the local time at which each patch is presumed off by the archive's rule."""
    ended_alike = [_ended_alike(patch, answers) for patch in patches]
    times: defaultdict[tuple[str, ...], set[datetime]] = defaultdict(set)
    for patch, alike in zip(patches, ended_alike, strict=True):
        times[alike].add(patch.taken_at_local)
    in_order = {alike: sorted(put_on) for alike, put_on in times.items()}
    pairs = zip(patches, ended_alike, strict=True)
    return [_end_by_rule(patch, in_order[alike]) for patch, alike in pairs]


def _ended_alike(patch: Dose | LoggedDose, answers: OpioidAnswers) -> tuple[str, ...]:
    """Name the patches that end each other: opioid ones, and each other product by itself."""
    is_opioid = is_opioid_patch(patch.medication, patch.route, answers)
    has_strength = patch.unit == MCG_PER_HOUR
    return () if is_opioid and has_strength else (patch.medication, patch.route, patch.unit)


def _end_by_rule(patch: Dose | LoggedDose, times: Sequence[datetime]) -> datetime:
    hours = usual_wear_hours(patch.medication, float(patch.amount))
    worn_out = patch.taken_at_local + timedelta(hours=hours)
    following = bisect_right(times, patch.taken_at_local)
    return min(worn_out, times[following]) if following < len(times) else worn_out


def wear_of(
    doses: Iterable[LoggedDose], medicines: Iterable[Medicine], answers: OpioidAnswers
) -> tuple[Worn, ...]:
    """Return how long each patch was worn, in order of putting on."""
    patches = sorted((dose for dose in doses if dose.route == routes.TRANSDERMAL), key=_put_on_at)
    of_medicine: defaultdict[str, list[LoggedDose]] = defaultdict(list)
    for patch in patches:
        of_medicine[patch.medicine_public_id or ""].append(patch)
    prescribed = {
        patch.public_id: ends
        for medicine in medicines
        for patch, ends in _as_prescribed(of_medicine[medicine.public_id], medicine)
    }
    return tuple(
        _worn(patch, prescribed.get(patch.public_id), by_rule)
        for patch, by_rule in zip(patches, ends_by_rule(patches, answers), strict=True)
    )


def _as_prescribed(
    patches: Sequence[LoggedDose], medicine: Medicine
) -> Iterator[tuple[LoggedDose, _Ends]]:
    """Yield each patch of a medicine of which it is known how often it is changed."""
    for position, patch in enumerate(patches):
        regimen = in_force(medicine, patch.taken_at_local.date())
        if regimen is not None and regimen.change_every_hours is not None:
            due_at = patch.taken_at + timedelta(hours=regimen.change_every_hours)
            yield patch, _Ends(due_at, _ended_at(patches, position, medicine))


def _ended_at(patches: Sequence[LoggedDose], position: int, medicine: Medicine) -> datetime | None:
    """Return the local time at which others took its place or its medicine was stopped."""
    patch = patches[position]
    ends: list[datetime] = []
    replaced_at = _replaced_at(patches, position, medicine)
    if replaced_at is not None:
        ends.append(_by_its_clock(replaced_at, patch))
    if medicine.stopped_on is not None and patch.taken_at_local.date() < medicine.stopped_on:
        ends.append(datetime.combine(medicine.stopped_on, time.min))
    return min(ends, default=None)


def _replaced_at(
    patches: Sequence[LoggedDose], position: int, medicine: Medicine
) -> datetime | None:
    """Return the instant at which as many had been put on since as are worn at once.

    Where two are worn at once, the two put on last are on, together or in turn.
    """
    patch, put_on_since = patches[position], 0
    for at, group in groupby(islice(patches, position + 1, None), key=_put_on_at):
        together = [later.patch_number for later in group]
        regimen = in_force(medicine, _by_its_clock(at, patch).date())
        worn_at_once = max(*together, regimen.count_at_once if regimen else 1)
        put_on_since += len(together)
        if at > patch.taken_at and put_on_since >= worn_at_once:
            return at
    return None


def _worn(patch: LoggedDose, prescribed: _Ends | None, by_rule: datetime) -> Worn:
    known = patch.removed_at_local or patch.worn_until_local
    ended_at: datetime | None
    if known is None and prescribed is not None:
        ended_at, off_at = prescribed.ended_at, _by_its_clock(prescribed.due_at, patch)
        off_at = min(off_at, ended_at or off_at)
    else:
        ended_at = off_at = known or by_rule
    due_at = None if prescribed is None else prescribed.due_at
    # In an hour that comes twice a patch can come off at an earlier time than it was put on.
    return Worn(patch, max(off_at, patch.taken_at_local), ended_at, due_at)


def _put_on_at(patch: LoggedDose) -> datetime:
    return patch.taken_at


def _by_its_clock(instant: datetime, patch: LoggedDose) -> datetime:
    return local_time(instant, patch.entered.time_zone)
