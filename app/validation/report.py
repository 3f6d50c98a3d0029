"""Write the benchmark down as a page that people can read: docs/validation.md."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from app.trends.scorecard import METHOD_VERSION
from app.validation import benchmark
from app.validation.benchmark import DETECTOR, HoleResult, WorldResult
from app.validation.scoring import (
    DAYS_PER_YEAR,
    TARGET_RATE,
    Outcome,
    Summary,
    Watched,
    area_under_curve,
    bootstrap,
    outcome,
    summarise,
    threshold_for,
)
from app.validation.truth import NEGATIVE, POSITIVE

DASH = "\N{EN DASH}"


def write_report(
    worlds: Sequence[WorldResult], holes: HoleResult, without: Mapping[str, Sequence[Watched]]
) -> str:
    """Return the whole page as Markdown."""
    usual = worlds[0].by_method[DETECTOR]
    parts = [
        "# How well the detector works\n",
        _introduction(worlds),
        f"**{in_words(usual)}**\n",
        *(_world_part(result) for result in worlds),
        _holes_part(holes),
        _without_part(without),
    ]
    return "\n".join(parts)


def in_words(people: Iterable[Watched]) -> str:
    """Say the error rate in one sentence."""
    return (
        "Of 100 people whose pain did not come from this, about "
        f"{flagged_per_100_years(people)} would see this card in a year."
    )


def flagged_per_100_years(people: Iterable[Watched]) -> int:
    """Return how many of 100 negatives would be flagged at least once in a year.

    With a constant rate `r` of first alarms per year this is 100 (1 - exp(-r)).
    """
    negatives = [person for person in people if not person.truth.positive]
    years = sum(person.truth.days for person in negatives) / DAYS_PER_YEAR
    flagged = sum(bool(person.alarms.any()) for person in negatives)
    return round(100 * (1 - float(np.exp(-flagged / years))))


def _introduction(worlds: Sequence[WorldResult]) -> str:
    fitted = "; ".join(
        f"{name}: seed {seed}, {count} people"
        for name, (seed, count) in benchmark.FITTED_ON.items()
    )
    reported = "; ".join(
        f"{result.world.name}: seed {benchmark.REPORTED_ON[result.world.name]}, "
        f"{len(result.by_method[DETECTOR])} people"
        for result in worlds
    )
    return f"""This page is written by `make validate`; do not edit it. Method: {METHOD_VERSION}.

These are simulated people, not patients. No study has tried the detector on real ones. The worlds
they live in, and all that is assumed of them, stand in `app/validation/worlds.py`: the *usual*
world resembles people who log well; the *other* world has heavier-tailed noise, slower
sensitisation, small frequent dose steps by the calendar, long gaps and answers carried forward;
the *third* world sets in late and then fast, and was never used to choose or fit anything.

