"""`validate`: run the benchmark on simulated people and write docs/validation.md."""

from itertools import chain
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from app.trends.detector.scorecard import BASE_POINTS
from app.validation import benchmark
from app.validation.case_report import case_steps, cases_part, watch_cases
from app.validation.fitting import FITTED, as_points, fit, look_at
from app.validation.population import draw_anyone, draw_people
from app.validation.random_benchmark import (
    FITTED_PER_FAMILY,
    FITTED_SEED,
    hold_out,
    random_steps,
    watch_random_worlds,
)
from app.validation.random_report import error_in_words, random_part
from app.validation.random_worlds import FAMILIES
from app.validation.report import write_report
from app.validation.tenths import error_rate
from app.validation.worlds import WORLDS

REPORT = Path("docs") / "validation.md"
# A world of many people counts as so many steps of the bar.
TICK = 40


@click.command
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=REPORT)
@click.option("--people", type=click.IntRange(100), default=benchmark.PEOPLE, show_default=True)
@click.option("--refit", is_flag=True, help="Fit the points anew instead, and print them.")
def validate(out: Path, people: int, *, refit: bool) -> None:
    """Measure the detector on simulated people; takes some minutes."""
    if refit:
        _refit()
        return
    console = Console(stderr=True)
    with_holes = min(people, benchmark.PEOPLE_WITH_HOLES)
    without = min(people, benchmark.PEOPLE_WITHOUT)
    ticks = benchmark.ticks_of(people, with_holes, without) + case_steps()
    ticks += TICK * random_steps()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Simulated people", total=ticks)

        def tick() -> None:
            progress.advance(task)

        def tick_family() -> None:
            progress.advance(task, TICK)

        in_random_worlds = watch_random_worlds(tick_family)
        held_out = hold_out(tick_family)
        cases = cases_part(watch_cases(tick))
        worlds = [benchmark.watch_world(world, people, tick) for world in WORLDS.values()]
        holes = benchmark.watch_with_holes(with_holes, tick)
        missing = benchmark.watch_without(without, tick)
    at_random = random_part(in_random_worlds, held_out)
    out.write_text(write_report(worlds, at_random, cases, holes, missing), encoding="utf-8")
    click.echo(f"Wrote {out}.")
    click.echo(error_in_words(error_rate(in_random_worlds)))


def _refit() -> None:
    """Fit on the people that the shipped points were fitted on, and print both side by side."""
    fixed = (
        person
        for name, (seed, count) in benchmark.FITTED_ON.items()
        for person in draw_people(WORLDS[name], seed, count)
    )
    anyone = (
        draw_anyone(family, FITTED_SEED, number)
        for family in FAMILIES
        for number in range(FITTED_PER_FAMILY)
    )
    base, fitted = as_points(*fit(look_at(chain(anyone, fixed))))
    click.echo(f"base: shipped {BASE_POINTS:.2f}, fitted anew {base:.2f}")
    for line in FITTED:
        click.echo(f"{line.feature}: shipped {line.points}, fitted anew {fitted[line.feature]}")
