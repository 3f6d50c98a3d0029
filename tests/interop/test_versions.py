"""diary.json of every version that was ever written is read, field by field, for ever.

tests/data/lossless holds an archive of each form that diary.json ever had, written by the code of
its time, with one made-up diary in them; and one that leaves no field out.
"""

import json
import shutil
from collections import defaultdict
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.clinical.substances import Form
from app.config import ROOT
from app.diary.as_taken import AsTaken
from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DiaryEvent, Profile
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings, to_diary
from app.diary.medicine import Medicine, Regimen
from app.diary.opioid_answers import OpioidAnswers
from app.interop.archive import read_archive, write_archive
from app.interop.lossless_write import FORMAT_VERSION
from tests.interop.samples import zipped
from tests.interop.test_round_trip import files_of

ARCHIVES = sorted((ROOT / "tests/data/lossless").iterdir())
FILLED_FOLDER = f"version-{FORMAT_VERSION}-filled"


def before_care(diary: LosslessDiary) -> LosslessDiary:
    """Return what was written before care, jerks and confusion were asked."""
    check_ins = (
        replace(c, answers=replace(c.answers, jerks_or_confusion=False)) for c in diary.check_ins
    )
    return replace(diary, person=replace(diary.person, care=""), check_ins=tuple(check_ins))


def before_due_times(diary: LosslessDiary) -> LosslessDiary:
    """Return what the very first exports said: nothing of due times, nor of what was imported."""
    diary = before_care(diary)
    check_ins = (replace(c, entered=replace(c.entered, is_imported=False)) for c in diary.check_ins)
    doses = (replace(dose, due_at_local=None) for dose in diary.doses)
    return replace(diary, check_ins=tuple(check_ins), doses=tuple(doses))


def before_story(diary: LosslessDiary) -> LosslessDiary:
    """Nobody was asked for the story before the diary."""
    return replace(diary, person=replace(diary.person, story={}))


def before_means(diary: LosslessDiary) -> LosslessDiary:
    """Return what was written before a file's means and medicines were marked as such."""
    check_ins = (replace(c, answers=replace(c.answers, pain_mean=None)) for c in diary.check_ins)
    medicines = (replace(m, is_imported=not m.has_prescription) for m in diary.medicines)
    return replace(diary, check_ins=tuple(check_ins), medicines=tuple(medicines))


def before_next(diary: LosslessDiary) -> LosslessDiary:
    """Return what was written before it was asked from which day every so many days count."""
    medicines = (
        replace(m, regimens=tuple(replace(r, counted_from=None) for r in m.regimens))
        for m in diary.medicines
    )
    return replace(diary, medicines=tuple(medicines))


def before_weekdays(diary: LosslessDiary) -> LosslessDiary:
    """Return what was written before days of the week could be chosen."""
    medicines = (
        replace(m, regimens=tuple(replace(r, weekdays=()) for r in m.regimens))
        for m in before_next(diary).medicines
    )
    return replace(diary, medicines=tuple(medicines))


# Each folder was written by the code of its time: commits 9a0f320 and 7f0d424. The other folders
# lack nothing: 869d541 wrote the one with wear, 0c561a7 one unit, 5575ff3 before amounts.
LACKS = {
    "version-1-before-due-times": before_due_times,
    "version-1-without-care": before_care,
    "version-3-filled": lambda diary: before_weekdays(before_story(before_means(diary))),
    "version-4-before-story": lambda _: before_weekdays(before_story(FILLED)),
    "version-4-filled": before_weekdays,
    "version-5-before-next-filled": before_next,
    "version-5-before-story-in-profile-filled": before_next,
}

