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
    """

    feature: str
    about: CriterionCode | ExplanationCode
    at: tuple[float, ...]
    points: tuple[float, ...]


BASE_POINTS = -8.51
LIMITS = Thresholds(watch=-0.30, watch_leave=-0.80, discuss=1.00, discuss_leave=0.40)

LINES = (
    Line(
        "together",
        CriterionCode.TOGETHER,
        (1.0, 2.0, 3.0, 4.5, 6.0, 9.0),
        (0.0, 0.42, 0.76, 0.76, 0.76, 0.76),
    ),
    Line(
        "pain_from_start", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5, 1.5), (0.0, 0.42, 0.46, 0.47)
    ),
    Line("pain_last_week", CriterionCode.PAIN_RISE, (-1.0, 0.0, 1.0, 2.0), (0.0, 0.45, 0.45, 0.45)),
    Line(
        "pain_above_all", CriterionCode.PAIN_RISE, (-1.0, -0.3, 0.3, 1.0), (0.0, 0.42, 0.42, 0.42)
    ),
    Line("pain_growing", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5, 1.5), (0.0, 0.36, 0.47, 0.47)),
    Line(
        "touch_beyond_pain", CriterionCode.TOUCH_RISE, (0.0, 0.6, 1.2, 2.0), (0.0, 0.81, 1.24, 1.6)
    ),
    Line(
        "touch_above_all", CriterionCode.TOUCH_RISE, (-1.0, -0.3, 0.3, 1.2), (0.0, 0.48, 0.74, 0.74)
    ),
    Line(
        "touch_from_start", CriterionCode.TOUCH_RISE, (-0.3, 0.3, 1.0, 2.0), (0.0, 0.0, 0.15, 0.3)
    ),
    Line(
        "touch_clear",
        CriterionCode.TOUCH_RISE,
        (0.0, 1.0, 2.0, 3.0, 4.0),
        (0.0, 0.0, 0.19, 0.3, 0.3),
    ),
    Line(
        "touch_without_spread",
        CriterionCode.TOUCH_RISE,
        (0.0, 0.8, 1.6, 2.6),
        (0.0, 0.08, 0.79, 1.64),
    ),
    Line(
        "areas_new",
        CriterionCode.NEW_AREAS,
        (0.0, 0.4, 1.0, 2.0, 3.5),
        (0.0, 0.0, 0.33, 1.62, 2.45),
    ),
    Line("area_most_new", CriterionCode.NEW_AREAS, (0.0, 0.3, 0.6, 1.0), (0.0, 0.0, 0.3, 0.46)),
    Line("areas_far", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0), (0.0, 0.6, 0.6)),
    Line(
        "areas_new_lately", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0, 2.0), (0.0, 0.28, 0.84, 0.84)
    ),
    Line("areas_from_start", CriterionCode.NEW_AREAS, (-0.3, 0.3, 1.0, 2.0), (0.0, 0.0, 0.59, 1.4)),
    Line("areas_growing", CriterionCode.NEW_AREAS, (-0.8, -0.2, 0.2, 0.8), (0.0, 0.6, 0.68, 1.18)),
    Line("lasting", CriterionCode.LASTING, (14.0, 28.0, 63.0, 168.0), (0.0, 0.16, 0.74, 1.17)),
    Line("days_before", CriterionCode.LASTING, (8.0, 20.0, 40.0, 80.0), (0.0, 0.88, 1.63, 2.02)),
    Line(
        "dose_high", CriterionCode.DOSE_HIGH, (3.4, 3.9, 4.4, 4.9, 5.3), (0.0, 0.08, 0.08, 0.9, 0.9)
    ),
    Line("dose_up", CriterionCode.DOSE_RISE, (0.0, 0.2, 0.5, 1.0), (0.0, 0.27, 0.27, 0.27)),
    Line("pain_after_steps", CriterionCode.AFTER_DOSE_STEP, (-0.6, 0.0, 0.6), (0.0, 0.01, 0.36)),
    Line(
        "dose_cut", CriterionCode.AFTER_DOSE_CUT, (0.1, 0.25, 0.45, 0.8), (0.0, -0.07, -1.84, -2.93)
    ),
    Line("original_areas", ExplanationCode.WIDESPREAD_FROM_START, (6.0, 9.0), (0.0, -4.21)),
    Line(
        "new_injury", ExplanationCode.NEW_INJURY, (0.0, 0.15, 0.3, 0.6), (0.0, -0.97, -2.12, -2.52)
    ),
    Line(
        "condition_worse", ExplanationCode.DISEASE_PROGRESSION, (0.0, 0.4, 1.0), (0.0, -0.57, -0.57)
    ),
    Line(
        "flares_together", ExplanationCode.FLARE, (0.0, 0.2, 0.5, 1.0), (0.0, -0.36, -1.15, -2.27)
    ),
    Line("areas_vary", ExplanationCode.FLARE, (0.7, 1.0, 1.5), (0.0, 0.0, -1.05)),
    Line("pain_varies", ExplanationCode.FLARE, (1.2, 1.6, 2.1), (0.0, -0.08, -0.44)),
    Line(
        "areas_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.3, 0.8, 1.5),
        (0.0, -0.49, -1.89),
    ),
    Line(
        "pain_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.0, 0.5, 1.0),
        (0.0, 0.0, -0.37),
    ),
)
