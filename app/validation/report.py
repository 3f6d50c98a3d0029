"""Write the benchmark down as a page that people can read: docs/validation.md."""

from collections.abc import Callable, Mapping, Sequence

from app.trends.detector.scorecard import METHOD_VERSION
from app.validation import benchmark
from app.validation.benchmark import DETECTOR, HoleResult, WorldResult
from app.validation.scoring import (
    BOOTSTRAP_ROUNDS,
    TARGET_RATE,
    ErrorRange,
    Watched,
    WatchResult,
    area_interval,
    area_under_curve,
    bootstrap,
    outcome,
    summarise_watches,
    threshold_for,
)
from app.validation.tables import DASH, table
from app.validation.truth import NEGATIVE, POSITIVE


def write_report(
    worlds: Sequence[WorldResult],
    random_worlds: str,
    cases: str,
    holes: HoleResult,
    without: Mapping[str, Sequence[Watched]],
) -> str:
    """Return the whole page as Markdown."""
    parts = [
        "# How well the detector works\n",
        _introduction(worlds),
        random_worlds,
        cases,
        *(_world_part(result) for result in worlds),
        _holes_part(holes),
        _without_part(without),
    ]
    return "\n".join(parts)


def _introduction(worlds: Sequence[WorldResult]) -> str:
    seeds = "; ".join(
        f"{result.world.name}: fitted on {count} people of seed {seed}, reported on "
        f"{len(result.by_method[DETECTOR])} of seed {benchmark.REPORTED_ON[result.world.name]}"
        for result in worlds
        for seed, count in [benchmark.FITTED_ON[result.world.name]]
    )
    return f"""This page is written by `make validate`; do not edit it. Method: {METHOD_VERSION}.

These are simulated people, not patients. No study has tried the detector on real ones, and who made
the detector made these people, too: the figures are a hope, not a proof. In life it may find fewer
and be wrong more often. The people live in worlds drawn at random, and in three fixed ones
(`app/validation/worlds.py`): the *usual* world resembles people who log well; the *other* world has
heavier-tailed noise, slower sensitisation, small frequent dose steps by the calendar, long gaps and
answers carried forward; in the *third* world sensitisation sets in late and then fast. Further
people of all of them were used to fit the points ({seeds}), so these tables are no test of a
world that nobody has seen; the families held out below are.

Everyone is asked about once a week. *Found* means `discuss` was shown after the onset; *within 28
days* counts from the day when the pattern has raised pain by one point. A false alarm is a
`discuss` with none in the 28 days before, in a person whose pain does not come from the opioid.
In brackets: 95 % intervals by drawing people of each class anew ({BOOTSTRAP_ROUNDS} rounds; the
thresholds stay). Where nobody of n people was flagged they say too little: the true share may be
up to 3 in n (Hanley & Lippman-Hand 1983, JAMA 249:1743).
"""


def _world_part(result: WorldResult) -> str:
    people = result.by_method[DETECTOR]
    shown = [outcome(person, person.alarms) for person in people]
    lines = [f"## The {result.world.name} world\n", "### As shown\n", _shown_table(shown)]
    lines += [f"### At {TARGET_RATE} false alarms per patient-year\n", _methods_table(result)]
    lines += ["### Found, by class, severity and picture\n", _found_table(shown)]
    lines += ["### False alarms, by class\n", _alarms_table(shown)]
    return "\n".join(lines)


def _shown_table(shown: Sequence[WatchResult]) -> str:
    summary, ranges = summarise_watches(shown), bootstrap(shown)
    rows = []
    for name, field in (
        ("found by the end, %", "found"),
        ("found within 28 days, %", "within_28"),
        ("found within 56 days, %", "within_56"),
        ("people without it who were ever flagged, %", "ever_flagged"),
    ):
        rows.append((name, _percent(getattr(summary, field), ranges.get(field))))
    rate = _rate(summary.alarms_per_year, ranges.get("alarms_per_year"))
    rows.append(("false alarms per patient-year", rate))
    rows.append(("median delay, days", _days(summary.delay_days, ranges.get("delay_days"))))
    return table(("", "the detector"), rows)


