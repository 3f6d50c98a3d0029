"""Lists from elsewhere, brought in through the pages."""

import pytest

from tests.client import Browser, Page
from tests.web.archive.uploads import upload

pytestmark = pytest.mark.slow

OWN_SHEET = (
    b"Datum,Schmerz,Tablette,Menge,Bemerkung\r\n"
    b"03.10.2025,7,Oxycodone,5 mg,nach der Arbeit\r\n"
    b"14.10.2025,4,,,\r\n"
    b"irgendwann,4,,,\r\n"
    b"05.03.2031,4,,,\r\n"
)
TRACKED = b"""FeatureName,Timestamp,Value,Label,Note
Pain,2026-03-05T20:10:00.000Z,7.0,,bad evening
Pain,2026-03-06T20:10:00.000Z,8.0,,
Tramadol,2026-03-06T08:00:00.000Z,50.0,mg,
Steps,2026-03-06T08:00:00.000Z,4000.0,,
"""


def opened(browser: Browser, content: bytes, name: str) -> Page:
    return follow(browser, upload(browser, content, name=name))


def follow(browser: Browser, page: Page) -> Page:
    if page.response.status_code != 303:
        return page
    response = browser.client.get(str(page.response.location), follow_redirects=True)
    return browser.inspected(response, response.request.path, 200)


def answer(browser: Browser, page: Page, status: int = 303, **said: str | list[str]) -> Page:
    return follow(browser, browser.send(page, page.address, status, **said))


def test_any_sheet_is_read_as_the_person_says(alice: Browser) -> None:
    columns = opened(alice, OWN_SHEET, "schmerzen.csv")
    assert "What is in schmerzen.csv?" in columns.text
    assert "nach der Arbeit" in columns.text, "the first rows are shown"
    preview = answer(
        alice, columns, date="0", pain="1", medicine="2", amount="3", notes=["4"], subject=""
    )
    assert "Rows in the file: 4. Read: 2. Left out: 2." in preview.text
    assert "irgendwann" in preview.text
    assert "is still to come" in preview.text
    added = alice.follow(alice.send(preview, preview.address))
    assert "added to your diary" in added.html
    day = alice.get("/history/2025-10-03").text
    assert "nach der Arbeit" in day
    assert "5 mg" in day


def test_a_total_of_a_day_that_is_far_beyond_the_usual_is_named(alice: Browser) -> None:
    sheet = (
        b"Datum,Schmerz,Tablette,Menge\r\n"
        b"13.10.2025,7,Oxycodone,2500 mg\r\n"
        b"14.10.2025,4,Oxycodone,480 mg\r\n"
    )
    columns = opened(alice, sheet, "tage.csv")
    preview = answer(alice, columns, date="0", pain="1", medicine="2", amount="3", subject="")
    named = "Oxycodone 2,500 mg, 13 October 2025: 31.2 times the largest usual tablet"
    assert named in preview.text
    assert "Oxycodone 480 mg, 14 October 2025" not in preview.text


def test_what_a_sheet_leaves_open_is_asked(alice: Browser) -> None:
    sheet = b"date,pain,pills\n03/04/2025,2,2 pills of mine\n05/06/2025,3,\n"
    columns = opened(alice, sheet, "mine.csv")
    asked = answer(alice, columns, date="0", pain="1", medicine="2")
    assert "How are the days written?" in asked.text
    assert "What do the numbers under pain mean?" in asked.text
    refused = answer(alice, asked, 422)
    assert "Choose one of them." in refused.text
    preview = answer(alice, asked, order="dmy", score_pain="double", amount_0="")
    assert "3 April 2025" in preview.text
    assert "pain 4" in preview.text


def test_one_place_is_one_place(alice: Browser) -> None:
    columns = opened(alice, b"date,pain,where\n2025-10-03,8,neck\n", "mine.csv")
    preview = answer(alice, columns, date="0", pain="1", places="2")
    assert "pain 8, 1 place Nothing" in preview.text


def test_the_day_has_to_be_chosen(alice: Browser) -> None:
    columns = opened(alice, b"a,b\nx,y\n", "mine.csv")
    assert "Choose the column with the days." in answer(alice, columns, 422).text


def test_a_list_can_be_left_out(alice: Browser) -> None:
    columns = opened(alice, b"a,b\nx,y\n", "mine.csv")
    preview = answer(alice, columns, leave_out="y")
    assert "There is nothing here to add." in preview.text


def test_a_known_app_is_asked_what_its_names_mean_and_comes_in_once(alice: Browser) -> None:
    for round_trip in range(2):
        asked = opened(alice, TRACKED, "tracked.csv")
        assert (
            "It looks like a list from Track &amp; Graph"
        ) in asked.text or "Track & Graph" in asked.text
        page = answer(alice, asked, subject_0="pain", subject_1="medicine", subject_2="left_out")
        assert "Tramadol, 1 (in 1 row)" in page.text, "its label is no unit of ours here"
        page = answer(alice, page, amount_0="1 mg")
        if round_trip:
            assert "Everything that could be read is in your diary already." in page.text
        else:
            alice.send(page, page.address)
    assert "bad evening" in alice.get("/history/2026-03-05").text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("a.csv", b""),
        ("a.csv", b"\0\0\0\0"),
        ("a.zip", b"PK\x03\x04rubbish"),
        ("export.xml", b"<?xml version='1.0'?><HealthData/>"),
    ],
)
def test_what_cannot_be_read_is_said(alice: Browser, name: str, content: bytes) -> None:
    assert "Choose another file." in upload(alice, content, 422, name).text


def test_nobody_sees_the_list_of_somebody_else(alice: Browser, carol: Browser) -> None:
    mine = opened(alice, OWN_SHEET, "schmerzen.csv")
    carol.get(mine.address, 404)
