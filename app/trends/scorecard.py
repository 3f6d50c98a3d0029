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


BASE_POINTS = -9.41
LIMITS = Thresholds(watch=0.00, watch_leave=-0.50, discuss=1.00, discuss_leave=0.50)

LINES = (
    Line(
        "together",
        CriterionCode.TOGETHER,
        (1.0, 2.0, 3.0, 4.5, 6.0, 9.0),
        (0.0, 0.3, 0.64, 0.64, 0.64, 0.64),
    ),
    Line(
        "pain_from_start", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5, 1.5), (0.0, 0.35, 0.36, 0.36)
    ),
    Line("pain_last_week", CriterionCode.PAIN_RISE, (-1.0, 0.0, 1.0, 2.0), (0.0, 0.19, 0.19, 0.19)),
    Line(
        "pain_above_all", CriterionCode.PAIN_RISE, (-1.0, -0.3, 0.3, 1.0), (0.0, 0.39, 0.39, 0.39)
    ),
    Line("pain_growing", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5, 1.5), (0.0, 0.22, 0.32, 0.35)),
    Line(
        "touch_beyond_pain", CriterionCode.TOUCH_RISE, (0.0, 0.6, 1.2, 2.0), (0.0, 0.6, 1.11, 1.46)
    ),
    Line(
        "touch_above_all", CriterionCode.TOUCH_RISE, (-1.0, -0.3, 0.3, 1.2), (0.0, 0.41, 0.72, 0.72)
    ),
    Line(
        "touch_from_start", CriterionCode.TOUCH_RISE, (-0.3, 0.3, 1.0, 2.0), (0.0, 0.0, 0.2, 0.38)
    ),
    Line(
        "touch_without_spread",
        CriterionCode.TOUCH_RISE,
        (0.0, 0.8, 1.6, 2.6),
        (0.0, 0.11, 0.72, 1.76),
    ),
    Line(
        "areas_new", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0, 2.0, 3.5), (0.0, 0.0, 0.26, 1.38, 2.5)
    ),
    Line("area_most_new", CriterionCode.NEW_AREAS, (0.0, 0.3, 0.6, 1.0), (0.0, 0.04, 0.27, 0.77)),
    Line("areas_far", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0), (0.0, 0.25, 0.25)),
    Line(
        "areas_new_lately", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0, 2.0), (0.0, 0.26, 0.81, 0.81)
    ),
    Line("areas_from_start", CriterionCode.NEW_AREAS, (-0.3, 0.3, 1.0, 2.0), (0.0, 0.0, 0.6, 1.41)),
    Line("areas_growing", CriterionCode.NEW_AREAS, (-0.8, -0.2, 0.2, 0.8), (0.0, 0.63, 0.66, 1.18)),
    Line("lasting", CriterionCode.LASTING, (14.0, 28.0, 63.0, 168.0), (0.0, 0.26, 0.96, 1.52)),
    Line("days_before", CriterionCode.LASTING, (8.0, 20.0, 40.0, 80.0), (0.0, 0.92, 1.81, 2.34)),
    Line("dose_up", CriterionCode.DOSE_RISE, (0.0, 0.2, 0.5, 1.0), (0.0, 1.34, 2.32, 3.36)),
    Line("pain_after_steps", CriterionCode.AFTER_DOSE_STEP, (-0.6, 0.0, 0.6), (0.0, 0.1, 0.39)),
    Line(
        "dose_cut", CriterionCode.AFTER_DOSE_CUT, (0.1, 0.25, 0.45, 0.8), (0.0, 0.0, -1.13, -2.32)
    ),
    Line("original_areas", ExplanationCode.WIDESPREAD_FROM_START, (6.0, 9.0), (0.0, -3.87)),
    Line(
        "new_injury", ExplanationCode.NEW_INJURY, (0.0, 0.15, 0.3, 0.6), (0.0, -0.35, -0.35, -0.35)
    ),
    Line("dose_high_steady", CriterionCode.DOSE_HIGH, (0.0, 0.3, 0.6, 1.0), (0.0, 0.0, 0.38, 3.38)),
    Line(
        "dose_up_same_places",
        ExplanationCode.DISEASE_PROGRESSION,
        (0.0, 0.3, 0.7, 1.0),
        (0.0, 0.0, -1.81, -3.15),
    ),
    Line(
        "injury_and_new_area",
        ExplanationCode.NEW_INJURY,
        (0.0, 0.3, 0.7, 1.0),
        (0.0, -1.42, -2.73, -3.05),
    ),
    Line(
        "worse_and_dose_up",
        ExplanationCode.DISEASE_PROGRESSION,
        (0.0, 0.3, 0.7),
        (0.0, -0.79, -0.79),
    ),
    Line(
        "flares_together", ExplanationCode.FLARE, (0.0, 0.2, 0.5, 1.0), (0.0, -0.09, -0.99, -1.78)
    ),
    Line("areas_vary", ExplanationCode.FLARE, (0.7, 1.0, 1.5), (0.0, -0.07, -1.25)),
    Line(
        "areas_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.3, 0.8, 1.5),
        (0.0, -0.55, -1.68),
    ),
    # Set by judgement: in the simulated worlds illness is mere chance, in life it can hurt.
    Line("illness", ExplanationCode.NEW_INJURY, (0.3, 1.0), (0.0, -0.6), fitted=False),
)
