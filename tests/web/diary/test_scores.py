"""Each question of the table of scores is asked, shown, exported and shared."""

import json
from datetime import date

import pytest

from app.diary.scores import FOLDED_SCORES, FURTHER_SCORES, SCORES
from app.interop.sheets_write import FURTHER_COLUMNS
from tests.cast.links import give_link, open_link
from tests.cast.people import TODAY
from tests.client import Browser
from tests.interop.test_round_trip import files_of

pytestmark = pytest.mark.slow

YESTERDAY = date(2026, 3, 10)


def test_every_score_goes_from_the_sheet_to_every_page_and_file(
    alice: Browser, dan: Browser
) -> None:
    # Neighbours get different numbers; there may be more questions than steps.
    said = {score.code: str(number % 11) for number, score in enumerate(SCORES)}
    sheet = alice.get(f"/history/{YESTERDAY}/add")
    alice.send(sheet, sheet.address, 303, **said)
    shown = alice.get(f"/history/{YESTERDAY}")
    for score in SCORES:
        assert f"{score.label} {said[score.code]} out of 10" in shown.text
    exported = files_of(alice.client.get("/archive/diary.zip").get_data())
    (check_in,) = json.loads(exported["diary.json"])["check_ins"]
    assert check_in["scores"] == {code: int(number) for code, number in said.items()}
    header, row, *_ = exported["entries.csv"].decode("utf-8-sig").splitlines()
    columns = dict(zip(header.split(","), row.split(","), strict=True))
    assert {code: columns[column] for column, code in FURTHER_COLUMNS.items()} == {
        score.code: said[score.code] for score in FURTHER_SCORES
    }
    trends = alice.get("/trends")
    page = open_link(dan, give_link(alice.app, alice.name, YESTERDAY, TODAY))
    for score in FURTHER_SCORES:
        assert score.label in trends.text
        mean = f"Mean {said[score.code]}.0 over 1 answered day"
        assert f"{score.label} (10: {score.at_highest}) {mean}" in page.text


def test_every_score_can_be_changed_and_taken_back(alice: Browser) -> None:
    said = {score.code: "5" for score in SCORES}
    sheet = alice.get(f"/history/{YESTERDAY}/add")
    alice.send(sheet, sheet.address, 303, **said)
    day = alice.get(f"/history/{YESTERDAY}")
    edit = alice.get(
        next(a.get("href") for a in day.root.iter("a") if "/entries/check-in/" in a.get("href", ""))
    )
    values = edit.form_values(edit.address)
    assert {code: values[code] for code in said} == {code: ["5"] for code in said}
    alice.send(edit, edit.address, 303, **dict.fromkeys(said, "none"), note="only words")
    after = alice.get(f"/history/{YESTERDAY}")
    assert not any(f"{score.label} 5" in after.text for score in SCORES)
    assert "only words" in after.text


def test_the_fold_of_a_check_in_names_what_it_holds(alice: Browser) -> None:
    alice.send(alice.get("/"), "/", average_pain="5")
    change = next(
        href
        for a in alice.get("/").root.iter("a")
        if "/entries/check-in/" in (href := a.get("href", ""))
    )
    summaries = [" ".join(s.itertext()) for s in alice.get(change).root.iter("summary")]
    (summary,) = [words for words in summaries if words.endswith("twitches")]
    assert all(score.label.lower() in summary for score in FOLDED_SCORES)
