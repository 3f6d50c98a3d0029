"""What no form would take is left out of a file, and named with its file and line."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.diary.lived import why_not_lived
from app.interop.archive import Archive, read_archive
from app.interop.errors import kinds_of_trouble
from app.interop.lived_part import Present, lived_part

COPY = Path(__file__).parents[1] / "data" / "lossless" / "version-3"
NOW = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)  # 3:30 pm in New York
FILES = {
    "Entries (1).csv": (
        "date,pain,worst_pain,locations,touch_sensitivity,note\n"
        "2026-03-12,5,,,,\n"
        "2026-03-02,5,,,,\n"
        "\n"
        "2062-03-02,9,,,,\n"
        "1903-01-01,9,,,,\n"
        "2026-03-03,,,,,\n"
        "2026-03-11,4,,,,\n"
    ),
    "doses.csv": (
        "taken_at,medication,route,amount,unit\n"
        "2026-03-11T15:30:00,oxycodone,oral,10,mg\n"
        "2026-03-11T15:31:00,oxycodone,oral,10,mg\n"
        "2031-03-02T08:00:00,oxycodone,oral,500,mg\n"
    ),
    "events.csv": "date,kind,note\n2026-03-12,illness,flu\n2026-03-01,illness,flu\n",
    "profile.json": '{"opioid_start": "2026-04-01", "condition": "my back"}',
}


def zipped(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def brought(files: dict[str, str]) -> Archive:
    return lived_part(read_archive(zipped(files)), Present.of(NOW, "America/New_York"))


def test_what_is_left_out_is_named_by_file_and_line() -> None:
    found = brought(FILES)
    assert [kind.words for kind in kinds_of_trouble(found.left_out)] == [
        "Entries (1).csv, line 6: This day is too long ago: 1 January 1903.",
        "Entries (1).csv, line 7: There is only a day here: 3 March 2026.",
        "Entries (1).csv, line 2 and 1 more: This day is still to come: 12 March 2026.",
        "doses.csv, line 3: This time is still to come: 11 March 2026.",
        "doses.csv, line 4: This day is still to come: 2 March 2031.",
        "events.csv, line 2: This day is still to come: 12 March 2026.",
        "profile.json, column opioid_start: This day is still to come: 1 April 2026.",
    ]
    assert [kind.all_lines for kind in kinds_of_trouble(found.left_out)][2] == "2, 5"
    assert len(found.diary.entries) == 2
    assert len(found.diary.doses) == 1
    assert len(found.diary.events) == 1
    assert found.diary.profile.opioid_start is None
    assert found.diary.profile.condition == "my back"


def test_rows_that_are_read_and_rows_that_are_listed_are_all_rows() -> None:
    found = brought(FILES)
    read = len(found.diary.entries) + len(found.diary.doses) + len(found.diary.events)
    listed = [one for one in found.left_out if one.line is not None]
    assert found.plain is not None
    assert found.plain.row_count == read + len(listed) == 11


def test_a_lossless_copy_loses_the_same_by_its_instants() -> None:
    copy = read_archive(COPY)
    assert copy.lossless is not None
    last = max(dose.taken_at for dose in copy.lossless.doses)
    kept = lived_part(copy, Present.of(last, "UTC")).lossless
    assert kept is not None
    assert kept.doses == copy.lossless.doses
    earlier = lived_part(copy, Present.of(last - timedelta(minutes=1), "UTC")).lossless
    assert earlier is not None
    assert len(earlier.doses) == len(kept.doses) - 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_is_the_persons_own(zone: str) -> None:
    files = {**FILES, "Entries (1).csv": FILES["Entries (1).csv"]}
    found = lived_part(read_archive(zipped(files)), Present.of(NOW, zone))
    days = [entry.for_date.day for entry in found.diary.entries]
    assert days == ([2, 11, 12] if zone.endswith("Kiritimati") else [2, 11])


def test_a_row_for_no_medicine_is_listed_and_an_own_name_with_an_amount_is_kept() -> None:
    doses = (
        "taken_at,medication,route,amount,unit\n"
        "2026-03-01T08:00:00,none,oral,,\n"
        "2026-03-02T08:00:00,N/A,oral,0,mg\n"
        "2026-03-03T08:00:00,nil,oral,5,mg\n"
        "2026-03-13T08:00:00,oxycodone,oral,5,mg\n"
    )
    found = brought({**FILES, "doses.csv": doses})
    assert found.plain is not None
    assert [dose.medication for dose in found.diary.doses] == ["nil"]
    assert [(one.line, one.sentence) for one in found.left_out if one.file == "doses.csv"] == [
        (2, '"none" says that no medicine was taken.'),
        (3, '"N/A" says that no medicine was taken.'),
        (5, "This day is still to come: 13 March 2026."),
    ]
    read = len(found.diary.entries) + len(found.diary.doses) + len(found.diary.events)
    assert read + sum(one.line is not None for one in found.left_out) == found.plain.row_count


@pytest.mark.parametrize("content", [zipped(FILES), COPY], ids=["plain files", "lossless copy"])
def test_each_dose_and_event_is_judged_once(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = read_archive(content)
    judged: list[date] = []

    def judge(day: date, today: date) -> str | None:
        judged.append(day)
        return why_not_lived(day, today)

    monkeypatch.setattr("app.interop.lived_part.why_not_lived", judge)
    lived_part(archive, Present.of(NOW, "America/New_York"))
    diary = archive.diary
    entries = archive.lossless.check_ins if archive.lossless else diary.entries
    records = (*entries, *diary.doses, *diary.events)
    assert len(judged) == len(records) + (diary.profile.opioid_start is not None)
