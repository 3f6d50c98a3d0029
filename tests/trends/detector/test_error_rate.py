from app.config import ROOT
from app.trends.detector.error_rate import FLAGGED_OF_100_IN_A_YEAR

REPORT = ROOT / "docs" / "validation.md"


def test_the_error_rate_in_the_app_is_the_published_one() -> None:
    sentence = f"about {FLAGGED_OF_100_IN_A_YEAR} would see this card in a year"
    assert sentence in REPORT.read_text(encoding="utf-8")
