import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import mean

import pytest

from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.trends.detector.assess import assess, assess_on
from app.trends.detector.assessment import (
    Assessment,
    Criterion,
    CriterionCode,
    ExplanationCode,
    Level,
    NeedCode,
    Verdict,
    Window,
)
from app.trends.detector.scorecard import BASE_POINTS
from tests.trends.made_diaries import last_day, of_kind

FIRST = date(2025, 1, 6)


def line(answer: Assessment, code: CriterionCode) -> Criterion:
    return next(one for one in answer.criteria if one.code is code)


def days_in(window: Window | None) -> set[date]:
    assert window is not None
    return {window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1)}


def sensitised(days: int = 120, onset: int = 50) -> Diary:
    """Pain, touch and spread rise together while the dose goes up twice."""
    entries, doses = [], []
    for n in range(days):
        later = n >= onset
        shift = (0, 1, 0, -1)[n % 4]
        areas = (
            {"lower_back", "neck", "left_upper_arm", "right_upper_leg"} if later else {"lower_back"}
        )
        entries.append(
            DayEntry(
                FIRST + timedelta(days=n),
                pain=float((7 if later else 4) + shift),
                touch=5 if later else 1,
                areas=frozenset(areas),
            )
        )
        amount = 60.0 * (1 if n < onset - 5 else 1.4 if n < onset + 25 else 2)
        doses.append(_dose(n, "oxycodone", amount / 1.5))
    return Diary(tuple(entries), tuple(doses), (), Profile(frozenset({"lower_back"})))


def _dose(n: int, name: str, amount: float) -> Dose:
    return Dose(
        datetime.combine(FIRST, datetime.min.time()) + timedelta(days=n), name, "oral", amount, "mg"
    )


def at_end(diary: Diary) -> Assessment:
    return assess(diary, last_day(diary))


def test_a_plain_picture_of_it_is_to_be_discussed() -> None:
    answer = at_end(sensitised())
    assert answer.level is Level.DISCUSS
    for code in (CriterionCode.PAIN_RISE, CriterionCode.TOUCH_RISE, CriterionCode.NEW_AREAS):
        assert line(answer, code).verdict is Verdict.FOR
    assert line(answer, CriterionCode.NEW_AREAS).areas == (
        "left_upper_arm",
        "neck",
        "right_upper_leg",
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["oih_escalating", "oih_stable_high_dose", "oih_prn"])
def test_a_strong_simulated_case_is_found(kind: str) -> None:
    assert at_end(of_kind(kind)).level is Level.DISCUSS


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [
        "stable_control",
        "acute_flares",
        "tolerance",
        "new_injury",
        "prn_confounding",
        "post_op_taper",
        "opioid_started_and_working",
        "oih_taper_recovery",
        "fibromyalgia_stable",
        "withdrawal_missed_doses",
    ],
)
def test_a_simulated_person_without_it_is_not_flagged(kind: str) -> None:
    assert at_end(of_kind(kind)).level in {Level.NONE, Level.WATCH}


@pytest.mark.slow
def test_every_mean_can_be_recomputed_from_the_days_that_it_names() -> None:
    diary = of_kind("oih_escalating")
    answer = at_end(diary)
    pain = {e.for_date: e.pain for e in diary.entries}
    touch = {e.for_date: e.touch for e in diary.entries if e.touch is not None}
    home = diary.profile.original_areas
    new = {e.for_date: len(e.areas - home) for e in diary.entries if e.areas}
    for code, values in (
        (CriterionCode.PAIN_RISE, pain),
        (CriterionCode.TOUCH_RISE, touch),
        (CriterionCode.NEW_AREAS, new),
    ):
        found = line(answer, code)
        for window, shown in ((found.before, found.before_mean), (found.after, found.after_mean)):
            days = days_in(window) & values.keys()
            assert window is not None
            assert window.days_logged == len(days)
            assert shown == pytest.approx(mean(values[day] for day in days))
        assert found.estimate == pytest.approx(found.after_mean - found.before_mean)
        assert found.low < found.estimate < found.high


def test_the_dose_is_the_mean_of_the_recorded_days() -> None:
    diary = sensitised()
    found = line(at_end(diary), CriterionCode.DOSE_HIGH)
    assert found.after_mean == pytest.approx(120)
    risen = line(at_end(diary), CriterionCode.DOSE_RISE)
    by_day = {dose.taken_at_local.date(): dose.amount * 1.5 for dose in diary.doses}
    assert risen.before_mean == pytest.approx(mean(by_day[d] for d in days_in(risen.before)))


def test_the_points_of_all_lines_and_the_base_are_the_score() -> None:
    answer = at_end(sensitised())
    points = [one.weight for one in answer.criteria] + [one.weight for one in answer.explanations]
    assert answer.score == pytest.approx(BASE_POINTS + sum(points))


