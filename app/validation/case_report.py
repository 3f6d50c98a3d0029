"""The part of docs/validation.md about diaries like published cases and places without pain."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from app.trends.detector.assessment import Level
from app.trends.detector.levels import DECISION_EVERY_DAYS, FIRST_DECISION_INDEX
from app.trends.detector.signals import Signals
from app.trends.detector.trajectory import follow
from app.trends.figures.spans import TWO_WEEKS_DAYS
from app.validation.benchmark import Tick
from app.validation.case_like import BEGUN_WITH_IT, FROM_BEFORE, draw_cases
from app.validation.population import draw_negative
from app.validation.random_worlds import FAMILIES, draw_world
from app.validation.tables import DASH, table
from app.validation.truth import Truth

CASES, CASES_SEED = 120, 405
PLACES, PLACES_SEED = 195, 406
WITHOUT_STORY = "begun with it, nothing told"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What one diary showed: while it was bad, within two weeks more, and only afterwards."""

    found: bool
    found_late: bool
    watched: bool
    only_after: bool


@dataclass(frozen=True, slots=True)
class CasesResult:
    """Diaries like published cases by how they were logged, and cards for places without pain."""

    by_way: dict[str, list[CaseOutcome]]
    flagged_places: dict[str, list[bool]]


def case_steps() -> int:
    """Return how often the part will tick."""
    return 3 * CASES + 2 * PLACES


def watch_cases(tick: Tick) -> CasesResult:
    """Watch diaries like published cases, and people who come to mark more places."""
    by_way: dict[str, list[CaseOutcome]] = {}
    for way in (FROM_BEFORE, BEGUN_WITH_IT):
        by_way[way] = _outcomes(draw_cases(way, CASES_SEED, CASES), tick)
    untold = ((replace(s, story={}), t) for s, t in draw_cases(BEGUN_WITH_IT, CASES_SEED, CASES))
    by_way[WITHOUT_STORY] = _outcomes(untold, tick)
    places = {
        "pain does not drift": _flagged_places(tick, drifts=False),
        "pain drifts as its world has it": _flagged_places(tick, drifts=True),
    }
    return CasesResult(by_way, places)


def _outcomes(people: Iterable[tuple[Signals, Truth]], tick: Tick) -> list[CaseOutcome]:
    found = []
    for signals, truth in people:
        found.append(_outcome(signals, truth))
        tick()
    return found


def _outcome(signals: Signals, truth: Truth) -> CaseOutcome:
    days, levels = _decisions(signals)
    onset, changed = truth.onset or 0, truth.changed or truth.days
    cards = days[(levels == Level.DISCUSS) & (days >= onset)]
    watches = days[(levels == Level.WATCH) & (days >= onset)]
    return CaseOutcome(
        found=bool((cards < changed).any()),
        found_late=bool((cards < changed + TWO_WEEKS_DAYS).any()),
        watched=bool((cards < changed).any() or (watches < changed).any()),
        only_after=len(cards) > 0 and bool(cards[0] >= changed),
    )


def _decisions(signals: Signals) -> tuple[np.typing.NDArray[np.int64], np.typing.NDArray[np.str_]]:
    course = follow(signals)
    days = np.arange(FIRST_DECISION_INDEX, signals.days, DECISION_EVERY_DAYS)
    return days, np.array([course.at(int(day)).level for day in days])


def _flagged_places(tick: Tick, *, drifts: bool) -> list[bool]:
    flagged = []
    families = list(FAMILIES)
    for number in range(PLACES):
        world = draw_world(families[number % len(families)], PLACES_SEED, number)
        if not drifts:
            world = replace(
                world, drift_sd=(0.0, 0.0), creeping=0.0, weekly=0.0, spells_per_year=0.0
            )
        signals, _ = draw_negative(world, PLACES_SEED, number, "learns_places")
        flagged.append(bool((_decisions(signals)[1] == Level.DISCUSS).any()))
        tick()
    return flagged


def cases_part(result: CasesResult) -> str:
    """Return the part as Markdown."""
    rows = []
    for way, people in result.by_way.items():
        alarmed = [one for one in people if one.found or one.only_after]
        shares = [_share(getattr(one, name) for one in people) for name in _SHARES]
        rows.append((way, str(len(people)), *shares, _share(one.only_after for one in alarmed)))
    head = (
        "logged",
        "people",
        "found while it was bad, %",
        "or within two weeks of the treatment, %",
        "`watch` or more while it was bad, %",
        "of the cards, first shown after the treatment, %",
    )
    places = [(name, str(len(all_)), _share(all_)) for name, all_ in result.flagged_places.items()]
    return (
        "## Diaries like published cases\n\n"
        "Drawn by `app/validation/case_like.py` from what reports say, with their sources there: "
        "high doses that were raised again and again, then another opioid, a stop or a cut. No "
        "point was fitted on them.\n\n"
        + table(head, rows)
        + "\n## More places, and no more pain\n\n"
        "People to whom nothing happens but that they come to mark more places.\n\n"
        + table(("", "people", "ever flagged, %"), places)
    )


_SHARES = ("found", "found_late", "watched")


def _share(answers: Iterable[bool]) -> str:
    known = list(answers)
    return f"{100 * sum(known) / len(known):.0f}" if known else DASH
