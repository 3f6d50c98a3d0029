"""What gets written down of a life: whole numbers, gaps, forgotten doses, repeated answers."""

from datetime import date

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Bools, Floats, Ints
from app.trends.detector.signals import Signals
from app.trends.figures.rotation import same_opioid_since
from app.validation.habits import answered, keep_giving_the_same, learn_to_mark
from app.validation.life import Life, correlated
from app.validation.truth import POSITIVE

FIRST_DAY = date(2026, 1, 1)
# Ten extra areas in the mean would be 1 - exp(-10/16) of all: a diffuse ache fills the map slowly.
DIFFUSE_SCALE = 16.0


def write_down(life: Life, usual_pain_until: int) -> Signals:
    """Turn a life into a diary.

    Args:
        life: the true course.
        usual_pain_until: as-needed doses are taken for pain above the mean of the days before.
    """
    rng, world, n = life.rng, life.world, life.days
    pain_noise, touch_noise = _daily_noise(life)
    pain = _scores(life, felt := life.pain + life.relief + pain_noise)
    touch = np.clip(np.round(life.touch + touch_noise), 0, 10)
    areas = _mark_areas(life, pain_noise)
    logged = _logged_days(life, felt)
    _carry_forward(life, logged, pain, touch, areas)
    _log_unrelated_events(life)
    with_touch = logged & (rng.random(n) > 0.01)
    with_areas = logged
    if world.positives != POSITIVE:
        pain = keep_giving_the_same(rng, world, pain)
        with_touch &= answered(rng, n, world.never_touch, world.late_touch, world.stops_touch)
        with_areas = logged & answered(rng, n, world.never_areas, world.late_areas, 0.0)
        areas = learn_to_mark(rng, world, areas, life.original)
    mme_per_day = _recorded_doses(life, felt, usual_pain_until)
    # A file that marks no place does not tell "nowhere" from "not asked".
    marked = areas & with_areas[:, None]
    return Signals(
        first_day=FIRST_DAY,
        pain=np.where(logged, pain, np.nan),
        touch=np.where(with_touch, touch, np.nan),
        areas=marked,
        has_areas=np.any(marked, axis=1),
        products=(),
        mme_per_day=mme_per_day,
        same_opioid_since=_same_opioid_since(life, mme_per_day),
        original=life.original,
        opioid_start=life.opioid_start,
        events=tuple(sorted(life.events)),
    )


def _scores(life: Life, felt: Floats) -> Floats:
    """Turn what was felt into numbers from 0 to 10; some people use the even ones more often."""
    rng = life.rng
    scores = np.clip(np.round(felt), 0, 10)
    if rng.random() < life.world.even_scores_people:
        even = np.clip(2 * np.round(felt / 2), 0, 10)
        scores = np.where(rng.random(life.days) < 0.5, even, scores)
    return scores


def _daily_noise(life: Life) -> tuple[Floats, Floats]:
    """Day-to-day noise of pain and touch, which share a part.

    The spread within a person was 1.61 in 125 people with fibromyalgia (Harris et al. 2005,
    doi 10.1002/art.21407), on a scale that we could not confirm; ours is around 1.3.
    """
    rng, world, n = life.rng, life.world, life.days
    tail = float(rng.choice(world.tails, p=world.tail_shares))
    lag_one = rng.uniform(*world.lag_one)
    shared = correlated(rng, n, lag_one, tail)
    common = rng.uniform(0.25, 0.6)
    own = correlated(rng, n, lag_one, tail)
    pain = (
        world.noise * rng.uniform(*world.day_sd) * (np.sqrt(1 - common**2) * own + common * shared)
    )
    touch = rng.uniform(0.5, 1.1) * (0.85 * correlated(rng, n, 0.3, tail) + 0.55 * shared)
    return pain, touch


def _mark_areas(life: Life, pain_noise: Floats) -> Bools:
    diffuse = 1 - np.exp(-life.diffuse / DIFFUSE_SCALE)
    chance = 1 - (1 - life.chance) * (1 - np.clip(life.spread, 0, 1)) * (1 - diffuse[:, None])
    # On a bad day a stray mark is a little more likely.
    chance = chance * (1 + 0.06 * pain_noise[:, None] * ~life.original)
    marked: Bools = life.rng.random(chance.shape) < np.clip(chance, 0, 0.98)
    return marked


