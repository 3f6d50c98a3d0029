"""How much each observation counts: points that are added up, one table.

Each line reads one feature of `app.trends.features` and turns it into points by straight lines
between the pairs of `at` and `points`; outside of them the points stay what they are at the end.
Zero points stand where people are to whom nothing happens, so what is above zero speaks for the
pattern and what is below speaks against it. No line for the pattern ever falls, none against it
ever rises. The points were fitted on
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
        points: points at those values, 0 at one that is usual.
        fitted: whether the points were fitted; otherwise they are a judgement.
    """

    feature: str
    about: CriterionCode | ExplanationCode
    at: tuple[float, ...]
    points: tuple[float, ...]
    fitted: bool = True


BASE_POINTS = -5.56
LIMITS = Thresholds(watch=-0.4, watch_leave=-0.9, discuss=0.7, discuss_leave=0.2)

LINES = (
    Line("together", CriterionCode.TOGETHER, (1.0, 2.0, 3.0), (0.0, 0.3, 0.71)),
    Line(
        "pain_from_start", CriterionCode.PAIN_RISE, (-3.0, -1.5, -0.5, 0.5), (-0.61, 0.0, 0.0, 0.04)
    ),
    Line("pain_last_week", CriterionCode.PAIN_RISE, (-1.0, 0.0), (-0.07, 0.0)),
    Line("pain_above_all", CriterionCode.PAIN_RISE, (-2.5, -1.0, -0.3), (-0.65, 0.0, 0.23)),
    Line("pain_growing", CriterionCode.PAIN_RISE, (-1.5, -0.5, 0.5), (-0.15, 0.0, 0.12)),
    Line(
        "touch_beyond_pain", CriterionCode.TOUCH_RISE, (0.0, 0.6, 1.2, 2.0), (0.0, 0.63, 1.14, 1.52)
    ),
    Line("touch_above_all", CriterionCode.TOUCH_RISE, (-1.0, -0.3, 0.3), (0.0, 0.37, 0.67)),
    Line("touch_from_start", CriterionCode.TOUCH_RISE, (0.3, 1.0, 2.0), (0.0, 0.2, 0.34)),
    Line(
        "touch_without_spread",
        CriterionCode.TOUCH_RISE,
        (0.0, 0.8, 1.6, 2.6),
        (0.0, 0.11, 0.73, 1.79),
    ),
    Line("areas_new", CriterionCode.NEW_AREAS, (0.4, 1.0, 2.0, 3.5), (0.0, 0.3, 1.47, 2.74)),
    Line("area_most_new", CriterionCode.NEW_AREAS, (0.3, 0.6, 1.0), (0.0, 0.11, 0.56)),
    Line("areas_far", CriterionCode.NEW_AREAS, (0.0, 0.4), (0.0, 0.21)),
    Line("areas_new_lately", CriterionCode.NEW_AREAS, (0.0, 0.4, 1.0), (0.0, 0.27, 0.8)),
    Line("areas_from_start", CriterionCode.NEW_AREAS, (0.3, 1.0, 2.0), (0.0, 0.63, 1.46)),
    Line("areas_growing", CriterionCode.NEW_AREAS, (-0.8, -0.2, 0.2, 0.8), (-0.71, 0.0, 0.0, 0.54)),
    Line("lasting", CriterionCode.LASTING, (14.0, 28.0, 63.0, 168.0), (0.0, 0.2, 0.9, 1.45)),
    Line("days_before", CriterionCode.LASTING, (8.0, 20.0, 40.0, 80.0), (-2.37, -1.41, -0.55, 0.0)),
    Line("dose_up", CriterionCode.DOSE_RISE, (0.0, 0.2, 0.5, 1.0), (0.0, 1.32, 2.24, 3.39)),
    Line("pain_after_steps", CriterionCode.AFTER_DOSE_STEP, (-0.6, 0.0, 0.6), (0.0, 0.05, 0.41)),
    Line("dose_cut", CriterionCode.AFTER_DOSE_CUT, (0.25, 0.45, 0.8), (0.0, -1.23, -2.1)),
    Line("original_areas", ExplanationCode.WIDESPREAD_FROM_START, (6.0, 9.0), (0.0, -4.89)),
    Line("new_injury", ExplanationCode.NEW_INJURY, (0.0, 0.15), (0.0, -0.46)),
    Line("dose_high_steady", CriterionCode.DOSE_HIGH, (0.3, 0.6, 1.0), (0.0, 0.22, 3.5)),
    Line(
        "dose_up_same_places",
        ExplanationCode.DISEASE_PROGRESSION,
        (0.3, 0.7, 1.0),
        (0.0, -2.03, -3.45),
    ),
    Line(
        "injury_and_new_area",
        ExplanationCode.NEW_INJURY,
        (0.0, 0.3, 0.7, 1.0),
        (0.0, -1.65, -2.79, -3.1),
    ),
    Line("worse_and_dose_up", ExplanationCode.DISEASE_PROGRESSION, (0.0, 0.3), (0.0, -0.9)),
    Line("came_at_once", ExplanationCode.NEW_INJURY, (1.0, 1.5, 2.5), (0.0, -0.07, -1.42)),
    Line("flares_together", ExplanationCode.FLARE, (0.2, 0.5, 1.0), (0.0, -0.52, -0.87)),
    Line("areas_vary", ExplanationCode.FLARE, (1.0, 1.5), (0.0, -1.1)),
    Line(
        "areas_when_missed",
        ExplanationCode.WITHDRAWAL_MISSED_DOSES,
        (0.3, 0.8, 1.5),
        (0.0, -0.48, -1.86),
    ),
    # Set by judgement: it can come within weeks, yet in the first ones other causes come first.
    Line("days_on_opioid", CriterionCode.LASTING, (30.0, 120.0), (-1.0, 0.0), fitted=False),
    # Set by judgement: in the simulated worlds illness is mere chance, in life it can hurt.
    Line("illness", ExplanationCode.NEW_INJURY, (0.3, 1.0), (0.0, -0.6), fitted=False),
)
