"""`validate`: run the benchmark on simulated people and write docs/validation.md."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from app.trends.detector.scorecard import BASE_POINTS
from app.validation import benchmark
from app.validation.fitting import FITTED, as_points, fit, look_at
from app.validation.population import draw_people
from app.validation.report import in_words, write_report
from app.validation.worlds import WORLDS

REPORT = Path("docs") / "validation.md"


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
    ticks = benchmark.steps(people, with_holes, without)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Simulated people", total=ticks)

        def tick() -> None:
            progress.advance(task)

        worlds = [benchmark.watch_world(world, people, tick) for world in WORLDS.values()]
        holes = benchmark.watch_with_holes(with_holes, tick)
        missing = benchmark.watch_without(without, tick)
    out.write_text(write_report(worlds, holes, missing), encoding="utf-8")
    click.echo(f"Wrote {out}.")
    click.echo(in_words(worlds))


def _refit() -> None:
    """Fit on the people that the shipped points were fitted on, and print both side by side."""
    people = (
        person
        for name, (seed, count) in benchmark.FITTED_ON.items()
        for person in draw_people(WORLDS[name], seed, count)
    )
    base, fitted = as_points(*fit(look_at(people)))
    click.echo(f"base: shipped {BASE_POINTS:.2f}, fitted anew {base:.2f}")
    for line in FITTED:
        click.echo(f"{line.feature}: shipped {line.points}, fitted anew {fitted[line.feature]}")
