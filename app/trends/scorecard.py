"""How much each observation counts: points that are added up, one table.

Each line reads one feature of `app.trends.features` and turns it into points by straight lines
between the pairs of `at` and `points`; outside of them the points stay what they are at the end.
No line for the pattern ever falls, none against it ever rises. The points were fitted on
simulated people (`docs/trend-method.md` says how), never on a person's diary.
"""

from dataclasses import dataclass

from app.trends.assessment import CriterionCode, ExplanationCode
from app.trends.levels import Thresholds

METHOD_VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the scorecard.

    Attributes:
        feature: name in `app.trends.features`.
        about: the criterion or the competing explanation that it belongs to.
        at: values of the feature, rising.
        points: points at those values; the first is 0.
        fitted: whether the points were fitted; otherwise they are a judgement.
    """

    feature: str
    about: CriterionCode | ExplanationCode
    at: tuple[float, ...]
    points: tuple[float, ...]
    fitted: bool = True


BASE_POINTS = -9.54
LIMITS = Thresholds(watch=-0.1, watch_leave=-0.6, discuss=0.9, discuss_leave=0.4)

LINES = (
    Line("together", CriterionCode.TOGETHER, (1.0, 2.0, 3.0), (0.0, 0.29, 0.63)),
    Line("pain_from_start", CriterionCode.PAIN_RISE, (-1.5, -0.5), (0.0, 0.37)),
    Line("pain_last_week", CriterionCode.PAIN_RISE, (-1.0, 0.0), (0.0, 0.2)),
    Line("pain_above_all", CriterionCode.PAIN_RISE, (-1.0, -0.3), (0.0, 0.4)),
    Line("pain_growing", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5, 1.5), (0.0, 0.23, 0.34, 0.36)),
    Line(
        "touch_beyond_pain", CriterionCode.TOUCH_RISE, (0.0, 0.6, 1.2, 2.0), (0.0, 0.63, 1.16, 1.51)
    ),
    Line("touch_above_all", CriterionCode.TOUCH_RISE, (-1.0, -0.3, 0.3), (0.0, 0.41, 0.73)),
    Line("touch_from_start", CriterionCode.TOUCH_RISE, (0.3, 1.0, 2.0), (0.0, 0.23, 0.42)),
    Line(
        "touch_without_spread",
        CriterionCode.TOUCH_RISE,
        (0.0, 0.8, 1.6, 2.6),
        (0.0, 0.12, 0.76, 1.8),
    ),
    Line("areas_new", CriterionCode.NEW_AREAS, (0.4, 1.0, 2.0, 3.5), (0.0, 0.27, 1.4, 2.53)),
    Line("area_most_new", CriterionCode.NEW_AREAS, (0.0, 0.3, 0.6, 1.0), (0.0, 0.04, 0.27, 0.76)),
    Line("areas_far", CriterionCode.NEW_AREAS, (0.0, 0.4), (0.0, 0.24)),
    Line("areas_new_lately", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0), (0.0, 0.26, 0.82)),
    Line("areas_from_start", CriterionCode.NEW_AREAS, (0.3, 1.0, 2.0), (0.0, 0.61, 1.43)),
    Line("areas_growing", CriterionCode.NEW_AREAS, (-0.8, -0.2, 0.2, 0.8), (0.0, 0.63, 0.67, 1.19)),
    Line("lasting", CriterionCode.LASTING, (14.0, 28.0, 63.0, 168.0), (0.0, 0.25, 0.97, 1.53)),
    Line("days_before", CriterionCode.LASTING, (8.0, 20.0, 40.0, 80.0), (0.0, 0.98, 1.85, 2.4)),
    Line("dose_up", CriterionCode.DOSE_RISE, (0.0, 0.2, 0.5, 1.0), (0.0, 1.36, 2.34, 3.46)),
    Line("pain_after_steps", CriterionCode.AFTER_DOSE_STEP, (-0.6, 0.0, 0.6), (0.0, 0.1, 0.39)),
    Line("dose_cut", CriterionCode.AFTER_DOSE_CUT, (0.25, 0.45, 0.8), (0.0, -1.03, -2.57)),
    Line("original_areas", ExplanationCode.WIDESPREAD_FROM_START, (6.0, 9.0), (0.0, -5.04)),
    Line("new_injury", ExplanationCode.NEW_INJURY, (0.0, 0.15), (0.0, -0.34)),
    Line("dose_high_steady", CriterionCode.DOSE_HIGH, (0.3, 0.6, 1.0), (0.0, 0.37, 3.43)),
    Line(
        "dose_up_same_places",
        ExplanationCode.DISEASE_PROGRESSION,
        (0.3, 0.7, 1.0),
        (0.0, -1.86, -3.25),
    ),
    Line(
        "injury_and_new_area",
        ExplanationCode.NEW_INJURY,
        (0.0, 0.3, 0.7, 1.0),
        (0.0, -1.44, -2.76, -3.1),
    ),
    Line("worse_and_dose_up", ExplanationCode.DISEASE_PROGRESSION, (0.0, 0.3), (0.0, -0.8)),
    Line("flares_together", ExplanationCode.FLARE, (0.0, 0.2, 0.5, 1.0), (0.0, -0.09, -1.02, -1.8)),
    Line("areas_vary", ExplanationCode.FLARE, (0.7, 1.0, 1.5), (0.0, -0.06, -1.27)),
    Line(
        "areas_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.3, 0.8, 1.5),
        (0.0, -0.49, -2.21),
    ),
    # Set by judgement: in the simulated worlds illness is mere chance, in life it can hurt.
    Line("illness", ExplanationCode.NEW_INJURY, (0.3, 1.0), (0.0, -0.6), fitted=False),
)
