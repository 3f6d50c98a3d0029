"""What was seen, as bars: a figure before, and the same figure since."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from app.clinical.areas import AREAS
from app.clinical.scales import SCALE_STEPS
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict
from app.web.kit.figure_words import mean_words

# Units of the drawing: the width of a bar that is full.
FULL_WIDTH = 200
# What each bar is called, and the figure at which it is full.
_DRAWN = MappingProxyType(
    {
        CriterionCode.PAIN_RISE: ("Pain, out of 10", max(SCALE_STEPS)),
        CriterionCode.NEW_AREAS: ("New places that hurt", len(AREAS)),
        CriterionCode.TOUCH_RISE: ("Pain from touch, out of 10", max(SCALE_STEPS)),
    }
)
# Their sentence says no more than the bars do, or says it another way: it stands in the evidence.
# That of new places names them.
SAID_BY_BARS = frozenset(
    {
        CriterionCode.PAIN_RISE,
        CriterionCode.TOUCH_RISE,
        CriterionCode.GOOD_DAYS,
        CriterionCode.TOGETHER,
    }
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its figure, and its width of `FULL_WIDTH`."""

    label: str
    figure: str
    width: int


@dataclass(frozen=True, slots=True)
class BarPair:
    """A figure before and since."""

    title: str
    bars: tuple[Bar, Bar]
    width: int = FULL_WIDTH


def bars_of(criteria: Iterable[Criterion]) -> tuple[BarPair, ...]:
    """Return the bars of what can be compared: pain, places, touch."""
    by_code = {line.code: line for line in criteria}
    lines = ((by_code.get(code), *drawn) for code, drawn in _DRAWN.items())
    pairs = (_pair(line, title, full) for line, title, full in lines if line)
    return tuple(pair for pair in pairs if pair)


def _pair(line: Criterion, title: str, full: int) -> BarPair | None:
    is_compared = line.verdict is not Verdict.CANNOT_JUDGE
    if not is_compared or line.before_mean is None or line.after_mean is None:
        return None
    before, after = (
        _bar("Before", line.before_mean, full),
        _bar("Since then", line.after_mean, full),
    )
    return BarPair(title, (before, after))


def _bar(label: str, mean: float, full: int) -> Bar:
    return Bar(label, mean_words(mean), round(FULL_WIDTH * mean / full))
