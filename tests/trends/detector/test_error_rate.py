from app.config import ROOT
from app.trends.detector.error_rate import FLAGGED_OF_100_IN_A_YEAR, RIGHT_OF_100_CARDS

REPORT = ROOT / "docs" / "validation.md"


def test_the_error_rate_in_the_app_is_the_published_one() -> None:
    report = REPORT.read_text(encoding="utf-8")
    few, many = FLAGGED_OF_100_IN_A_YEAR
    assert f"between {few} and {many} would see this card in a year" in report
    fewest, most = RIGHT_OF_100_CARDS
    assert f"between {fewest} and {most} of 100 cards would be right" in report