def _methods_table(result: WorldResult) -> str:
    rows = []
    for name, people in result.by_method.items():
        limit = threshold_for(people)
        shown = [outcome(person, person.scores > limit) for person in people]
        low, high = area_interval(people)
        area = f"{area_under_curve(people):.3f} ({low:.3f}{DASH}{high:.3f})"
        rows.append((name, *_found_cells(shown), area))
    head = ("", "found, %", "within 28 days, %", "within 56 days, %", "median delay, days", "AUC")
    return table(head, rows)


def _found_table(shown: Sequence[WatchResult]) -> str:
    groups = {kind: [one for one in shown if one.truth.kind == kind] for kind in POSITIVE}
    for severity in ("mild", "moderate", "strong"):
        groups[severity] = [one for one in shown if one.truth.severity == severity]
    for picture in ("full", "no touch", "no spread"):
        groups[picture] = [one for one in shown if one.truth.picture == picture]
    rows = []
    for name, people in groups.items():
        rows.append((name, str(len(people)), *_found_cells(people)))
    head = (
        "",
        "people",
        "found, %",
        "within 28 days, %",
        "within 56 days, %",
        "median delay, days",
    )
    return table(head, rows)


def _alarms_table(shown: Sequence[WatchResult]) -> str:
    rows = []
    for kind in NEGATIVE:
        people = [one for one in shown if one.truth.kind == kind]
        if people:
            summary, ranges = summarise_watches(people), bootstrap(people)
            flagged = _percent(summary.ever_flagged, ranges.get("ever_flagged"))
            rate = _rate(summary.alarms_per_year, ranges.get("alarms_per_year"))
            rows.append((kind, str(len(people)), flagged, rate))
    return table(("", "people", "ever flagged, %", "alarms per patient-year"), rows)


def _holes_part(holes: HoleResult) -> str:
    rows = [("nothing", f"{100 * holes.whole:.1f}")]
    rows += [(name, f"{100 * share:.1f}") for name, share in holes.with_holes.items()]
    return (
        "## With three in ten days taken out\n\n"
        "Share of stable people (nothing happens, or slow swings) who were ever flagged.\n\n"
        + table(("taken out", "ever flagged, %"), rows)
    )


def _without_part(without: Mapping[str, Sequence[Watched]]) -> str:
    rows = []
    for name, people in without.items():
        shown = [outcome(person, person.alarms) for person in people]
        rate = _rate(
            summarise_watches(shown).alarms_per_year, bootstrap(shown).get("alarms_per_year")
        )
        rows.append((name, *_found_cells(shown), rate))
    head = (
        "never recorded",
        "found, %",
        "within 28 days, %",
        "within 56 days, %",
        "median delay, days",
        "false alarms per patient-year",
    )
    return "## Without one sort of record\n\nAs shown, in the usual world.\n\n" + table(head, rows)


def _found_cells(people: Sequence[WatchResult]) -> tuple[str, str, str, str]:
    summary, ranges = summarise_watches(people), bootstrap(people)
    return (
        _percent(summary.found, ranges.get("found")),
        _percent(summary.within_28, ranges.get("within_28")),
        _percent(summary.within_56, ranges.get("within_56")),
        _days(summary.delay_days, ranges.get("delay_days")),
    )


def _percent(share: float | None, interval: ErrorRange | None) -> str:
    return _figure(share, interval, lambda part: f"{100 * part:.0f}")


def _rate(per_year: float | None, interval: ErrorRange | None) -> str:
    return _figure(per_year, interval, lambda rate: f"{rate:.2f}")


def _days(days: float | None, interval: ErrorRange | None) -> str:
    return _figure(days, interval, lambda day: f"{day:.0f}".replace("-", "\N{MINUS SIGN}"))


def _figure(value: float | None, interval: ErrorRange | None, words: Callable[[float], str]) -> str:
    if value is None or interval is None:
        return DASH
    low, high = interval
    joint = " to " if low < 0 else DASH
    return f"{words(value)} ({words(low)}{joint}{words(high)})"
