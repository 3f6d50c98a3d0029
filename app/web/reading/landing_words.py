"""The small picture on the landing page: drawn from the example diary, so that it is honest."""

from dataclasses import dataclass
from functools import cache

from app.clinical.scales import HIGHEST_SCORE
from app.diary.example import DAYS, LAST_DAY, example_diary
from app.trends.figures.comparisons import then_and_now
from app.trends.figures.series import DayRow, DaySeries, build_series, stretch

# Units of the picture's view box, which the template names too.
LEFT, RIGHT = 6.0, 334.0
PAIN_TOP, PAIN_BASE = 30.0, 150.0
DOSE_TOP, DOSE_BASE = 188.0, 240.0
HIGHEST_MME_PER_DAY = 100.0


@dataclass(frozen=True, slots=True)
class LandingPicture:
    """SVG path commands.

    Attributes:
        pain: a line through the 7-day means of pain.
        water: the same line, closed at the base.
        days: a dot for each day's pain.
        dose: the daily amount in steps, closed at the base.
        step_marks: one upright line per dose step.
        changes: what changed, in words, with the figures of the first and the last two weeks.
    """

    pain: str
    water: str
    days: str
    dose: str
    step_marks: str
    changes: tuple[tuple[str, str, str], ...]


@cache
def landing_picture() -> LandingPicture:
    """Draw the example diary small enough for a phone."""
    diary = example_diary()
    series = build_series(diary, *stretch(diary, LAST_DAY))
    rows = series.rows
    means = [
        f"{_noon_of(n)} {_pain_height(row.pain_mean_7)}"
        for n, row in enumerate(rows)
        if row.pain_mean_7 is not None
    ]
    first_x, last_x = means[0].split()[0], means[-1].split()[0]
    line = "L".join(means)
    return LandingPicture(
        pain=f"M{line}",
        water=f"M{first_x} {PAIN_BASE:g}L{line}L{last_x} {PAIN_BASE:g}Z",
        days="".join(
            f"M{_noon_of(n)} {_pain_height(row.pain)}h.01"
            for n, row in enumerate(rows)
            if row.pain is not None
        ),
        dose=_dose_steps(rows),
        step_marks="".join(
            f"M{_start(n)} {PAIN_TOP:g}V{DOSE_BASE:g}"
            for n in range(1, len(rows))
            if rows[n].mme_per_day != rows[n - 1].mme_per_day
        ),
        changes=_changes(series),
    )


def _changes(series: DaySeries) -> tuple[tuple[str, str, str], ...]:
    both = then_and_now(series)
    if both is None:
        return ()
    figures = (
        ("Average pain", both.then.pain.mean, both.now.pain.mean),
        ("Sore places", both.then.area_count.mean, both.now.area_count.mean),
        ("Opioid a day, MME", both.then.opioid.mme_per_day, both.now.opioid.mme_per_day),
    )
    return tuple(
        (words, f"{round(then, 1):g}", f"{round(now, 1):g}")
        for words, then, now in figures
        if then is not None and now is not None
    )


def _dose_steps(rows: tuple[DayRow, ...]) -> str:
    commands = f"M{LEFT:g} {DOSE_BASE:g}"
    for n, row in enumerate(rows):
        share = (row.mme_per_day or 0.0) / HIGHEST_MME_PER_DAY
        height = DOSE_BASE - share * (DOSE_BASE - DOSE_TOP)
        commands += f"V{height:.4g}H{_start(n + 1)}"
    return f"{commands}V{DOSE_BASE:g}Z"


def _start(day: float) -> str:
    return f"{LEFT + day * (RIGHT - LEFT) / DAYS:.4g}"


def _noon_of(day: int) -> str:
    return _start(day + 0.5)


def _pain_height(pain: float) -> str:
    return f"{PAIN_BASE - pain / HIGHEST_SCORE * (PAIN_BASE - PAIN_TOP):.4g}"
