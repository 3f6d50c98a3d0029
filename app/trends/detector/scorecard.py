"""How much each observation counts: points that are added up, one table.

Each line reads one feature of `app.trends.detector.features` and turns it into points by straight
lines between the pairs of `at` and `points`; outside of them the points stay what they are at the
end. Zero points stand where people are to whom nothing happens, so what is above zero speaks for
the pattern and what is below speaks against it. No line for the pattern ever falls, none against
it ever rises. The points were fitted on simulated people (`docs/trend-method.md` says how), never
on a person's diary.
"""

from dataclasses import dataclass

from app.trends.detector.assessment import CriterionCode, ExplanationCode
from app.trends.detector.levels import Thresholds

METHOD_VERSION = "2026-12d"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the scorecard.

    Attributes:
        feature: name in `app.trends.detector.features`.
        about: the criterion or the competing explanation that it belongs to.
        at: values of the feature, rising.
        points: points at those values, 0 at one that is usual.
        fitted: whether the points were fitted; otherwise they are a judgement.
    """

    feature: str
    about: CriterionCode | ExplanationCode
    at: tuple[float, ...]
    points: tuple[float, ...]
    fitted: bool = True


BASE_POINTS = -4.92
LIMITS = Thresholds(watch=-1.95, watch_leave=-2.45, discuss=-0.85, discuss_leave=-1.35)
TOLD_POINTS = 0.9

LINES = (
    Line("pain_up", CriterionCode.PAIN_RISE, (0.0, 1.5, 3.0), (0.0, 0.69, 0.69)),
    Line("pain_growing", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5), (-0.39, 0.0, 0.14)),
    Line("pain_from_start", CriterionCode.PAIN_RISE, (0.0, 1.5, 3.5), (0.0, 0.25, 0.54)),
    Line("pain_above_all", CriterionCode.PAIN_RISE, (-1.0, -0.2, 0.4), (0.0, 0.05, 0.05)),
    Line(
        "touch_beyond_pain", CriterionCode.TOUCH_RISE, (0.0, 0.6, 1.2, 2.0), (0.0, 0.65, 0.7, 2.66)
    ),
    Line("touch_above_all", CriterionCode.TOUCH_RISE, (-1.0, -0.2, 0.4), (0.0, 0.15, 0.4)),
    Line("touch_from_start", CriterionCode.TOUCH_RISE, (0.0, 1.5, 3.5), (0.0, 0.0, 0.29)),
    Line(
        "touch_without_spread",
        CriterionCode.TOUCH_RISE,
        (0.0, 1.0, 2.5, 4.0),
        (0.0, 0.0, 0.19, 1.36),
    ),
    Line("areas_new", CriterionCode.NEW_AREAS, (0.4, 1.0, 2.0, 3.5), (0.0, 0.19, 0.19, 0.41)),
    Line("area_most_new", CriterionCode.NEW_AREAS, (0.3, 0.6, 1.0), (0.0, 0.22, 0.22)),
    Line("area_second_new", CriterionCode.NEW_AREAS, (0.0, 0.5, 1.0), (0.0, 0.4, 0.4)),
    Line("areas_far", CriterionCode.NEW_AREAS, (0.0, 0.5, 1.0), (0.0, 1.1, 1.1)),
    Line("areas_sure", CriterionCode.NEW_AREAS, (0.0, 1.0, 2.5, 4.0), (0.0, 0.28, 0.51, 0.79)),
    Line("areas_new_lately", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0, 2.0), (0.0, 0.54, 0.7, 0.85)),
    Line(
        "areas_growing", CriterionCode.NEW_AREAS, (-0.8, -0.2, 0.2, 0.8), (-0.17, 0.0, 0.01, 0.32)
    ),
    Line("lasting", CriterionCode.LASTING, (14.0, 28.0, 63.0, 168.0), (0.0, 0.14, 0.65, 0.98)),
    Line("days_before", CriterionCode.LASTING, (8.0, 20.0, 40.0, 80.0), (-0.89, -0.89, -0.33, 0.0)),
    Line(
        "dose_up_no_relief",
        CriterionCode.DOSE_RISE,
        (0.05, 0.15, 0.3, 0.6, 1.2),
        (0.0, 0.18, 1.19, 1.42, 1.42),
    ),
    Line("pain_after_steps", CriterionCode.AFTER_DOSE_STEP, (-0.6, 0.0), (-0.89, 0.0)),
    Line("dose_high_steady", CriterionCode.DOSE_HIGH, (0.3, 0.6, 1.0), (0.0, 0.0, 2.13)),
    Line("dose_high_or_up", CriterionCode.DOSE_HIGH, (0.0, 0.5, 1.0), (0.0, 0.0, 0.11)),
    Line("dose_cut", CriterionCode.AFTER_DOSE_CUT, (0.25, 0.45, 0.8), (0.0, -0.69, -0.69)),
    Line(
        "dose_up_same_places",
        ExplanationCode.DISEASE_PROGRESSION,
        (0.3, 0.7, 1.0),
        (0.0, -1.08, -1.72),
    ),
    Line("condition_worse", ExplanationCode.DISEASE_PROGRESSION, (0.0, 0.3), (0.0, -0.8)),
    Line("came_with_injury", ExplanationCode.NEW_INJURY, (0.0, 0.3, 0.7), (0.0, -1.69, -3.57)),
    Line(
        "came_at_once", ExplanationCode.NEW_INJURY, (1.0, 1.5, 2.5, 3.5), (0.0, 0.0, -0.17, -0.53)
    ),
    Line("areas_jumped", ExplanationCode.NEW_INJURY, (0.5, 1.5, 3.0), (0.0, 0.0, -0.79)),
    Line("pain_swings", ExplanationCode.FLARE, (0.9, 1.3, 2.0), (0.0, 0.0, -0.23)),
    Line("pain_drifts", ExplanationCode.FLARE, (0.4, 0.7, 1.1), (0.0, 0.0, -0.48)),
    Line("pain_holds_on", ExplanationCode.FLARE, (1.8, 3.0, 5.0), (0.0, -0.09, -0.67)),
    Line(
        "areas_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.3, 0.8, 1.5),
        (0.0, -0.12, -0.12),
    ),
    Line(
        "pain_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.3, 0.8, 1.5),
        (0.0, -0.09, -0.09),
    ),
    # Set by judgement: once pain, touch and places are back there is nothing to talk about, and
    # where pain alone is, little.
    Line("still_up", CriterionCode.LASTING, (0.3, 1.0), (-6.0, 0.0), fitted=False),
    Line("pain_lately", CriterionCode.PAIN_RISE, (-0.2, 0.5), (-3.0, 0.0), fitted=False),
    # Set by judgement: where the opioid began in this diary and took pain away, it works.
    Line("relief_since_start", CriterionCode.AFTER_START, (0.2, 0.7), (0.0, -3.0), fitted=False),
    # Set by judgement: who told that it began before the diary, where the diary agrees, needs less
    # of a worsening. It is told, not logged, so it is far from enough for a card.
    Line("told_before", CriterionCode.TOLD_BEFORE, (0.0, 1.0), (0.0, TOLD_POINTS), fitted=False),
    # Set by judgement: it can come within weeks, yet in the first months other causes come first.
    Line("days_on_opioid", CriterionCode.LASTING, (60.0, 300.0), (-1.2, 0.0), fitted=False),
    # Set by judgement: in the simulated worlds illness is mere chance, in life it can hurt.
    Line("illness", ExplanationCode.NEW_INJURY, (0.3, 1.0), (0.0, -0.6), fitted=False),
)
