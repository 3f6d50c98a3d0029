"""What the preview asks about medicines: slips in names, and how much is in a tablet."""

import re
from datetime import date, datetime

import pytest

from app.diary.diary import DayEntry, Diary, Dose
from app.interop.archive import read_archive, write_archive
from tests.client import Browser, Page
from tests.web.archive.uploads import upload

pytestmark = pytest.mark.slow

AT = datetime.fromisoformat("2025-08-01 08:05")


def taken(name: str, amount: float = 10, unit: str = "mg", route: str = "oral") -> Diary:
    doses = (Dose(AT, name, route, amount, unit),)
    return Diary(entries=(DayEntry(date(2025, 8, 1), pain=5),), doses=doses)


def previewed(alice: Browser, diary: Diary) -> Page:
    return alice.follow(upload(alice, write_archive(diary)))


def field(page: Page, start: str) -> str:
    found = re.search(rf'name="({start}_[0-9a-f]+)"', page.html)
    assert found is not None
    return found[1]


def doses(alice: Browser) -> list[tuple[str, float, str]]:
    diary = read_archive(alice.client.get("/archive/diary.zip").get_data()).diary
    return [(dose.medication, dose.amount, dose.unit) for dose in diary.doses]


def test_a_slip_is_asked_about_and_comes_in_as_it_was_meant(alice: Browser) -> None:
    preview = previewed(alice, taken("oxycodne"))
    assert "Did you mean oxycodone or Oxycodan? Or is oxycodne an opioid?" in preview.text
    name = field(preview, "opioid")
    alice.send(preview, preview.address, **{name: "meant:oxycodone"})
    assert doses(alice) == [("oxycodone", 10, "mg")]
    assert "Tidemark does not know" not in alice.get("/medicines").text
    again = previewed(alice, taken("oxycodne"))
    assert "My diary: oxycodone 10 mg, 8:05 am The file: oxycodne 10 mg, 8:05 am" in again.text


@pytest.mark.parametrize("answer", ["yes", "no", "not_sure", None])
def test_without_that_answer_the_name_stays_as_it_is_written(
    alice: Browser, answer: str | None
) -> None:
    preview = previewed(alice, taken("oxycodne"))
    alice.send(preview, preview.address, **{field(preview, "opioid"): answer})
    assert doses(alice) == [("oxycodne", 10, "mg")]


def test_an_opioid_in_tablets_is_worked_out_from_its_strength(alice: Browser) -> None:
    preview = previewed(alice, taken("oxycodone", 1.5, "tablet"))
    assert "How much is in 1 tablet of oxycodone?" in preview.text
    name = field(preview, "strength")
    refused = alice.send(preview, preview.address, 422, **{name: "five"})
    assert "Enter a number and a unit, such as 5 mg." in refused.text
    assert 'value="five"' in refused.html, "what was typed is still there"
    alice.send(refused, preview.address, **{name: "10 mg"})
    assert doses(alice) == [("oxycodone", 15, "mg")]
    assert "1½ tablets (15 mg)" in alice.get("/history/2025-08-01").text
    again = previewed(alice, taken("oxycodone", 1.5, "tablet"))
    assert "This is all in your diary already." in again.text


def test_without_a_strength_it_stands_as_not_counted(alice: Browser) -> None:
    preview = previewed(alice, taken("oxycodone", 1.5, "tablet"))
    alice.send(preview, preview.address)
    assert doses(alice) == [("oxycodone", 1.5, "tablet")]
    assert "not counted" in alice.get("/trends/days?until=2025-08-01").text


def test_a_strength_in_the_name_stands_there_to_be_confirmed(alice: Browser) -> None:
    preview = previewed(alice, taken("morphine 10 mg", 2, "tablet"))
    assert 'value="10 mg"' in preview.html
    alice.send(preview, preview.address)
    assert doses(alice) == [("morphine 10 mg", 20, "mg")]


@pytest.mark.parametrize(
    ("name", "unit", "route"),
    [
        ("Suboxone", "film", "sublingual"),
        ("morphine", "suppository", "rectal"),
        ("fentanyl", "spray", "nasal"),
        ("my balm", "suppository", "rectal"),
        ("buprenorphine", "film", "buccal"),
        ("diclofenac", "suppository", "rectal"),
    ],
)
def test_films_and_suppositories_come_in(alice: Browser, name: str, unit: str, route: str) -> None:
    preview = previewed(alice, taken(name, 1, unit, route))
    alice.send(preview, preview.address)
    assert doses(alice) == [(name, 1, unit)]


def test_a_double_tap_with_answers_adds_once(alice: Browser) -> None:
    preview = previewed(alice, taken("oxycodone", 2, "tablet"))
    values = preview.form_values(preview.address) | {field(preview, "strength"): ["5 mg"]}
    first = alice.post(preview.address, values)
    assert alice.post(preview.address, values).response.location == first.response.location
    assert doses(alice) == [("oxycodone", 10, "mg")]
