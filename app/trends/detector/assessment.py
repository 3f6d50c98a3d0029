"""What the detector says about a diary: codes and figures, never words.

The presenters turn the codes into sentences. Every mean and count here rests on named days,
so that a person can recompute it from the daily table. Everything is frozen.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.trends.detector.points import PointSum
from app.trends.figures.intervals import Interval


class Level(StrEnum):
    """How much the diary asks for a talk with the provider, from least to most."""

    INSUFFICIENT_DATA = "insufficient_data"
    NONE = "none"
    WATCH = "watch"
    DISCUSS = "discuss"

    @property
    def rank(self) -> int:
        """Return 0 for `insufficient_data` to 3 for `discuss`."""
        return tuple(Level).index(self)


class Verdict(StrEnum):
    """What one criterion says about the pattern."""

    FOR = "for"
    AGAINST = "against"
    UNCLEAR = "unclear"
    CANNOT_JUDGE = "cannot_judge"


class CriterionCode(StrEnum):
    """The observations that the advisory is built from."""

    PAIN_RISE = "pain_rise"
    TOUCH_RISE = "touch_rise"
    NEW_AREAS = "new_areas"
    DOSE_RISE = "dose_rise"
    DOSE_HIGH = "dose_high"
    AFTER_DOSE_STEP = "after_dose_step"
    GOOD_DAYS = "good_days"
    TOGETHER = "together"
    LASTING = "lasting"
    AFTER_DOSE_CUT = "after_dose_cut"
    AFTER_ROTATION = "after_rotation"
    AFTER_STOP = "after_stop"
    AFTER_START = "after_start"
    TOLD_BEFORE = "told_before"


_ABOUT_THE_SPLIT = (CriterionCode.PAIN_RISE, CriterionCode.TOUCH_RISE, CriterionCode.NEW_AREAS)


class ExplanationCode(StrEnum):
    """Other things that can make such a picture."""

    TOLERANCE = "tolerance"
    DISEASE_PROGRESSION = "disease_progression"
    NEW_INJURY = "new_injury"
    FLARE = "flare"
    WITHDRAWAL_MISSED_DOSES = "withdrawal_missed_doses"
    MORE_ON_BAD_DAYS = "more_on_bad_days"
    WIDESPREAD_FROM_START = "widespread_from_start"
    LOW_MOOD = "low_mood"
    POOR_SLEEP = "poor_sleep"


class NeedCode(StrEnum):
    """What would let the detector say more."""

    DAYS_LOGGED = "days_logged"
    RECENT_DAYS_LOGGED = "recent_days_logged"
    DAYS_AFTER_DOSE_CHANGE = "days_after_dose_change"
    DAYS_WITH_TOUCH = "days_with_touch"
    DAYS_WITH_AREAS = "days_with_areas"
    DAYS_WITH_OPIOID = "days_with_opioid"


@dataclass(frozen=True, slots=True)
class Window:
    """A run of days, both ends included, and how many of them carry the record in question."""

    first: date
    last: date
    days_logged: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the evidence.

    Attributes:
        code: what is compared.
        verdict: what it says about the pattern.
        estimate: the change from `before` to `after`, in `unit`; `None` when it cannot be judged.
        low: lower end of the estimate's 95 % interval, widened for days that resemble their
            neighbours; `None` where the figure is a plain count.
        high: upper end of that interval.
        unit: ``points``, ``areas``, ``ratio``, ``mme_per_day`` or ``days``.
        before: the days of the earlier figure.
        after: the days of the later figure.
        before_mean: plain mean (or count) over the logged days of `before`.
        after_mean: plain mean (or count) over the logged days of `after`.
        weight: what this line adds to the score; negative speaks against the pattern.
        areas: the area codes that the line is about, sorted.
        is_partial: it is about an amount, and more was taken that cannot be counted.
    """

    code: CriterionCode
    verdict: Verdict
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "points"
    before: Window | None = None
    after: Window | None = None
    before_mean: float | None = None
    after_mean: float | None = None
    weight: float = 0.0
    areas: tuple[str, ...] = ()
    is_partial: bool = False

    @property
    def interval(self) -> Interval | None:
        """The change with its 95 % interval; None where it has none."""
        if self.estimate is None or self.low is None or self.high is None:
            return None
        return Interval(self.estimate, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact for or against an explanation.

    Attributes:
        code: which fact; the presenter holds the sentence.
        figures: names and plain numbers for that sentence, sorted by name.
        dates: the days that it rests on, in order.
        areas: area codes that it names, sorted.
    """

    code: str
    figures: tuple[tuple[str, float], ...] = ()
    dates: tuple[date, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A competing explanation and what the diary holds for and against it.

    Attributes:
        code: which explanation.
        supports: facts that speak for it.
        speaks_against: facts that speak against it.
        weight: what it takes off the score; 0 or negative.
    """

    code: ExplanationCode
    supports: tuple[Finding, ...] = ()
    speaks_against: tuple[Finding, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class DataQuality:
    """How much the diary holds, over all days from its first to the look.

    Attributes:
        first_day: the first day with an entry.
        days_logged: days with a pain score.
        days_missing: days from the first entry to the look without one.
        days_entered_late: days that were first entered on a later day, where that is known.
        days_with_touch: days with a touch answer.
        days_with_areas: days with an answer about where it hurt.
        days_with_opioid: days with an opioid amount that can be counted.
        forgotten_doses_suspected: days with an entry and no dose amid days with doses.
        not_counted: opioids taken that have no morphine factor, and what may be one, sorted.
        has_opioid: whether an opioid, or what may be one, is written down or told.
    """

    first_day: date | None = None
    days_logged: int = 0
    days_missing: int = 0
    days_entered_late: int = 0
    days_with_touch: int = 0
    days_with_areas: int = 0
    days_with_opioid: int = 0
    forgotten_doses_suspected: int = 0
    not_counted: tuple[str, ...] = ()
    has_opioid: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What is missing: `days` more days, counted after `since` where that is given."""

    code: NeedCode
    days: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer to "does this pattern suggest paradoxical pain?" on one day.

    Attributes:
        as_of: the last day that counts.
        level: held steady over repeated looks, so it may lag the score by days.
        score: stronger is higher; `None` when insufficient. The total of `points`, within its band.
        criteria: the evidence, strongest weight first.
        explanations: what else could make the picture.
        quality: how much the diary holds.
        needs: what would let the detector say more.
        cannot_judge: the criteria that the diary has no records for.
        level_since: the look at which this level began.
        method_version: names the rules that made this answer.
        points: how the score was added up; `None` when insufficient.
    """

    as_of: date
    level: Level
    score: float | None = None
    criteria: tuple[Criterion, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    quality: DataQuality = field(default_factory=DataQuality)
    needs: tuple[Need, ...] = ()
    cannot_judge: tuple[CriterionCode, ...] = ()
    level_since: date | None = None
    method_version: str = ""
    points: PointSum | None = None

    @property
    def split(self) -> tuple[Window, Window] | None:
        """The days before and since the change that most lines compare; None where none could."""
        for line in filter(None, map(self.line, _ABOUT_THE_SPLIT)):
            if line.interval is not None and line.before and line.after:
                return line.before, line.after
        return None

    def line(self, code: CriterionCode) -> Criterion | None:
        """Return the line of the evidence with this code."""
        return next((line for line in self.criteria if line.code is code), None)
