"""The provider's page says each thing once, and names the days beside each figure."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.diary.diary import Diary
from app.services.share.part import part_of
from app.services.share.terms import Section, Terms
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Verdict
from app.trends.detector.situations import read
from app.web.advisory.page import advisory_page
from app.web.share.summary import SharedSummary, shared_summary
from app.web.share.summary_changes import TOUCH_LABEL
from app.web.trends.page import trends_page
from app.web.trends.timeline import OPEN_DAY
from tests.cast.courses import DAYS, a_little_more, calm, made, pattern, rising, same_pain

pytestmark = pytest.mark.slow

LAST = date(2026, 3, 11)
FIRST = LAST - timedelta(days=DAYS - 1)
NOW = datetime(2026, 3, 11, 18, tzinfo=UTC)
ALL = frozenset(Section)


def raised_often(last_day: date) -> Diary:
    """Pain, touch and places go up while the dose goes up three times."""
    return made(
        last_day,
        pain=rising(4, 8),
        touch=rising(0, 6),
        spreads_from=70,
        mg=lambda n: 30 if n < 25 else 45 if n < 50 else 60 if n < 75 else 90,
    )


DIARIES = (pattern, raised_often, a_little_more, same_pain, calm)


def page_of(diary: Diary, sections: frozenset[Section] = ALL) -> SharedSummary:
    return shared_summary(part_of(diary, Terms(FIRST, LAST, sections, "", "")), NOW, "UTC")


def line(shown: SharedSummary, label: str) -> str:
    return next(line.text for line in shown.changes if line.label == label)


def row(shown: SharedSummary, title: str) -> tuple[str, str, str]:
    assert shown.advisory is not None
    [found] = [row for row in shown.advisory.rows if row.title == title]
    return found.before, found.since, found.change


def told(shown: SharedSummary, title: str) -> str:
    assert shown.advisory is not None
    return next((line.words for line in shown.advisory.told if line.title == title), "")


@pytest.mark.parametrize("make", DIARIES)
def test_what_changed_and_the_evidence_compare_the_same_days(make: Callable[[date], Diary]) -> None:
    shown = page_of(make(LAST))
    assert shown.advisory is not None
    assert shown.compared == shown.advisory.compared
    before, since, change = row(shown, "Average pain")
    figures = f"{before} → {since}".replace(" out of 10", "")
    assert line(shown, "Pain, 0 to 10") == (
        f"{figures}, {change.replace(' (', ' (95 % interval ')}."
    )
    before, since, _ = row(shown, "Pain from light touch")
    assert line(shown, TOUCH_LABEL).endswith(f"mean {before} → {since}.".replace(" out of 10", ""))


@pytest.mark.parametrize("make", DIARIES)
def test_one_list_of_new_places(make: Callable[[date], Diary]) -> None:
    diary = make(LAST)
    shown = page_of(diary)
    assessment = assess(diary, LAST)
    patients = advisory_page(diary, assessment, read(diary, assessment))
    places = next(one for one in patients.evidence if one.title == "New places").sentence
    new = re.search(r"New: ([a-z, ]+)\.", line(shown, "Places that hurt"))
    assert (new is not None) == ("to new places: " in places)
    if new:
        assert places == f"Pain spread to new places: your {new[1]}."


@pytest.mark.parametrize("make", [pattern, raised_often, same_pain])
def test_pain_after_a_raise_is_the_same_in_the_table_and_in_the_evidence(
    make: Callable[[date], Diary],
) -> None:
    diary = make(LAST)
    shown = page_of(diary)
    words = told(shown, "After the dose went up")
    day = re.search(r"went up on (\d+ \w+ \d+)\.", words)
    assert day
    [followed] = [one for one in shown.followed if one.day == day[1]]
    figures = re.findall(r"\d+\.\d(?= out of 10)", words)
    assert figures == [followed.before, followed.late.split(":")[0]]
    assessment = assess(diary, LAST)
    evidence = advisory_page(diary, assessment, read(diary, assessment)).evidence
    reach = next(one.reach for one in evidence if one.title == "After the dose went up")
    (interval,) = re.findall(r"\((.*)\)", followed.late)
    assert f"it may be {interval} (95" in reach
    on_trends = trends_page(diary, FIRST, LAST).steps
    assert on_trends is not None
    assert followed in on_trends.rows


def test_a_day_that_is_not_over_lowers_no_amount_here_either() -> None:
    """Of this day's 120 mg only 5 are taken yet."""
    diary = pattern(LAST)
    doses = tuple(
        replace(dose, amount=5) if dose.taken_at_local.date() == LAST else dose
        for dose in diary.doses
    )
    diary = replace(diary, doses=doses, open_day=LAST)
    shown, trends = page_of(diary), trends_page(diary, FIRST, LAST)
    assert line(shown, "Usual opioid amount") == line(page_of(pattern(LAST)), "Usual opioid amount")
    assert shown.timeline is not None
    assert trends.timeline is not None
    assert OPEN_DAY in shown.timeline.reading
    assert shown.timeline.reading == trends.timeline.reading


