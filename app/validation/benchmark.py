"""Run the benchmark: every world, the detector beside the simple rules, and diaries with holes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.validation.holes import HOLES, take_out, without_record
from app.validation.population import draw_people
from app.validation.rules import RULES
from app.validation.scoring import Watched
from app.validation.watching import watch, watch_by_rule, weekly
from app.validation.worlds import OTHER_WORLD, THIRD, USUAL_WORLD, WORLDS, World

# Seed and number of the people of each fixed world that the points were fitted on, beside those of
# the worlds at random, and seeds of those that are reported.
FITTED_ON = dict.fromkeys(WORLDS, (101, 300))
REPORTED_ON = {USUAL_WORLD.name: 201, OTHER_WORLD.name: 202, THIRD.name: 203}
PEOPLE = 200
PEOPLE_WITH_HOLES = 60
HOLES_SEED = 301
PEOPLE_WITHOUT = 60
WITHOUT_SEED = 302
RECORDS = ("touch", "areas", "doses")
DETECTOR = "the detector"
Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class WorldResult:
    """All people of one world, as watched by the detector and by each rule."""

    world: World
    by_method: dict[str, list[Watched]]


@dataclass(frozen=True, slots=True)
class HoleResult:
    """Share of people without any cause who were ever flagged, whole and with days taken out."""

    whole: float
    with_holes: dict[str, float]


def ticks_of(people: int, with_holes: int, without_records: int) -> int:
    """Return how often the three parts will tick."""
    return people * len(REPORTED_ON) + with_holes + without_records


def watch_world(world: World, people: int, tick: Tick) -> WorldResult:
    """Watch the reported people of one world."""
    by_method: dict[str, list[Watched]] = {DETECTOR: [], **{name: [] for name in RULES}}
    for signals, truth in draw_people(world, REPORTED_ON[world.name], people):
        watched, course = watch(signals, truth)
        by_method[DETECTOR].append(watched)
        for name, rule in RULES.items():
            scores = rule(signals, weekly(signals.days))
            by_method[name].append(watch_by_rule(signals, truth, course, scores))
        tick()
    return WorldResult(world, by_method)


def watch_with_holes(people: int, tick: Tick) -> HoleResult:
    """Take three in ten days out of the diaries of stable people and look for new alarms."""
    flagged: dict[str, list[bool]] = {name: [] for name in ("", *HOLES)}
    number = 0
    for signals, truth in draw_people(USUAL_WORLD, HOLES_SEED, people * 40):
        if truth.kind not in {"stable_control", "weather_cyclic"}:
            continue
        flagged[""].append(bool(watch(signals, truth)[0].alarms.any()))
        for name, choose in HOLES.items():
            fewer = take_out(signals, choose, seed=number)
            flagged[name].append(bool(watch(fewer, truth)[0].alarms.any()))
        number += 1
        tick()
        if number == people:
            break
    share = {name: float(np.mean(flags)) for name, flags in flagged.items()}
    return HoleResult(share.pop(""), share)


def watch_without(people: int, tick: Tick) -> dict[str, list[Watched]]:
    """Watch people who record everything, and the same ones without one sort of record."""
    watched: dict[str, list[Watched]] = {name: [] for name in ("nothing", *RECORDS)}
    for signals, truth in draw_people(USUAL_WORLD, WITHOUT_SEED, people):
        watched["nothing"].append(watch(signals, truth)[0])
        for record in RECORDS:
            watched[record].append(watch(without_record(signals, record), truth)[0])
        tick()
    return watched
