"""How long a patch counts as worn: by what was noted, its prescription, the archive's rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from app.clinical.substances import Form
from app.diary.diary import Diary, Dose
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.lossless import LosslessDiary, PersonSettings, to_diary
from app.diary.medicine import Medicine, Regimen
from app.diary.opioid_answers import OpioidAnswers
from app.diary.patch_wear import Worn, patch_wear, wear_of
from app.interop.archive import read_archive, write_archive
from app.trends.figures.exposure import daily_mme

BERLIN = "Europe/Berlin"
NUMBERS: Iterator[int] = count()


def at(written: str) -> datetime:
    return datetime.fromisoformat(written)


def put_on(
    written: str,
    medicine: Medicine | None = None,
    strength: float = 25,
    name: str = "fentanyl",
    number: int = 1,
    **known: datetime,
) -> LoggedDose:
    local = at(written)
    instant = local.replace(tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)
    return LoggedDose(
        public_id=f"patch-{next(NUMBERS)}",
        medicine_public_id=medicine.public_id if medicine else None,
        medication=medicine.name if medicine else name,
        route="transdermal",
        amount=Decimal(str(strength)),
        unit="mcg/h",
        taken_at=instant,
        taken_at_local=local,
        entered=Entered(instant, BERLIN),
        patch_number=number,
        **known,
    )


def fentanyl(
    hours: int | None = 72,
    at_once: int = 1,
    name: str = "fentanyl",
    stopped_on: date | None = None,
    started_on: date | None = date(2026, 1, 1),
) -> Medicine:
    regimen = Regimen(
        Decimal(25),
        "mcg/h",
        change_every_hours=hours,
        count_at_once=at_once,
        from_date=date(2026, 1, 1),
    )
    return Medicine(
        public_id=f"medicine-{next(NUMBERS)}",
        name=name,
        substance=None,
        route="transdermal",
        form=Form.PATCH,
        as_needed=False,
        started_on=started_on,
        stopped_on=stopped_on,
        regimens=(regimen,),
    )


def off(doses: list[LoggedDose], *medicines: Medicine) -> list[str]:
    return [f"{worn.off_at:%d %H:%M}" for worn in wear_of(doses, medicines, OpioidAnswers())]


def only(dose: LoggedDose, *medicines: Medicine) -> Worn:
    (worn,) = wear_of([dose], medicines, OpioidAnswers())
    return worn


def diary_of(doses: list[LoggedDose], *medicines: Medicine) -> LosslessDiary:
    return LosslessDiary(PersonSettings(BERLIN), doses=tuple(doses), medicines=medicines)


def figures(diary: Diary) -> list[float | None]:
    return [day.mme_per_day for day in daily_mme(diary, date(2026, 2, 1), date(2026, 2, 9))]


def test_two_medicines_worn_side_by_side_count_together_in_the_app_and_in_its_export() -> None:
    strong, weak = fentanyl(), fentanyl()
    diary = diary_of(
        [put_on("2026-02-02T00:00", strong, 25), put_on("2026-02-03T00:00", weak, 8)],
        strong,
        weak,
    )
    exported = read_archive(write_archive(to_diary(diary))).diary
    # 25 and 8 mcg/h, 2.4 MME a day for each (CDC 2022).
    expected = [None, 60.0, 79.2, 79.2, 19.2, None, None, None, None]
    assert figures(to_diary(diary)) == pytest.approx(expected)
    assert figures(exported) == pytest.approx(expected)


def test_a_weekly_patch_counts_for_its_week_in_the_export_too() -> None:
    weekly = fentanyl(hours=168)
    diary = diary_of([put_on("2026-02-02T00:00", weekly)], weekly)
    exported = read_archive(write_archive(to_diary(diary))).diary
    assert figures(exported) == figures(to_diary(diary)) == [None, *[60.0] * 7, None]


def test_others_of_the_medicine_take_its_place() -> None:
    one = fentanyl()
    patches = [put_on("2026-02-02T08:00", one), put_on("2026-02-04T08:00", one)]
    assert off(patches, one) == ["04 08:00", "07 08:00"]


def test_a_corrected_name_leaves_the_patches_of_one_medicine_together() -> None:
    one = fentanyl(name="fentanyl Sandoz")
    older = replace(put_on("2026-02-02T08:00", fentanyl()), medicine_public_id=one.public_id)
    patches = [older, put_on("2026-02-04T08:00", one)]
    assert off(patches, one) == ["04 08:00", "07 08:00"]


def test_of_two_worn_at_once_the_last_two_are_on() -> None:
    two = fentanyl(at_once=2)
    patches = [put_on(f"2026-02-0{day}T08:00", two) for day in (2, 3, 4)]
    assert off(patches, two) == ["04 08:00", "06 08:00", "07 08:00"]


def test_a_patch_of_a_stopped_medicine_is_presumed_off_from_that_day_on() -> None:
    stopped = fentanyl(stopped_on=date(2026, 2, 4))
    worn = only(put_on("2026-02-02T08:00", stopped), stopped)
    assert worn.off_at == worn.ended_at == at("2026-02-04T00:00")
    later = only(put_on("2026-02-04T08:00", stopped), stopped)
    assert later.off_at == at("2026-02-07T08:00"), "it was put on all the same"


def test_a_change_that_is_overdue_leaves_the_patch_on_and_its_hours_counted() -> None:
    one = fentanyl()
    worn = only(put_on("2026-02-02T08:00", one), one)
    assert (worn.off_at, worn.ended_at) == (at("2026-02-05T08:00"), None)
    assert worn.due_at == datetime(2026, 2, 5, 7, tzinfo=UTC)


def test_what_was_noted_holds() -> None:
    one = fentanyl()
    removed = put_on("2026-02-02T08:00", one, removed_at_local=at("2026-02-08T09:00"))
    stated = put_on("2026-02-02T08:00", one, worn_until_local=at("2026-02-06T09:00"))
    assert off([removed], one) == ["08 09:00"]
    assert off([stated], one) == ["06 09:00"]


def test_nobody_said_how_often_so_the_next_opioid_patch_of_any_name_ends_it() -> None:
    unsaid = fentanyl(hours=None)
    patches = [
        put_on("2026-02-02T08:00", unsaid),
        put_on("2026-02-03T08:00", name="buprenorphine", strength=35),
        put_on("2026-02-08T08:00", name="lidocaine"),
    ]
    assert off(patches, unsaid) == ["03 08:00", "06 08:00", "11 08:00"]
    assert only(patches[0], unsaid).due_at is None


def test_before_its_first_prescription_nobody_said_how_often() -> None:
    one = fentanyl(hours=48, started_on=date(2026, 1, 1))
    assert off([put_on("2025-12-20T08:00", one)], one) == ["23 08:00"]


def test_a_weekly_patch_is_one_by_its_label() -> None:
    weekly = put_on("2026-02-02T08:00", name="buprenorphine", strength=20)
    strong = put_on("2026-02-20T08:00", name="buprenorphine", strength=52.5)
    assert off([weekly, strong]) == ["09 08:00", "23 08:00"]


def test_hours_are_real_hours_over_a_change_of_the_clocks() -> None:
    one = fentanyl()
    # The clocks of Berlin go forward in the night to 29 March.
    assert off([put_on("2026-03-27T08:00", one)], one) == ["30 09:00"]


def test_a_patch_that_came_off_in_the_hour_that_comes_twice_can_be_exported_and_read() -> None:
    # 02:40 in summer time, 02:10 in winter time half an hour later.
    one = fentanyl()
    patch = put_on("2026-10-25T02:40", one, removed_at_local=at("2026-10-25T02:10"))
    (dose,) = to_diary(diary_of([patch], one)).doses
    assert dose.removed_at_local == dose.taken_at_local
    assert read_archive(write_archive(diary_of([patch], one))).lossless is not None


def test_the_files_say_only_what_their_own_rule_does_not() -> None:
    usual, daily = fentanyl(), fentanyl(hours=48)
    plain = [put_on(f"2026-02-0{day}T08:00", usual) for day in (2, 5, 8)]
    content = write_archive(to_diary(diary_of(plain, usual)))
    assert {dose.worn_until_local for dose in read_archive(content).diary.doses} == {None}
    other = to_diary(diary_of([*plain, put_on("2026-02-20T08:00", daily)], usual, daily))
    *_, last = read_archive(write_archive(other)).diary.doses
    assert last.worn_until_local == at("2026-02-22T08:00")


def test_a_patch_without_a_strength_ends_only_others_of_its_name() -> None:
    heat = [replace(put_on(f"2026-02-0{day}T08:00", name="warm"), unit="patch") for day in (3, 4)]
    assert off([put_on("2026-02-02T08:00"), *heat]) == ["05 08:00", "04 08:00", "07 08:00"]


def test_patches_of_a_file_put_on_together_are_worn_together() -> None:
    times = [at("2026-02-02T08:00"), at("2026-02-02T08:00"), at("2026-02-04T08:00")]
    patches = [Dose(time, "fentanyl", "transdermal", 25, "mcg/h") for time in times]
    pill = Dose(at("2026-02-03T08:00"), "oxycodone", "oral", 5, "mg")
    assert [worn.off - worn.put_on for worn in patch_wear([*patches, pill], OpioidAnswers())] == [
        timedelta(hours=48),
        timedelta(hours=48),
        timedelta(hours=72),
    ]
