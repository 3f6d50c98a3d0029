"""What the other explanations leave in a diary: flares, missed doses, injuries, logged events."""

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Floats, Ints
from app.trends.detector.signals import Running, Signals, running
from app.trends.detector.splits import Series
from app.trends.figures.spans import THREE_MONTHS_DAYS

JUMP_DAYS, BEFORE_JUMP_DAYS = 7, 10
JUMP_MEMORY_DAYS = 70
# Days after which a logged event explains only 37 % of what it explained on its day. An injury
# explains new local pain for a time, not a year of spreading pain; an illness passes sooner.
EXPLAINS_FOR_DAYS = {
    kinds.NEW_INJURY: 60.0,
    kinds.SURGERY_OR_PROCEDURE: 60.0,
    kinds.ILLNESS: 14.0,
    kinds.CONDITION_WORSE: 120.0,
}
EVENT_FEATURES = {
    kinds.ILLNESS: "illness",
    kinds.CONDITION_WORSE: "condition_worse",
}
INJURIES = frozenset({kinds.NEW_INJURY, kinds.SURGERY_OR_PROCEDURE})
# What came with an event: the days from it on against those before it.
AFTER_EVENT_DAYS, BEFORE_EVENT_DAYS = 21, 42
# So many more areas a day with the event make it explain all that is new, and so many more
# points of pain, beyond what pain may creep up in that time.
CLEARLY_NEW_AREAS = 0.8
CREEPING_POINTS = 0.7
CLEARLY_MORE_POINTS = 1.3


def cause_features(signals: Signals, series: Series, area_most_new: Floats) -> dict[str, Floats]:
    """Return the features of missed doses and logged events, one value per day."""
    return {
        "came_at_once": _came_at_once(series),
        "areas_jumped": _largest_lately(_jump(series, "new")),
        "areas_when_missed": _when_missed(signals, series.daily["new"]),
        "pain_when_missed": _when_missed(signals, series.daily["pain"]),
        "came_with_injury": _came_with_injury(signals, series, area_most_new),
        **_events(signals),
    }


def _came_at_once(series: Series) -> Floats:
    """Largest jump of pain that came with new areas in the same week, over the last ten weeks.

    The mean of seven days minus that of the ten before, in points of pain; two thirds of an area
    count as one point, and the smaller of the two is taken. Sensitisation takes weeks.
    """
    return _largest_lately(np.minimum(_jump(series, "pain"), 1.5 * _jump(series, "new")))


def _jump(series: Series, name: str) -> Floats:
    """Mean of the seven days from each day on minus that of the ten before; 0 if unknown (n)."""
    day = np.arange(len(series.daily[name]))
    after, n_after = series.totals[name].over(day, day + JUMP_DAYS)
    before, n_before = series.totals[name].over(day - BEFORE_JUMP_DAYS, day)
    return np.where((n_after >= 3) & (n_before >= 3), after - before, 0.0)


def _largest_lately(jumps: Floats) -> Floats:
    """Largest jump of the last ten weeks, known once its week is over (n)."""
    seen = np.concatenate([np.zeros(JUMP_MEMORY_DAYS + JUMP_DAYS), jumps])
    windows = np.lib.stride_tricks.sliding_window_view(seen, JUMP_MEMORY_DAYS)
    largest: Floats = np.maximum(windows[1 : len(jumps) + 1].max(axis=1), 0.0)
    return largest


def _when_missed(signals: Signals, values: Floats) -> Floats:
    """Mean on days without a recorded dose and the day after, minus the mean on other days."""
    missed = signals.missed
    on_missed, count = running(np.where(missed, values, np.nan)).of_last(THREE_MONTHS_DAYS)
    on_others, _ = running(np.where(missed, np.nan, values)).of_last(THREE_MONTHS_DAYS)
    return np.nan_to_num((on_missed - on_others) * count / (count + 5.0))


def _came_with_injury(signals: Signals, series: Series, area_most_new: Floats) -> Floats:
    """How far new areas and pain came with a logged injury or operation: 1 on its day, fading.

    The means of the three weeks from the event minus those of the six weeks before it. Where
    these hold too few answers about areas, the area that is most new counts as explained.
    """
    day = np.arange(signals.days)
    explained = np.zeros(signals.days)
    for at, kind in signals.events:
        if kind not in INJURIES:
            continue
        areas = _jump_at(series.totals["new"], at, day) / CLEARLY_NEW_AREAS
        areas = np.where(np.isnan(areas), area_most_new, areas)
        pain = (_jump_at(series.totals["pain"], at, day) - CREEPING_POINTS) / CLEARLY_MORE_POINTS
        came = np.fmax(areas, pain)
        explained = np.maximum(explained, np.clip(came, 0.0, 1.0) * _left_of(at, kind, day))
    return explained


def _jump_at(totals: Running, at: int, day: Ints) -> Floats:
    """Mean of the three weeks from a day minus that of the six weeks before it, as known (n)."""
    after, n_after = totals.over(np.full_like(day, at), np.minimum(day + 1, at + AFTER_EVENT_DAYS))
    before, n_before = totals.over(np.full_like(day, at - BEFORE_EVENT_DAYS), np.full_like(day, at))
    return np.where((n_after >= 3) & (n_before >= 4), after - before, np.nan)


def _left_of(at: int, kind: str, day: Ints) -> Floats:
    """How much of an explanation is left on each day: 1 on the day of the event, fading (n)."""
    fading = np.exp(-np.maximum(day - at, 0) / EXPLAINS_FOR_DAYS[kind])
    return np.where(day >= at, fading, 0.0)


def _events(signals: Signals) -> dict[str, Floats]:
    """How much of an explanation is left of logged events: 1 on the day, fading."""
    day = np.arange(signals.days)
    left = {name: np.zeros(signals.days) for name in EVENT_FEATURES.values()}
    for at, kind in signals.events:
        if kind in EVENT_FEATURES:
            name = EVENT_FEATURES[kind]
            left[name] = np.maximum(left[name], _left_of(at, kind, day))
    return left
