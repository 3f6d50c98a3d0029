"""How well levels and scores found the people they should, under weekly asking.

Found: first `discuss` from the onset on. Delay: that day minus the day when the pattern was
there. False alarm: a `discuss` with none in the 28 days before, in a person without the pattern;
its rate is per patient-year of their diaries. Sensitivity at a false-alarm rate thresholds the
score so that this rate is met.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

import numpy as np

from app.trends.arrays import Bools, Floats, Ints
from app.validation.truth import Truth

REFRACTORY_DAYS = 28
DAYS_PER_YEAR = 365.25
TARGET_RATE = 0.1
BOOTSTRAP_SEED = 1
BOOTSTRAP_ROUNDS = 300
ErrorRange = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Watched:
    """One person asked about every week.

    Attributes:
        truth: what happens to the person.
        days: days of the looks (k).
        scores: score at each look; -infinity where there is no answer (k).
        alarms: whether `discuss` was shown at each look (k).
    """

    truth: Truth
    days: Ints
    scores: Floats
    alarms: Bools


@dataclass(frozen=True, slots=True)
class WatchResult:
    """What one way of raising alarms did for one person.

    Attributes:
        found: whether a positive was found by the end; `None` for negatives.
        within_28: found no later than 28 days after the pattern was there.
        within_56: likewise 56 days; `None` where the diary ends before.
        delay_days: days from there to found; `None` when never.
        episodes: false alarms of a negative.
    """

    truth: Truth
    found: bool | None = None
    within_28: bool | None = None
    within_56: bool | None = None
    delay_days: int | None = None
    episodes: int = 0


@dataclass(frozen=True, slots=True)
class WatchSummary:
    """Shares and rates over people; `None` where nobody is counted."""

    positives: int
    negatives: int
    found: float | None
    within_28: float | None
    within_56: float | None
    delay_days: float | None
    alarms_per_year: float | None
    ever_flagged: float | None


def outcome(person: Watched, alarms: Bools) -> WatchResult:
    """Judge the alarms of one person."""
    truth = person.truth
    if truth.onset is None or truth.there is None:
        return WatchResult(truth, episodes=count_episodes(person.days, alarms))
    # Once it is treated, it is too late to find it.
    until = truth.days if truth.changed is None else truth.changed
    hits = person.days[alarms & (person.days >= truth.onset) & (person.days < until)]
    if not len(hits):
        late = until - 1 - truth.there >= 56
        return WatchResult(truth, False, False, False if late else None)
    delay = int(hits[0]) - truth.there
    within_56 = delay <= 56 if until - 1 - truth.there >= 56 else None
    return WatchResult(truth, True, delay <= 28, within_56, delay)


def count_episodes(days: Ints, alarms: Bools) -> int:
    """Count alarms that have none in the 28 days before.

    >>> count_episodes(np.array([0, 7, 40]), np.array([True, True, True]))
    2
    """
    alarmed = days[alarms]
    return int(np.sum(np.diff(alarmed) > REFRACTORY_DAYS) + (len(alarmed) > 0))


def summarise_watches(outcomes: Iterable[WatchResult]) -> WatchSummary:
    """Return shares and rates over people."""
    people = list(outcomes)
    positives = [one for one in people if one.truth.positive]
    negatives = [one for one in people if not one.truth.positive]
    years = sum(one.truth.days for one in negatives) / DAYS_PER_YEAR
    delays = [one.delay_days for one in positives if one.delay_days is not None]
    return WatchSummary(
        positives=len(positives),
        negatives=len(negatives),
        found=_share([one.found for one in positives]),
        within_28=_share([one.within_28 for one in positives]),
        within_56=_share([one.within_56 for one in positives]),
        delay_days=float(np.median(delays)) if delays else None,
        alarms_per_year=sum(one.episodes for one in negatives) / years if negatives else None,
        ever_flagged=_share([one.episodes > 0 for one in negatives]),
    )


def _share(answers: Sequence[bool | None]) -> float | None:
    known = [answer for answer in answers if answer is not None]
    return sum(known) / len(known) if known else None


def threshold_for(people: Sequence[Watched], rate: float = TARGET_RATE) -> float:
    """Return the lowest score above which alarms stay within `rate` per patient-year."""
    negatives = [person for person in people if not person.truth.positive]
    years = sum(person.truth.days for person in negatives) / DAYS_PER_YEAR
    scores = np.unique(np.concatenate([person.scores for person in negatives]))
    low, high = 0, len(scores) - 1
    while high - low > 1:
        middle = (low + high) // 2
        limit = scores[middle]
        alarms = sum(count_episodes(person.days, person.scores > limit) for person in negatives)
        low, high = (low, middle) if alarms <= rate * years else (middle, high)
    return float(scores[high])


def area_under_curve(people: Sequence[Watched]) -> float:
    """Return how often a positive's highest score is above a negative's; ties count half."""
    highest = np.array([person.scores.max() for person in people])
    positive = np.array([person.truth.positive for person in people])
    others = np.sort(highest[~positive])
    below = np.searchsorted(others, highest[positive], side="left")
    upto = np.searchsorted(others, highest[positive], side="right")
    return float((below + upto).mean() / 2 / len(others))


def bootstrap(outcomes: Sequence[WatchResult]) -> dict[str, ErrorRange]:
    """Return 95 % intervals of the fields of the summary, by drawing people of each class anew.

    A field that is `None` in every draw has none.
    """
    groups: dict[str, list[WatchResult]] = {}
    for one in outcomes:
        groups.setdefault(one.truth.kind, []).append(one)
    drawn: dict[str, list[float]] = {}
    for people in _drawn_anew(tuple(groups.values())):
        for field, found in asdict(summarise_watches(people)).items():
            if found is not None:
                drawn.setdefault(field, []).append(found)
    return {field: _middle(values) for field, values in drawn.items()}


def area_interval(people: Sequence[Watched]) -> ErrorRange:
    """Return the 95 % interval of the area under the curve, by drawing both sides anew."""
    sides = [[one for one in people if one.truth.positive is side] for side in (True, False)]
    return _middle([area_under_curve(drawn) for drawn in _drawn_anew(sides)])


def _drawn_anew(groups: Sequence[Sequence[T]]) -> Iterator[list[T]]:
    rng = np.random.default_rng(BOOTSTRAP_SEED)
    for _ in range(BOOTSTRAP_ROUNDS):
        yield [
            group[index] for group in groups for index in rng.integers(0, len(group), len(group))
        ]


def _middle(values: Sequence[float]) -> ErrorRange:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