The points were fitted on other people ({fitted}) than those reported here ({reported}).
Everyone is asked about once a week. *Found* means `discuss` was shown after the onset; *within 28
days* counts from the day when the pattern has raised pain by one point. A false alarm is a
`discuss` with none in the 28 days before, in a person whose pain does not come from the opioid.
In brackets: 95 % intervals by drawing people of each class anew (300 rounds).
"""


def _world_part(result: WorldResult) -> str:
    people = result.by_method[DETECTOR]
    shown = [outcome(person, person.alarms) for person in people]
    lines = [f"## The {result.world.name} world\n", "### As shown\n", _shown_table(shown)]
    lines += [f"### At {TARGET_RATE} false alarms per patient-year\n", _methods_table(result)]
    lines += ["### Found, by class, severity and picture\n", _found_table(shown)]
    lines += ["### False alarms, by class\n", _alarms_table(shown)]
    return "\n".join(lines)


def _shown_table(shown: Sequence[Outcome]) -> str:
    summary = summarise(shown)
    rows = []
    for name, field in (
        ("found by the end, %", "found"),
        ("found within 28 days, %", "within_28"),
        ("found within 56 days, %", "within_56"),
        ("people without it who were ever flagged, %", "ever_flagged"),
    ):
        low, high = bootstrap(shown, field)
        rows.append((name, f"{_percent(getattr(summary, field))} ({_range(low, high)})"))
    low, high = bootstrap(shown, "alarms_per_year")
    rate = summary.alarms_per_year or 0.0
    rows.append(("false alarms per patient-year", f"{rate:.2f} ({low:.2f}{DASH}{high:.2f})"))
    rows.append(("median delay, days", _days(summary.delay_days)))
    return _table(("", "the detector"), rows)


def _methods_table(result: WorldResult) -> str:
    rows = []
    for name, people in result.by_method.items():
        limit = threshold_for(people)
        summary = summarise(outcome(person, person.scores > limit) for person in people)
        rows.append((name, *_found_cells(summary), f"{area_under_curve(people):.3f}"))
    head = ("", "found, %", "within 28 days, %", "within 56 days, %", "median delay, days", "AUC")
    return _table(head, rows)


def _found_table(shown: Sequence[Outcome]) -> str:
    groups = {kind: [one for one in shown if one.truth.kind == kind] for kind in POSITIVE}
    for severity in ("mild", "moderate", "strong"):
        groups[severity] = [one for one in shown if one.truth.severity == severity]
    for picture in ("full", "no touch", "no spread"):
        groups[picture] = [one for one in shown if one.truth.picture == picture]
    rows = []
    for name, people in groups.items():
        summary = summarise(people)
        rows.append((name, str(summary.positives), *_found_cells(summary)))
    head = (
        "",
        "people",
        "found, %",
        "within 28 days, %",
        "within 56 days, %",
        "median delay, days",
    )
    return _table(head, rows)


def _alarms_table(shown: Sequence[Outcome]) -> str:
    rows = []
    for kind in NEGATIVE:
        people = [one for one in shown if one.truth.kind == kind]
        if people:
            summary = summarise(people)
            rate = summary.alarms_per_year or 0.0
            rows.append((kind, str(len(people)), _percent(summary.ever_flagged), f"{rate:.2f}"))
    return _table(("", "people", "ever flagged, %", "alarms per patient-year"), rows)


def _holes_part(holes: HoleResult) -> str:
    rows = [("nothing", _percent(holes.whole, 1))]
    rows += [(name, _percent(share, 1)) for name, share in holes.with_holes.items()]
    return (
        "## With three in ten days taken out\n\n"
        "Share of stable people (nothing happens, or slow swings) who were ever flagged.\n\n"
        + _table(("taken out", "ever flagged, %"), rows)
    )


def _without_part(without: Mapping[str, Sequence[Watched]]) -> str:
    rows = []
    for name, people in without.items():
        summary = summarise(outcome(person, person.alarms) for person in people)
        rate = summary.alarms_per_year or 0.0
        rows.append((name, *_found_cells(summary), f"{rate:.2f}"))
    head = (
        "never recorded",
        "found, %",
        "within 28 days, %",
        "within 56 days, %",
        "median delay, days",
        "false alarms per patient-year",
    )
    return "## Without one sort of record\n\nAs shown, in the usual world.\n\n" + _table(head, rows)


def _found_cells(summary: Summary) -> tuple[str, str, str, str]:
    return (
        _percent(summary.found),
        _percent(summary.within_28),
        _percent(summary.within_56),
        _days(summary.delay_days),
    )


def _percent(share: float | None, digits: int = 0) -> str:
    return DASH if share is None else f"{100 * share:.{digits}f}"


def _range(low: float, high: float) -> str:
    return f"{100 * low:.0f}{DASH}{100 * high:.0f}"


def _days(days: float | None) -> str:
    return DASH if days is None else f"{days:.0f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---'] * len(head))}|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"
