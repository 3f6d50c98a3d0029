"""The table of scores is the one place that names the 0-10 questions."""

from sqlalchemy import inspect

from app import models
from app.diary.scores import SCORES, Asked
from app.models.diary import SCORE_COLUMNS


def test_each_score_has_its_column_and_its_check() -> None:
    codes = tuple(score.code for score in SCORES)
    assert sorted(SCORE_COLUMNS) == sorted(codes)
    assert set(codes) <= {column.key for column in inspect(models.CheckIn).columns}


def test_no_two_scores_share_a_word() -> None:
    for words in ("code", "question", "label", "in_line"):
        assert len({getattr(score, words) for score in SCORES}) == len(SCORES), words


def test_only_pain_is_asked_first() -> None:
    first = [score.code for score in SCORES if score.asked is Asked.FIRST]
    assert first == ["average_pain", "pain_now"]
