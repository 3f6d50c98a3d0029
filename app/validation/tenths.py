"""The best and the worst tenth of the worlds at random, and the error rate that they bound."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.validation.random_benchmark import PersonInWorld
from app.validation.scoring import DAYS_PER_YEAR

Share = Callable[[Iterable[PersonInWorld]], float]


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How often a card comes up, in the best and in the worst tenth of worlds.

    Attributes:
        flagged_best, flagged_worst: of 100 people without it, how many see the card in a year.
        found_best, found_worst: of 100 people with it, how many are found there.
    """

    flagged_best: int
    flagged_worst: int
    found_best: float
    found_worst: float

    def right_of_100(self, share: float) -> tuple[int, int]:
        """Return how many of 100 cards are right, worst and best, where `share` have it."""
        return (
            _right(share, self.found_worst, self.flagged_worst),
            _right(share, self.found_best, self.flagged_best),
        )


def _right(share: float, found: float, flagged: float) -> int:
    right, wrong = share * found, (1 - share) * flagged
    return round(100 * right / (right + wrong)) if right + wrong else 0


def error_rate(people: Sequence[PersonInWorld]) -> ErrorRate:
    """Measure the tenths of worlds with the fewest and with the most false cards."""
    best, worst = tenths(people, flagged_share)
    return ErrorRate(
        # Nobody flagged among a hundred is no proof of none among the next hundred.
        max(round(100 * flagged_share(best)), 1),
        max(round(100 * flagged_share(worst)), 1),
        100 * found_share(best),
        100 * found_share(worst),
    )


def tenths(
    people: Sequence[PersonInWorld], share: Share
) -> tuple[list[PersonInWorld], list[PersonInWorld]]:
    """Return the people of the tenths of worlds with the lowest and with the highest share.

    A world of few people is extreme by chance as well, so the two lie rather too far apart.
    """
    worlds: dict[tuple[str, int], list[PersonInWorld]] = {}
    for person in people:
        worlds.setdefault((person.family, person.world), []).append(person)
    ordered = sorted(worlds.values(), key=share)
    count = max(round(len(ordered) / 10), 1)
    lowest, highest = ordered[:count], ordered[-count:]
    return [one for each in lowest for one in each], [one for each in highest for one in each]


def flagged_share(people: Iterable[PersonInWorld]) -> float:
    """Return the share of people without it, of tellable classes, who see the card in a year."""
    negatives = [p.watched for p in people if not p.watched.truth.positive and p.tellable]
    years = sum(person.truth.days for person in negatives) / DAYS_PER_YEAR
    flagged = sum(bool(person.alarms.any()) for person in negatives)
    return 1 - float(np.exp(-flagged / years)) if years else 0.0


def found_share(people: Iterable[PersonInWorld]) -> float:
    """Return the share of people with it who were found from its onset on."""
    found = [
        bool((p.watched.alarms & (p.watched.days >= p.watched.truth.onset)).any())
        for p in people
        if p.watched.truth.onset is not None
    ]
    return sum(found) / len(found) if found else 0.0