def _logged_days(life: Life, felt: Floats) -> Bools:
    rng, world, n = life.rng, life.world, life.days
    share = np.clip(rng.beta(*world.logging) * 1.08, 0.35, 1.0)
    logged: Bools = rng.random(n) < share
    for _ in range(rng.poisson(n / world.gap_every_days)):
        long = rng.random() < world.long_gap_share
        first = int(rng.integers(n))
        logged[first : first + int(rng.integers(*((14, 40) if long else (3, 11))))] = False
    if world.missing == "pain":
        if rng.random() < 0.2:  # some people skip the worst days
            logged &= ~((felt > np.quantile(felt, 0.85)) & (rng.random(n) < 0.4))
    elif world.missing == "weekend":
        logged &= (np.arange(n) % 7 < 5) | (rng.random(n) < 0.5)
    elif world.missing == "mood":
        low = correlated(rng, n, 0.9) + 0.3 * (felt - felt.mean()) > 1.0
        logged &= ~low | (rng.random(n) < 0.5)
    if world.bad_days_only and rng.random() < world.bad_days_only:
        logged &= (felt > np.quantile(felt, 0.55)) | (rng.random(n) < 0.1)
    logged[0] = True
    return logged


def _carry_forward(life: Life, logged: Bools, pain: Floats, touch: Floats, areas: Bools) -> None:
    """Give some answers of the day before again; some people do so often."""
    rng = life.rng
    often = rng.random() < life.world.carried_forward_people
    repeats = rng.uniform(0.1, 0.4) if often else rng.uniform(0, 0.06)
    before = 0
    for day in np.flatnonzero(logged).tolist():
        if day > 0 and rng.random() < repeats:
            pain[day], touch[day], areas[day] = pain[before], touch[before], areas[before]
        before = day


def _recorded_doses(life: Life, felt: Floats, usual_pain_until: int) -> Floats:
    rng, world, n = life.rng, life.world, life.days
    taken = life.mme_per_day * life.steps
    per_day = int(rng.integers(2, 5))
    if life.follows_pain > 0:
        usual = life.pain[: max(usual_pain_until, 10)].mean()
        tablets = int(rng.integers(3, 7))
        tablet = life.mme_per_day / tablets
        wish = taken * np.maximum(0.1, 1 + life.follows_pain * (felt - usual))
        whim = rng.normal(0, rng.uniform(0.15, 0.4) * tablets, n)
        taken = np.maximum(0, np.round(wish / tablet + whim)) * tablet
        per_day = 1
    taken[life.missed] = 0
    if world.totals and rng.random() < world.totals:
        per_day = 1
    one_forgotten = rng.binomial(per_day, rng.uniform(*world.forgets_rows), n) / per_day
    all_forgotten = rng.random(n) < rng.uniform(*world.forgets_days)
    recorded = np.where(all_forgotten, 0.0, taken * (1 - one_forgotten))
    recorded[: max(life.opioid_start, 0)] = 0.0
    recorded[life.stopped] = 0.0
    return np.where(recorded > 0, recorded, np.nan)


def _same_opioid_since(life: Life, mme_per_day: Floats) -> Ints:
    """Tell since when the main opioid has been the same, as the rows of each day name it."""
    day = np.arange(life.days)
    changed = life.days if life.changed_to_other is None else life.changed_to_other
    names = np.where(day >= changed, "another", "first")
    return same_opioid_since(np.where(np.isfinite(mme_per_day), names, "").tolist())


def _log_unrelated_events(life: Life) -> None:
    rng, n = life.rng, life.days
    for kind, every in ((kinds.ILLNESS, 230), (kinds.MISSED_DOSES, 250), (kinds.OTHER_EVENT, 220)):
        for _ in range(rng.poisson(n / every)):
            life.log(int(rng.integers(n)), kind)
    if rng.random() < 0.15:
        life.log(int(rng.integers(n)), kinds.NEW_INJURY)