@pytest.mark.parametrize(
    ("without", "unjudged"),
    [
        ("touch", {CriterionCode.TOUCH_RISE}),
        ("areas", {CriterionCode.NEW_AREAS}),
        (
            "opioid",
            {CriterionCode.DOSE_RISE, CriterionCode.DOSE_HIGH, CriterionCode.AFTER_DOSE_STEP},
        ),
    ],
)
def test_a_diary_without_some_records_is_answered_and_says_what_it_cannot_judge(
    without: str, unjudged: set[CriterionCode]
) -> None:
    diary = sensitised()
    if without == "opioid":
        diary = replace(diary, doses=())
    else:
        entries = tuple(replace(e, **{without: None}) for e in diary.entries)
        diary = replace(diary, entries=entries)
    answer = at_end(diary)
    assert answer.score is not None
    assert unjudged <= set(answer.cannot_judge)
    assert any(need.code is NeedCode(f"days_with_{without}") for need in answer.needs)


def test_thirteen_logged_days_are_too_few_and_it_says_how_many_more_it_takes() -> None:
    diary = sensitised()
    answer = assess(diary, FIRST + timedelta(days=12))
    assert answer.level is Level.INSUFFICIENT_DATA
    assert answer.needs[0].days == 1


@pytest.mark.slow
def test_twenty_eight_logged_days_over_six_weeks_must_be_answered() -> None:
    diary = sensitised()
    kept = tuple(e for n, e in enumerate(diary.entries) if n % 3 != 2)
    for days in range(42, 80):
        assert assess(replace(diary, entries=kept), FIRST + timedelta(days=days)).score is not None


def test_an_opioid_without_a_factor_is_named_and_the_pain_side_still_works() -> None:
    diary = sensitised()
    doses = tuple(replace(d, medication="buprenorphine", route="sublingual") for d in diary.doses)
    answer = at_end(replace(diary, doses=doses))
    assert answer.quality.not_counted == ("buprenorphine",)
    assert line(answer, CriterionCode.PAIN_RISE).verdict is Verdict.FOR
    assert CriterionCode.DOSE_RISE in answer.cannot_judge


def test_after_a_rotation_amounts_are_compared_on_the_new_opioid_only() -> None:
    diary = sensitised()
    changed = tuple(d if n < 80 else _dose(n, "methadone", 40.0) for n, d in enumerate(diary.doses))
    answer = at_end(replace(diary, doses=changed))
    risen = line(answer, CriterionCode.DOSE_RISE)
    assert risen.verdict is not Verdict.FOR
    assert risen.before is None or risen.before.first >= FIRST + timedelta(days=80)


@pytest.mark.parametrize(
    ("before", "after"), [("morphine", "methadone"), ("methadone", "morphine")]
)
def test_a_rotation_with_equal_milligrams_is_neither_more_nor_less_opioid(
    before: str, after: str
) -> None:
    """Methadone counts 4.7 times as much; the amounts must not be compared."""
    diary = sensitised()
    doses = tuple(_dose(n, before if n < 60 else after, 40.0) for n, _ in enumerate(diary.entries))
    rotated = replace(diary, doses=doses)
    for n in range(70, 120, 7):
        answer = assess(rotated, FIRST + timedelta(days=n))
        assert line(answer, CriterionCode.DOSE_RISE).weight == pytest.approx(0)
        assert line(answer, CriterionCode.AFTER_DOSE_CUT).weight == pytest.approx(0)