LATE = datetime(2026, 3, 5, 18, tzinfo=UTC)
ENTERED = Entered(LATE, "America/New_York", is_imported=True)
DROPS = AsTaken(Decimal("7.5"), "mL", Decimal(10), "mg", Decimal(5))
# Every field says something.
# What was asked when the filled files were written; a question that came later is not in them.
ASKED_THEN = ("average_pain", "pain_now", "worst_pain", "touch", "sleep", "mood", "activity")
FILLED = LosslessDiary(
    person=PersonSettings(
        "Europe/Berlin",
        Profile(frozenset({"lower_back"}), date(2026, 2, 1), "Lower back"),
        care="cancer",
        story={"pain": "more", "places": "yes"},
        opioid_answers=OpioidAnswers.of({"grandmother's drops": "not_sure"}),
    ),
    check_ins=(
        CheckIn(
            "check-1",
            date(2026, 3, 5),
            ENTERED,
            Answers(
                dict.fromkeys(ASKED_THEN, 4),
                frozenset({"neck"}),
                "Rain.",
                jerks_or_confusion=True,
                pain_mean=13 / 3,
            ),
        ),
        CheckIn("check-2", date(2026, 3, 4), ENTERED, Answers(areas=frozenset())),
    ),
    doses=(
        LoggedDose(
            public_id="dose-1",
            medicine_public_id="med-1",
            medication="morphine",
            route="oral",
            amount=Decimal(15),
            unit="mg",
            taken_at=LATE,
            taken_at_local=datetime(2026, 3, 5, 13),  # noqa: DTZ001 - the person's clock
            entered=ENTERED,
            is_daily_total=True,
            due_at_local=datetime(2026, 3, 5, 12),  # noqa: DTZ001 - the person's clock
            as_taken=DROPS,
        ),
        LoggedDose(
            public_id="dose-2",
            medicine_public_id="med-2",
            medication="fentanyl",
            route="transdermal",
            amount=Decimal("37.5"),
            unit="mcg/h",
            taken_at=LATE,
            taken_at_local=datetime(2026, 3, 5, 13),  # noqa: DTZ001 - the person's clock
            entered=ENTERED,
            removed_at=LATE + timedelta(days=2),
            removed_at_local=datetime(2026, 3, 7, 13),  # noqa: DTZ001 - the person's clock
            worn_until_local=datetime(2026, 3, 8, 13),  # noqa: DTZ001 - the person's clock
            patch_number=2,
        ),
    ),
    events=(
        LoggedEvent(
            "event-1", DiaryEvent(date(2026, 3, 5), "dose_change_by_prescriber", "More."), ENTERED
        ),
    ),
    medicines=(
        Medicine(
            public_id="med-1",
            name="morphine",
            substance="morphine",
            route="oral",
            form=Form.LIQUID,
            as_needed=True,
            started_on=date(2026, 2, 1),
            stopped_on=date(2026, 3, 9),
            regimens=(
                Regimen(
                    from_date=date(2026, 3, 5),
                    amount=Decimal(15),
                    unit="mg",
                    times=(time(8), time(20)),
                    event_public_id="event-1",
                    as_taken=DROPS,
                    amounts_at=(Decimal(15), Decimal("22.5")),
                    every_days=2,
                    counted_from=date(2026, 3, 6),
                    most_a_day=6,
                ),
            ),
        ),
        Medicine(
            public_id="med-2",
            name="fentanyl",
            substance="fentanyl",
            route="transdermal",
            form=Form.PATCH,
            as_needed=False,
            is_imported=True,
            regimens=(
                Regimen(
                    from_date=date(2026, 3, 1),
                    amount=Decimal("37.5"),
                    unit="mcg/h",
                    change_every_hours=48,
                    count_at_once=2,
                ),
            ),
        ),
        Medicine(
            public_id="med-3",
            name="Grandmother's drops",
            substance=None,
            route="oral",
            form=Form.OTHER,
            as_needed=False,
            has_prescription=False,
            regimens=(
                Regimen(
                    from_date=date(2026, 3, 1), amount=Decimal(20), unit="drop", weekdays=(0, 2, 4)
                ),
            ),
        ),
    ),
)


def lossless_in(name: str) -> LosslessDiary:
    read = read_archive(ROOT / "tests/data/lossless" / name)
    assert read.remarks == ()
    assert read.lossless is not None
    return read.lossless


@pytest.mark.parametrize("folder", ARCHIVES, ids=lambda folder: folder.name)
def test_each_version_is_read_to_the_last_field(folder: Path) -> None:
    newest = lossless_in(f"version-{FORMAT_VERSION}")
    if folder.name.endswith("-filled"):
        newest = FILLED
    if folder.name in LACKS:
        newest = LACKS[folder.name](newest)
    assert lossless_in(folder.name) == newest