def test_soon_after_another_opioid_took_over_there_is_one_set_of_windows_too() -> None:
    rotated_on = 70
    made_before = pattern(LAST)
    changed = datetime.combine(FIRST + timedelta(days=rotated_on), datetime.min.time())
    diary = replace(
        made_before,
        doses=tuple(
            replace(dose, medication="hydromorphone ER") if dose.taken_at_local >= changed else dose
            for dose in made_before.doses
        ),
    )
    splits = []
    for days_since in range(40):
        last = FIRST + timedelta(days=rotated_on + days_since)
        part = part_of(diary, Terms(FIRST, last, ALL, "", ""))
        assert part.assessment is not None
        assert part.compared is not None
        splits.append(split := part.assessment.split)
        assert part.compared.is_split == (split is not None)
        for one in part.assessment.criteria:
            if one.before and one.after and one.verdict is not Verdict.CANNOT_JUDGE:
                assert one.before.last < one.after.first, one.code
        if split is None:
            continue
        shown = part.compared.then.first, part.compared.now.first
        assert shown == (split[0].first, split[1].first)
        reaches_across = split[0].first < changed.date() <= last
        assert not reaches_across or days_since < 7, "known on the seventh day"
    assert splits[6] is not None
    assert {splits[n] for n in range(7, 20)} == {None}
    assert splits[39] is not None


@pytest.mark.parametrize("make", DIARIES)
def test_each_figure_of_other_days_names_them(make: Callable[[date], Diary]) -> None:
    shown = page_of(make(LAST))
    assert shown.advisory is not None
    for one in shown.advisory.told:
        if re.search(r"\d+(\.\d)? (of 10|mg|new places)", one.words):
            assert "Days: " in one.words or one.title == "Better days", one.title


def test_the_lowest_amount_is_said_with_its_days() -> None:
    words = told(page_of(raised_often(LAST)), "Daily opioid amount")
    assert "30 mg before, 90 mg lately" in words
    assert (
        "Days: before, 12 November to 6 December 2025: 25 days with an amount, 0 without; " in words
    )


def test_without_the_advisory_the_first_and_last_two_weeks_are_compared() -> None:
    shown = page_of(pattern(LAST), ALL - {Section.ADVISORY})
    assert shown.compared.startswith("Compared: 12 to 25 November 2025 (first two weeks) with ")
    assert shown.places is not None
    assert shown.places.then_caption.startswith("First two weeks, ")


def test_the_body_maps_show_the_days_that_the_page_compares() -> None:
    shown = page_of(pattern(LAST))
    assert shown.places is not None
    for caption in (shown.places.then_caption, shown.places.now_caption):
        assert caption.split(", ", 1)[1] in shown.compared
