"""Worlds at random: each drawn from ranges wider than what is known of real diaries.

A family is a set of such ranges. *Any* spans them all; each other family pushes one thing to where
life may push it, so that it can be held out whole: fitted without it, measured on it.

The sources of the ranges: within-person SD 1.05 (quartiles 0.75-1.40), lag-one correlation 0.25 and
11 % of days missing in 203 people with back pain (data of Tiwari et al. 2022,
doi 10.3389/fpain.2022.844309); SD 1.61 in 125 people with fibromyalgia (Harris et al. 2005, doi
10.1002/art.21407); days that resemble their neighbours and clusters of bad days in a quarter
(Affleck et al. 1991); 44.5 to 85 % of prompts answered (PMC10368891, PMC6379815); widespread pain
in 41 % of people on opioids (Wasserman); pain better within 1 to 28 days of a rotation or cut,
after which 57 to 72 % improve (Guichard et al. 2022). What has no source is our own assumption.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from app.validation.truth import MORE_NEGATIVE, MORE_POSITIVE, NEGATIVE, POSITIVE, UNTELLABLE
from app.validation.worlds import Range, World

NORMAL = float("inf")
# A world's own range covers so much of the wide one.
WORLD_SHARE = 0.4
# In so many worlds sensitisation sets in slowly and then fast.
S_SHAPED_SHARE = 1 / 3


@dataclass(frozen=True, slots=True)
class Ranges:
    """What a family of worlds is drawn from.

    Attributes:
        of_people: the range of what differs between people; each world takes a part of it.
        of_worlds: the range of what is one figure for a world: shares of people, rates.
        tails: degrees of freedom of daily noise, one of which a world has.
        missing: which days are left out more often, one of which a world has.
    """

    of_people: Mapping[str, Range] = field(
        default_factory=lambda: {
            "day_sd": (0.6, 2.0),
            "lag_one": (0.0, 0.7),
            "drift_sd": (0.1, 1.1),
            "drift_days": (15, 120),
            "slower": (0.1, 3.0),
            "forgets_rows": (0.0, 0.25),
            "forgets_days": (0.0, 0.3),
            "milder": (0.7, 1.15),
            "touch_per_pain": (0.4, 1.5),
            "places": (0.3, 1.2),
            "regular": (0.2, 0.9),
        }
    )
    of_worlds: Mapping[str, Range] = field(
        default_factory=lambda: {
            "creeping": (0.0, 0.7),
            "carried_forward_people": (0.0, 0.6),
            "gap_every_days": (60.0, 200.0),
            "long_gap_share": (0.0, 0.5),
            "even_scores_people": (0.0, 0.3),
            "weekly": (0.0, 0.6),
            "spells_per_year": (0.0, 4.0),
            "constant_raters": (0.0, 0.1),
            "bad_days_only": (0.0, 0.08),
            "never_touch": (0.0, 0.1),
            "stops_touch": (0.0, 0.1),
            "late_touch": (0.0, 0.1),
            "never_areas": (0.0, 0.1),
            "late_areas": (0.0, 0.1),
            "learns_areas": (0.0, 0.1),
            "totals": (0.0, 0.6),
            "widespread": (0.0, 0.41),
            "no_touch": (0.08, 0.25),
            "no_spread": (0.08, 0.25),
            "treated": (0.0, 0.3),
            "helps": (0.57, 0.9),
            "calendar_people": (0.0, 0.8),
            "dose_first": (0.0, 0.6),
            "logged": (0.55, 0.95),
        }
    )
    tails: tuple[float, ...] = (NORMAL, 5.0, 3.0)
    missing: tuple[str, ...] = ("pain", "chance", "weekend", "mood")

    def but(self, **other: Range) -> "Ranges":
        """Return these ranges with some of them replaced."""
        people = {name: other.get(name, span) for name, span in self.of_people.items()}
        worlds = {name: other.get(name, span) for name, span in self.of_worlds.items()}
        return replace(self, of_people=people, of_worlds=worlds)


ANY = Ranges()
FAMILIES: dict[str, Ranges] = {
    "any": ANY,
    "calm": ANY.but(day_sd=(0.5, 0.95), lag_one=(0.0, 0.3), drift_sd=(0.05, 0.4)),
    "jumpy": replace(ANY.but(day_sd=(1.5, 2.2), lag_one=(0.35, 0.75)), tails=(3.0, 4.0)),
    "drifting": ANY.but(drift_sd=(0.7, 1.3), spells_per_year=(3.0, 6.0), weekly=(0.4, 0.8)),
    "calendar": ANY.but(calendar_people=(1.0, 1.0), slower=(1.3, 2.2)),
    "slow": ANY.but(slower=(2.0, 3.6)),
    "fast": ANY.but(slower=(0.06, 0.3)),
    "faint": ANY.but(
        milder=(0.6, 0.85), places=(0.2, 0.6), regular=(0.15, 0.5), touch_per_pain=(0.3, 0.8)
    ),
    "sparse": ANY.but(logged=(0.3, 0.55), gap_every_days=(30, 70), long_gap_share=(0.4, 0.8)),
    "careless": ANY.but(
        constant_raters=(0.1, 0.3),
        carried_forward_people=(0.5, 0.9),
        even_scores_people=(0.3, 0.6),
        forgets_rows=(0.1, 0.3),
        forgets_days=(0.15, 0.4),
    ),
    "choosy": ANY.but(
        never_touch=(0.1, 0.25),
        stops_touch=(0.1, 0.2),
        never_areas=(0.1, 0.25),
        late_areas=(0.1, 0.2),
        bad_days_only=(0.1, 0.25),
    ),
    "widespread": ANY.but(widespread=(0.5, 0.9)),
    "treated": ANY.but(treated=(0.6, 1.0)),
}


def draw_world(family: str, seed: int, number: int) -> World:
    """Return world `number` of a family."""
    rng = np.random.default_rng([seed, number, *family.encode()])
    ranges = FAMILIES[family]
    figures = {name: float(rng.uniform(*span)) for name, span in ranges.of_worlds.items()}
    logged = figures.pop("logged")
    world = World(
        name=family,
        tails=(float(rng.choice(ranges.tails)),),
        tail_shares=(1.0,),
        lag_one=(0.0, 0.0),
        noise=1.0,
        slower=(1.0, 1.0),
        calendar_steps=False,
        creeping=0.0,
        s_shaped=bool(rng.random() < S_SHAPED_SHARE),
        carried_forward_people=0.0,
        gap_every_days=100.0,
        long_gap_share=0.0,
        logging=(12 * logged, 12 * (1 - logged)),
        even_scores_people=0.0,
        missing=str(rng.choice(ranges.missing)),
        any_policy=True,
        least_places=1,
        onset=(0.08, 0.6),
        earliest_onset=18,
        positives=(*POSITIVE, *MORE_POSITIVE),
        negatives=(*NEGATIVE, *MORE_NEGATIVE, *UNTELLABLE),
    )
    parts = {name: _part_of(rng, span) for name, span in ranges.of_people.items()}
    return replace(world, **figures, **parts)  # type: ignore[arg-type]  # fields by their names


def _part_of(rng: np.random.Generator, span: Range) -> Range:
    low, high = span
    width = WORLD_SHARE * (high - low)
    begin = float(rng.uniform(low, high - width))
    return begin, begin + width