@pytest.mark.parametrize("name", [f"version-{FORMAT_VERSION}", FILLED_FOLDER])
def test_the_newest_version_is_what_is_written_now(name: str) -> None:
    written = files_of(write_archive(lossless_in(name)))
    kept = {p.name: p.read_bytes() for p in (ROOT / "tests/data/lossless" / name).iterdir()}
    assert written == kept, "if it is to change: python -m tests.interop.test_versions"


def test_the_filled_file_leaves_no_field_out() -> None:
    """What a file kept for ever does not say, no later reader is held to."""
    said: defaultdict[tuple[type, str], set[object]] = defaultdict(set)
    for record in (
        FILLED.person,
        FILLED.person.profile,
        *FILLED.check_ins,
        *FILLED.doses,
        *FILLED.events,
        *FILLED.medicines,
        *(regimen for medicine in FILLED.medicines for regimen in medicine.regimens),
    ):
        for field in fields(record):
            said[type(record), field.name] |= {repr(getattr(record, field.name))}
            said[type(record), field.name] -= {repr(field.default)}
    # How often a record was changed stays in its database.
    assert {name for (_, name), values in said.items() if not values} == {"version"}


def test_an_old_file_says_what_its_person_entered() -> None:
    diary = lossless_in("version-1")
    first, _, travelling, imported = sorted(diary.check_ins, key=lambda c: c.public_id)
    assert first.answers == Answers(
        {"average_pain": 6, "worst_pain": 8, "touch": 0, "sleep": 3, "mood": 5, "activity": 0},
        frozenset({"lower_back"}),
        "Slept badly.\nRain.",
    )
    late = datetime(2026, 3, 5, 18, tzinfo=UTC)
    assert travelling.entered == Entered(late, "America/New_York")
    assert imported.entered.on_day is None
    # Version 1 does not say where an event was entered: the person's own zone is meant.
    assert {event.entered.time_zone for event in diary.events} == {"Europe/Berlin"}
    assert to_diary(diary).profile.opioid_start == date(2026, 2, 1)


def test_a_file_from_before_a_question_was_asked_keeps_all_that_it_says() -> None:
    """One more 0-10 question must not make an older file fall back to the plain ones."""
    files = files_of(write_archive(lossless_in("version-1")))
    older = json.loads((ROOT / "tests/data/lossless/version-1/diary.json").read_bytes())
    for check_in in older["check_ins"]:
        del check_in["sleep"], check_in["activity"]
    sheet = files["entries.csv"].decode("utf-8-sig").splitlines()
    files["entries.csv"] = "\n".join(line.replace(",3,7,0", ",7") for line in sheet).encode()
    files["entries.csv"] = files["entries.csv"].replace(
        b"sleep_0_to_10,mood_0_to_10,activity_0_to_10", b"mood_0_to_10"
    )
    files["diary.json"] = json.dumps(older).encode()
    read = read_archive(zipped(files))
    assert read.remarks == ()
    assert read.lossless is not None
    assert read.lossless.check_ins[0].answers.scores == {
        "average_pain": 6,
        "worst_pain": 8,
        "touch": 0,
        "mood": 5,
    }


def test_an_old_archive_whose_sheet_was_edited_is_read_from_the_sheet(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/data/lossless/version-1", tmp_path / "edited")
    entries = tmp_path / "edited/entries.csv"
    entries.write_bytes(entries.read_bytes().replace(b"2026-03-02,5,", b"2026-03-02,6,"))
    read = read_archive(tmp_path / "edited")
    assert (read.lossless, len(read.remarks)) == (None, 1)


def write_newest_anew() -> None:
    """Write the archives of the newest version anew."""
    newest = f"version-{FORMAT_VERSION}", lossless_in("version-1")
    for folder, diary in (newest, (FILLED_FOLDER, FILLED)):
        for name, content in files_of(write_archive(diary)).items():
            path = ROOT / "tests/data/lossless" / folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


if __name__ == "__main__":
    write_newest_anew()