@pytest.mark.slow
def test_scarce_answers_about_touch_are_judged_as_they_were_when_more_follow() -> None:
    entries = [
        replace(e, touch=n // 20 if (n < 30 and n % 7 == 0) or (n > 40 and n % 11 == 0) else None)
        for n, e in enumerate(sensitised(days=160).entries)
    ]
    diary = replace(sensitised(days=160), entries=tuple(entries))
    looks = [FIRST + timedelta(days=n) for n in range(13, 160)]
    together = {day: (level, score) for day, level, score in assess_on(diary, looks)}
    for day in looks:
        alone = assess(diary, day)
        assert together[day] == (alone.level, alone.score)


def test_less_pain_on_a_lower_dose_is_a_fact_and_no_alarm() -> None:
    entries, doses = [], []
    for n in range(120):
        shift = (0, 1, 0, -1)[n % 4]
        entries.append(
            DayEntry(FIRST + timedelta(days=n), pain=float((7 if n < 60 else 4) + shift), touch=2)
        )
        doses.append(_dose(n, "morphine", 120.0 if n < 50 else 60.0))
    answer = at_end(Diary(tuple(entries), tuple(doses)))
    fact = line(answer, CriterionCode.AFTER_DOSE_CUT)
    assert fact.verdict is Verdict.FOR
    assert fact.weight < 0
    assert answer.level is Level.NONE


def test_pain_in_the_two_weeks_after_a_cut_is_no_evidence() -> None:
    diary = sensitised()
    cut = tuple(
        d if n < 110 else replace(d, amount=d.amount / 2) for n, d in enumerate(diary.doses)
    )
    assert CriterionCode.AFTER_DOSE_CUT in at_end(replace(diary, doses=cut)).cannot_judge


@pytest.mark.parametrize(("noted", "share"), [(True, 0.9), (False, 0.8), (False, 0.5)])
@pytest.mark.slow
def test_what_hurts_in_the_two_weeks_after_a_cut_never_counts(noted: bool, share: float) -> None:
    """The same worse days without the cut do count, so the diary is able to tell."""
    calm, cut_on = sensitised(days=130, onset=1000), FIRST + timedelta(days=100)
    doses = tuple(_dose(n, "morphine", 60.0) for n in range(130))
    lower = tuple(replace(d, amount=60 * share) if n >= 100 else d for n, d in enumerate(doses))
    events = (DiaryEvent(cut_on, "dose_change_by_prescriber"),) if noted else ()
    known_from = 101 if noted else 104
    worse = tuple(
        replace(e, pain=9.0, touch=7, areas=frozenset({"lower_back", "neck", "left_upper_arm"}))
        if known_from <= n <= 114
        else e
        for n, e in enumerate(calm.entries)
    )
    for n in range(101, 130):
        day = FIRST + timedelta(days=n)
        quiet = assess(replace(calm, doses=lower, events=events), day)
        after_cut = assess(replace(calm, entries=worse, doses=lower, events=events), day)
        assert after_cut.score == quiet.score
    on_the_same_dose = assess(
        replace(calm, entries=worse, doses=doses), FIRST + timedelta(days=114)
    )
    assert on_the_same_dose.score != quiet.score


def test_a_logged_injury_takes_points_off_and_stands_among_the_explanations() -> None:
    diary = sensitised()
    injured = replace(diary, events=(DiaryEvent(FIRST + timedelta(days=49), "new_injury"),))
    with_injury, without = at_end(injured), at_end(diary)
    assert with_injury.score is not None
    assert without.score is not None
    assert with_injury.score < without.score
    found = next(e for e in with_injury.explanations if e.code is ExplanationCode.NEW_INJURY)
    assert found.weight < 0
    assert found.supports[0].dates == (FIRST + timedelta(days=49),)


def test_it_says_how_many_days_are_still_missing_after_a_dose_change() -> None:
    diary = sensitised()
    on = FIRST + timedelta(days=100)
    noted = replace(diary, events=(DiaryEvent(on, "dose_change_by_prescriber"),))
    needs = [n for n in at_end(noted).needs if n.code is NeedCode.DAYS_AFTER_DOSE_CHANGE]
    assert [(need.days, need.since) for need in needs] == [(35 - 19, on)]


def test_days_entered_late_and_forgotten_doses_are_counted() -> None:
    diary = sensitised()
    entries = tuple(
        replace(e, entered_on=e.for_date + timedelta(days=n < 3))
        for n, e in enumerate(diary.entries)
    )
    doses = tuple(d for n, d in enumerate(diary.doses) if n != 60)
    quality = at_end(replace(diary, entries=entries, doses=doses)).quality
    assert quality.days_entered_late == 3
    assert quality.forgotten_doses_suspected == 1


def test_a_mistyped_year_does_not_make_a_diary_of_centuries() -> None:
    diary = sensitised()
    old = replace(diary, entries=(DayEntry(date(25, 1, 6), pain=3.0), *diary.entries))
    assert at_end(old).level is Level.DISCUSS


FIRST_LOOK = """
import sys
from datetime import date, datetime, timedelta
from app.trends.detector.assess import assess
from app.diary.diary import DayEntry, Diary, Dose
days = [datetime(2025, 1, 1 + n) for n in range(31)]
entries = (DayEntry(day.date(), pain=4.0, areas=frozenset({"neck"})) for day in days)
doses = (Dose(day, "oxycodone", "oral", 10.0, "mg") for day in days)
diary = Diary(tuple(entries), tuple(doses))
known = set(sys.modules)
assess(diary, date(2025, 1, 31))
print(*sorted(set(sys.modules) - known))
"""


@pytest.mark.slow
def test_the_first_look_of_a_process_loads_nothing_more() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_LOOK], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.slow
def test_one_look_at_ten_years_is_quick() -> None:
    days = 3650
    entries = tuple(
        DayEntry(
            FIRST + timedelta(days=n), float(3 + n % 4), touch=n % 3, areas=frozenset({"neck"})
        )
        for n in range(days)
    )
    medicines = ("oxycodone", "oxycodone ER", "tramadol", "buprenorphine", "ibuprofen")
    doses = tuple(_dose(n, name, 10.0) for n in range(days) for name in medicines * 2)
    diary = Diary(entries, doses, (), Profile(frozenset({"neck"})))
    cpu_seconds = []
    for _ in range(5):
        started = time.process_time()
        at_end(diary)
        cpu_seconds.append(time.process_time() - started)
    # 60 ms is what the method allows itself; a shared machine gets some room.
    assert min(cpu_seconds) < 0.12
