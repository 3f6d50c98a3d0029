from app.config import ROOT
from app.trends.detector.cause_features import EXPLAINS_FOR_DAYS
from app.trends.detector.evidence import CLEAR_POINTS
from app.trends.detector.scorecard import BASE_POINTS, LIMITS, LINES
from app.trends.detector.splits import AFTER_DAYS, VARIANCE_INFLATION

METHOD = (ROOT / "docs" / "trend-method.md").read_text(encoding="utf-8")


def test_every_line_of_the_scorecard_is_described() -> None:
    assert [line.feature for line in LINES if line.feature not in METHOD] == []


def test_thresholds_and_constants_stand_in_the_description() -> None:
    assert f"| watch | {LIMITS.watch} | {LIMITS.watch_leave} |" in METHOD
    assert f"| discuss | {LIMITS.discuss} | {LIMITS.discuss_leave} |" in METHOD
    assert f"the base, {BASE_POINTS}" in METHOD
    assert f"{CLEAR_POINTS} points" in METHOD.replace("\n", " ")
    assert f"VIF = {VARIANCE_INFLATION}" in METHOD
    assert all(str(days) in METHOD for days in AFTER_DAYS)
    assert all(f"{days:.0f}" in METHOD for days in EXPLAINS_FOR_DAYS.values())
