"""`assess-cohort`: ask the detector about a whole folder of diaries, day by day of each."""

import csv
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.progress import Progress

from app.cli.assess import BROKEN_FILE
from app.interop.archive import ArchiveError, read_archive
from app.trends.detector.assess import assess_on

WEEK = timedelta(days=7)
CohortJob = tuple[Path, tuple[date, ...]]


class Broken(NamedTuple):
    """What an `ArchiveError` says, in a form that travels between processes."""

    file: str
    line: int | None
    column: str | None
    sentence: str


@click.command("assess-cohort")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="The file to write: one JSON object per person and day.",
)
@click.pass_context
def assess_cohort(context: click.Context, folder: Path, out: Path) -> None:
    """Assess every diary under FOLDER/patients on the days of FOLDER/as_of.csv.

    Without that file: weekly, from the first entry to the last.
    """
    try:
        jobs = list(find_jobs(folder))
        with out.open("w", encoding="utf-8") as lines:
            for person_lines in with_progress(jobs):
                lines.writelines(person_lines)
    except ArchiveError as error:
        click.echo(str(error), err=True)
        context.exit(BROKEN_FILE)


def find_jobs(folder: Path) -> Iterator[CohortJob]:
    """Yield each person's folder and the days that were asked for; none means weekly.

    Raises:
        ArchiveError: `as_of.csv` holds a line that cannot be read.
    """
    asked = _read_days(folder / "as_of.csv")
    for person in sorted((folder / "patients").iterdir()):
        if asked is None:
            yield person, ()
        elif asked[person.name]:
            yield person, tuple(asked[person.name])


def _read_days(path: Path) -> defaultdict[str, list[date]] | None:
    if not path.exists():
        return None
    asked: defaultdict[str, list[date]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            try:
                asked[row["patient"]].append(date.fromisoformat(row["as_of"]))
            except (KeyError, TypeError, ValueError) as error:
                sentence = "Enter a patient and a day such as 2026-05-03."
                raise ArchiveError(path.name, number, "as_of", sentence) from error
    return asked


def with_progress(jobs: list[CohortJob]) -> Iterator[list[str]]:
    """Yield the lines of each person in order, on all cores, with a bar on a terminal.

    Raises:
        ArchiveError: a diary cannot be read.
    """
    console = Console(stderr=True)
    with (
        get_context("spawn").Pool(os.cpu_count()) as pool,
        Progress(console=console, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Diaries", total=len(jobs))
        for person_lines in pool.imap(assess_person, jobs, chunksize=8):
            if isinstance(person_lines, Broken):
                raise ArchiveError(*person_lines)
            yield person_lines
            progress.advance(task)


def assess_person(job: CohortJob) -> list[str] | Broken:
    """Return one JSON line per day asked for, in order of time."""
    person, days = job
    try:
        diary = read_archive(person, by_a_program=True).diary
    except ArchiveError as error:
        return Broken(f"{person.name}/{error.file}", error.line, error.column, error.sentence)
    if not days:
        logged = sorted(entry.for_date for entry in diary.entries)
        weeks = (logged[-1] - logged[0]).days // 7 if logged else -1
        days = tuple(logged[0] + WEEK * n for n in range(weeks + 1))
    return [
        json.dumps(
            {"patient": person.name, "as_of": day.isoformat(), "level": level, "score": score}
        )
        + "\n"
        for day, level, score in assess_on(diary, days)
    ]
