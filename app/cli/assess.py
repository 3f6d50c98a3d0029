"""`assess`: ask the detector about one diary archive."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from app.cli.context import left_out_lines
from app.clock import SystemClock
from app.diary.diary import Diary
from app.interop.archive import ArchiveError, read_archive
from app.interop.lived_part import Present, lived_part
from app.trends.detector.assess import assess as ask
from app.trends.detector.assessment import Assessment, Criterion, Window

BROKEN_FILE = 2


@click.command
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day that counts, as YYYY-MM-DD. Without it: the last day with an entry.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def assess(context: click.Context, path: Path, as_of: datetime | None, *, as_json: bool) -> None:
    """Say what the diary archive at PATH (a folder or zip) suggests on one day.

    Without --as-of, days still to come are left out and named.
    """
    try:
        archive = read_archive(path, by_a_program=True)
    except ArchiveError as error:
        click.echo(str(error), err=True)
        context.exit(BROKEN_FILE)
    if as_of is None:
        archive = lived_part(archive, Present.anywhere(SystemClock().now()))
        for line in left_out_lines(archive):
            click.echo(line, err=True)
    answer = ask(archive.diary, as_of.date() if as_of else last_day(archive.diary))
    click.echo(json.dumps(to_plain(answer), indent=1) if as_json else in_lines(answer))


def last_day(diary: Diary) -> date:
    """Return the last day with an entry; the first day of the calendar for an empty diary."""
    return max((entry.for_date for entry in diary.entries), default=date.min)


def to_plain(answer: Assessment) -> dict[str, object]:
    """Return an assessment as what JSON knows: dates as text, codes as text."""
    plain: dict[str, object] = json.loads(json.dumps(asdict(answer), default=str))
    return plain


def in_lines(answer: Assessment) -> str:
    """Write an assessment as plain lines, codes as in the JSON."""
    score = "no score" if answer.score is None else f"score {answer.score:.2f}"
    lines = [f"{answer.as_of}: {answer.level} ({score})"]
    lines += [_criterion_line(line) for line in answer.criteria]
    for explanation in answer.explanations:
        for word, findings in (
            ("supported by", explanation.supports),
            ("against", explanation.speaks_against),
        ):
            if findings:
                codes = ", ".join(finding.code for finding in findings)
                lines.append(f"  {explanation.code} {word}: {codes}")
    if answer.quality.not_counted:
        lines.append(f"  not counted: {', '.join(answer.quality.not_counted)}")
    lines += [
        f"  needs {need.days} more: {need.code}" + (f" since {need.since}" if need.since else "")
        for need in answer.needs
    ]
    return "\n".join(lines)


def _criterion_line(line: Criterion) -> str:
    parts = [f"  {line.weight:+.2f}  {line.code}: {line.verdict}"]
    for word, window, mean in (
        ("before", line.before, line.before_mean),
        ("after", line.after, line.after_mean),
    ):
        if window is not None and mean is not None:
            parts.append(f"{word} {_days(window)} {mean:.2f} {line.unit}")
    if line.is_partial:
        parts.append("and more, not counted")
    if line.areas:
        parts.append(" ".join(line.areas))
    return "; ".join(parts)


def _days(window: Window) -> str:
    return f"{window.first} to {window.last} ({window.days_logged} days)"
