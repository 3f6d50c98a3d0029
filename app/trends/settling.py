"""The two weeks after a dose came down, in which pain, touch and spread are no evidence.

Early withdrawal hides what a lower dose does: a fast cut lowered tolerance of pain in proportion
to the cut, a slow taper raised it over weeks (Compton et al. 2009 and the pilot, PMC2751584).

Whether a lower amount is a cut is known only after some days. Until then the question is open,
and the looks of those days stay with what the last look before them found. So a later record
never changes an earlier look, and once a cut is known its first days are out as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.trends.signals import Bools, Floats, Ints, Signals

SETTLING_DAYS = 14
# An amount is compared with the recorded days before it: so many, no older than twice that.
DAYS_BEFORE = 14
# Lower by so much is lower: the smallest plans are 5 %.
LOWER_SHARE = 0.97
# Without a note, a cut is known once so many recorded days in a row are lower than usual. The
# more often a steady dose was lower before, by doses that were forgotten, the more days it takes:
# up to 3, 5, 7 of the 14 days before. So a chance run is as rare for everyone.
ROW_BY_LOWER_DAYS = {3: 4, 5: 6, 7: 8}
# Steady: the higher half of the amounts before is the same amount, but for this share.
STEADY_SHARE = 0.98
# Amounts that vary must fall below nine tenths of a usual low day, the fourth lowest.
USUAL_LOW = 3
CLEAR_SHARE = 0.9
# So many days without a dose row are waited for the next row: the dose may have come down on them.
WAIT_DAYS = 3
# A note says that the dose changed, not which way. It is told when the days since differ from
# those before by more than chance (one-sided, 5 %) and by more than a crumb: upwards at once,
# downwards from the fourth recorded day on, since one may be a forgotten dose. On the seventh
# the mean decides.
HIGHER_SHARE = 1.02
CLEAR_Z = 1.64
SMALLEST_SD_SHARE = 0.02
LEAST_DAYS_SINCE = 4
MOST_DAYS_SINCE = 7
# A dose that falls so many days after the note is the noted change.
FALLS_WITHIN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Settling:
    """Which days count as not answered, and which looks must wait (n each).

    Attributes:
        days: the days of a cut and the 14 after it.
        open_looks: looks at which it cannot be told yet whether the amount came down.
    """

    days: Bools
    open_looks: Bools

    def wait(self, first: int, told: int) -> None:
        """Let the looks from a day on wait; not while only days that are out anyway are open."""
        out = np.append(self.days[first:told], False)
        self.open_looks[first + int(out.argmin()) : told] = True

    def standing_looks(self) -> Ints:
        """Return for each look the last one up to it that is not open (n)."""
        look = np.arange(len(self.open_looks))
        return np.maximum.accumulate(np.where(self.open_looks, 0, look))


def without_settling(signals: Signals) -> Signals:
    """Return the diary with the answers of all settling days taken for not answered."""
    return without(signals, find_settling(signals).days)


def without(signals: Signals, days: Bools) -> Signals:
    """Return the diary with the answers of some days taken for not answered."""
    if not days.any():
        return signals
    return replace(
        signals,
        pain=np.where(days, np.nan, signals.pain),
        touch=np.where(days, np.nan, signals.touch),
        areas=signals.areas & ~days[:, None],
    )


def find_settling(signals: Signals) -> Settling:
    """Find the days after each cut, those noted and those that only the amounts show."""
    found = Settling(np.zeros(signals.days, dtype=bool), np.zeros(signals.days, dtype=bool))
    low_since = np.arange(signals.days + 1)
    for began, told, is_cut in sorted(_runs(signals)):
        found.wait(began, told)
        still_low = slice(began + 1, told + is_cut)
        low_since[still_low] = np.minimum(low_since[still_low], began)
        if is_cut:
            found.days[began : began + SETTLING_DAYS + 1] = True
    last = 0
    for at in sorted({at for at, kind in signals.events if kind == DOSE_CHANGE_BY_PRESCRIBER}):
        if not 0 <= at < signals.days:
            continue
        began = int(low_since[at])
        before = _usual_before(signals, last, began)
        last = at
        if not len(before):
            # It can never be told. One more note while the looks wait makes them wait no longer.
            if not found.open_looks[at]:
                found.wait(at, at + SETTLING_DAYS + 1)
            continue
        told, fell = _noted(signals, before, at)
        found.wait(at, told)
        if fell is not None:
            found.days[began : fell + SETTLING_DAYS + 1] = True
    return found


def _runs(signals: Signals) -> Iterator[tuple[int, int, bool]]:
    """Yield when each run of lower days began, when it was told what it is, and whether a cut.

    Days without a dose row are such a run, too, until the next row tells.
    """
    recorded = np.flatnonzero(np.isfinite(signals.mme_per_day))
    if len(recorded) < DAYS_BEFORE:
        return
    amounts = signals.mme_per_day[recorded]
    dense = recorded[DAYS_BEFORE - 1 :] - recorded[: 1 - DAYS_BEFORE] < 2 * DAYS_BEFORE
    following = np.append(recorded[1:], signals.days)
    waited = np.minimum(following, recorded + WAIT_DAYS + 1)
    for at in np.flatnonzero(following > recorded + 1).tolist():
        if at >= DAYS_BEFORE - 1 and dense[at - DAYS_BEFORE + 1]:
            yield int(recorded[at]) + 1, int(waited[at]), False
    # A dose that is lower after days without a row may have come down on the first of them.
    began = np.where(waited == following, recorded + 1, following)[:-1].tolist()
    limits, rows = _lower_than_usual(sliding_window_view(amounts, DAYS_BEFORE)[:-1])
    for at in np.flatnonzero(dense[:-1] & (amounts[DAYS_BEFORE:] < limits)).tolist():
        first, length = at + DAYS_BEFORE, int(rows[at])
        over = np.flatnonzero(amounts[first : first + length] >= limits[at])
        if len(over):
            yield began[first - 1], int(recorded[first + over[0]]), False
        elif first + length > len(recorded):
            yield began[first - 1], signals.days, False
        else:
            known = int(recorded[first + length - 1])
            same_opioid = signals.same_opioid_since[known] <= recorded[at]
            yield began[first - 1], known, bool(same_opioid)


def _lower_than_usual(before: Floats) -> tuple[Floats, Ints]:
    """Return below which amount a day is lower than the days before, and how many make a cut.

    Args:
        before: the amounts of the fourteen days before each day (k, 14).
    """
    ordered = np.sort(before, axis=1)
    usual = ordered[:, DAYS_BEFORE // 2]
    steady = usual >= STEADY_SHARE * ordered[:, -2]
    limits = np.where(steady, LOWER_SHARE * usual, CLEAR_SHARE * ordered[:, USUAL_LOW])
    lower_days = (ordered < limits[:, None]).sum(axis=1)
    which = np.searchsorted(list(ROW_BY_LOWER_DAYS), lower_days)
    return limits, np.array(list(ROW_BY_LOWER_DAYS.values()))[which]


def _usual_before(signals: Signals, last: int, began: int) -> Floats:
    """Return the amounts before a noted change: those since the last one, if there are any."""
    for first in (last, 0):
        amounts = signals.mme_per_day[max(first, began - 2 * DAYS_BEFORE) : began]
        amounts = amounts[np.isfinite(amounts)][-DAYS_BEFORE:]
        if len(amounts):
            break
    return amounts


def _noted(signals: Signals, before: Floats, at: int) -> tuple[int, int | None]:
    """Return from which look on it is told what a noted change was, and when the amount fell.

    `None` where it did not. Where nothing is recorded after it, it counts as a cut.
    """
    end = min(at + SETTLING_DAYS + 1, signals.days)
    recorded = at + np.flatnonzero(np.isfinite(signals.mme_per_day[at:end]))[:MOST_DAYS_SINCE]
    if not len(recorded):
        return end, at
    after = signals.mme_per_day[recorded]
    usual, sd, count = _higher_half(before[None, :])
    now, _, days = _higher_half(np.where(np.tri(len(after)) > 0, after, np.nan))
    chance = np.maximum(sd, SMALLEST_SD_SHARE * usual) * np.sqrt(1 / days + 1 / count) * CLEAR_Z
    no_cut = (now > HIGHER_SHARE * usual) & (now - usual > chance)
    no_cut |= signals.same_opioid_since[recorded] > max(at - FALLS_WITHIN_DAYS, 0)
    is_cut = (now < LOWER_SHARE * usual) & (usual - now > chance)
    is_cut[: LEAST_DAYS_SINCE - 1] = False
    clear = no_cut | is_cut
    row = int(clear.argmax()) if clear.any() else len(recorded) - 1
    told = int(recorded[row]) if clear.any() or len(recorded) == MOST_DAYS_SINCE else end
    if no_cut[row] or now[row] >= LOWER_SHARE * usual[0]:
        return told, None
    full = recorded[: row + 1][after[: row + 1] >= LOWER_SHARE * usual[0]]
    return told, int(full[-1]) + 1 if len(full) else at


def _higher_half(amounts: Floats) -> tuple[Floats, Floats, Floats]:
    """Return mean, SD and number of the higher half of each row: forgotten doses are not in it.

    Args:
        amounts: amounts with `nan` where there is none (k, n).
    """
    falling = -np.sort(-amounts, axis=1)
    half = -(-np.isfinite(amounts).sum(axis=1) // 2)
    among = np.arange(amounts.shape[1]) < half[:, None]
    mean = np.where(among, falling, 0.0).sum(axis=1) / half
    squares = np.where(among, (falling - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return mean, np.sqrt(squares / half), half.astype(np.float64)
