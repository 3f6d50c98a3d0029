"""How the points were added up, in words: a sentence per line, and numbers that add up as shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from types import MappingProxyType

from app.trends.detector.area_features import RECENT_DAYS
from app.trends.detector.assessment import Level
from app.trends.detector.conditions import ENOUGH_DAYS, ConditionCode
from app.trends.detector.levels import DECISION_EVERY_DAYS
from app.trends.detector.points import PointSum
from app.trends.detector.trajectory import SCORE_DAYS
from app.trends.figures.spans import FOUR_WEEKS_DAYS
from app.web.advisory.level_words import LEVEL_WORDINGS
from app.web.kit.figure_words import LATE_WORDS, MINUS, length_words

_HUNDREDTHS = 100
# One sentence per line of the scorecard. Where a line can give and take, the second is for taking.
LINE_WORDS = MappingProxyType(
    {
        "pain_up": "Pain is up by more than chance.",
        "pain_growing": ("Pain still grows.", "Pain has begun to settle."),
        "pain_from_start": "Pain is higher than in the first weeks of the diary.",
        "pain_above_all": "Pain is near its worst month so far, or above it.",
        "touch_beyond_pain": "Light touch hurts more than the pain alone would explain.",
        "touch_above_all": "Light touch is near its worst month so far, or above it.",
        "touch_from_start": "Light touch hurts more than in the first weeks of the diary.",
        "touch_without_spread": "Pain and sore touch went up together, and no new place did.",
        "areas_new": "New places hurt on many more days.",
        "area_most_new": "One new place hurts on many more days.",
        "area_second_new": "A second new place hurts on many more days.",
        "areas_far": "A place that is not next to the first ones hurts on many more days.",
        "areas_sure": "New places hurt on so many days that it is hardly chance.",
        "areas_new_lately": (
            f"New places hurt on many more days in the last {length_words(RECENT_DAYS)}."
        ),
        "areas_growing": ("More and more new places hurt.", "New places hurt less often again."),
        "lasting": "It has lasted for some weeks.",
        "days_before": "There are only a few days before it.",
        "dose_up_no_relief": "The dose went up, and pain did not come down.",
        "pain_after_steps": f"Pain was lower {LATE_WORDS} after the dose went up.",
        "dose_high_steady": "The dose is high and has not gone up.",
        "dose_high_or_up": "The dose is high, or has gone up a lot.",
        "dose_cut": "The dose has come down.",
        "dose_up_same_places": "The dose went up, and no place far from the first ones hurts.",
        "condition_worse": "It is logged that the condition got worse.",
        "came_with_injury": "Pain or new places came with an injury or surgery.",
        "came_at_once": "Pain and new places came up in one week.",
        "areas_jumped": "Many new places came up in one week.",
        "pain_swings": "Pain goes up and down a lot from day to day.",
        "pain_drifts": "Pain shifts a lot from month to month for no clear reason.",
        "pain_holds_on": "Good days come in a row, and bad days do, too.",
        "areas_when_missed": "More places hurt when doses were missed.",
        "pain_when_missed": "Pain is higher when doses were missed.",
        "still_up": "Pain, touch and places are almost back to where they were.",
        "pain_lately": "Pain is almost back to where it was.",
        "relief_since_start": "Pain has come down since the opioid began.",
        "days_on_opioid": "The opioid began only some months ago.",
        "illness": "An illness is logged.",
        "told_before": "The story so far says that pain grew before, and the diary agrees.",
    }
)
_CONDITION_WORDS = MappingProxyType(
    {
        ConditionCode.PAIN: "Pain went up clearly. Or it went up some, or stayed bad on a higher "
        "dose, and light touch hurts more.",
        ConditionCode.DAYS: f"At least {ENOUGH_DAYS} days are logged.",
        ConditionCode.TREATMENT: f"For the last {length_words(FOUR_WEEKS_DAYS)}, no opioid "
        "that we can count was cut, stopped or swapped.",
    }
)
NOTE = (
    "These numbers say how well the diary fits the pattern, and say nothing about you. They come "
    "from made-up people, not from patients. Each is the average of the last "
    f"{length_words(SCORE_DAYS)}. What is not listed gave no points."
)


@dataclass(frozen=True, slots=True)
class AddedUp:
    """The points as a table, and what became of them.

    Attributes:
        rows: what gave or took points, and how many, from the base to the total.
        limits: where the notes begin and end, and what the points came to.
        conditions: what must be so before the stronger note begins, and whether it is.
        note: what the numbers are.
    """

    rows: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    conditions: tuple[tuple[str, str], ...]
    note: str = NOTE


def added_up(points: PointSum) -> AddedUp:
    """Tell how the points came about; what is shown adds up to the hundredth."""
    shown = _in_hundredths([points.base, *(line.points for line in points.lines)])
    told = [
        (_line_words(line.feature, part), _points_words(part))
        for line, part in zip(points.lines, shown[1:], strict=True)
        if part
    ]
    rows = (("All diaries start here.", _points_words(shown[0])), *told)
    return AddedUp(
        rows=(*rows, ("Added up.", _points_words(sum(shown)))),
        limits=_limits(points),
        conditions=tuple(
            (_CONDITION_WORDS[ConditionCode(code)], "Yes" if holds else "No")
            for code, holds in points.conditions
        ),
    )


def _line_words(feature: str, part: int) -> str:
    words = LINE_WORDS[feature]
    if isinstance(words, str):
        return words
    return words[0] if part > 0 else words[1]


def _in_hundredths(parts: Sequence[float]) -> list[int]:
    """Round so that the parts add up to the rounded sum: the largest remainders are rounded up."""
    scaled = [_HUNDREDTHS * part for part in parts]
    whole = [floor(part) for part in scaled]
    left = round(sum(scaled)) - sum(whole)
    by_remainder = sorted(range(len(parts)), key=lambda n: whole[n] - scaled[n])
    for n in by_remainder[:left]:
        whole[n] += 1
    return whole


def _points_words(hundredths: int) -> str:
    """Write points with their sign.

    >>> _points_words(125), _points_words(-95), _points_words(0)
    ('+1.25', '−0.95', '0.00')
    """
    sign = "+" if hundredths > 0 else MINUS if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) / _HUNDREDTHS:.2f}"


def _limits(points: PointSum) -> tuple[str, ...]:
    watch, discuss = (LEVEL_WORDINGS[level].heading.title for level in (Level.WATCH, Level.DISCUSS))
    return (
        (
            f"Tidemark looks at this every {length_words(DECISION_EVERY_DAYS)}. Until then, a "
            "card stays as it is."
        ),
        _limit_words(watch, points.watch, points.watch_leave),
        _limit_words(discuss, points.discuss, points.discuss_leave),
    )


def _limit_words(title: str, enter: float, leave: float) -> str:
    begins, ends = (_points_words(round(_HUNDREDTHS * limit)) for limit in (enter, leave))
    return f"“{title}” begins at {begins} and ends below {ends}."
