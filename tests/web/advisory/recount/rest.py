"""The fact that stands out, how much the diary holds, the rules: each figure, from the table."""

import re
from datetime import date
from math import sqrt

from app.trends.detector.scorecard import METHOD_VERSION
from tests.web.advisory.recount import doses
from tests.web.advisory.recount.sentences import CHECKS, Found, named, near, sentence
from tests.web.advisory.recount.sheet import DAY, ONE_DAY, SPAN, Sheet, days_of, spelled

# How much wider the variance is taken than in textbooks (docs/trend-method.md).
INFLATION = 2.6
# The drift that an interval knows of, by column, and how much wider it is where days were chosen.
DRIFT = {"Pain": 0.45, "Touch": 0.4, "New places": 0.2}
SEARCHED = 1.4
# What makes a need: "14 are needed".
NEEDED = {"all": 14, "lately": 10, "after a change": 35}
NEED_COLUMNS = {"a pain score": "Pain", "about touch": "Touch", "it hurt": "Where"}


# --- The fact that stands out ------------------------------------------------------------------


@sentence(
    "In the last four weeks, since <day>, pain is marked in the head on <n> days, and in no other "
    "place."
)
def _head(sheet: Sheet, found: Found) -> None:
    days = sheet.last(28)
    assert spelled(found[1]) == days[0]
    marked = [sheet.marked(day) for day in days if sheet.marked(day)]
    assert int(found[2]) == len(marked)
    assert {sheet.places[letter][0] for letter in set().union(*marked)} == {"head"}


@sentence("In the last two weeks, missed doses are noted on <days>.")
def _missed_lately(sheet: Sheet, found: Found) -> None:
    named(found[1], sheet.noted(sheet.last(14), "Missed doses"))


@sentence("In the last two weeks, no opioid is logged on <n> days in a row, up to <day>.")
def _gap(sheet: Sheet, found: Found) -> None:
    # The day itself is not over.
    runs: list[list[date]] = [[]]
    for day in sheet.last(14)[:-1]:
        if sheet.no_opioid(day) and sheet.has(day, "Pain"):
            runs[-1].append(day)
        else:
            runs.append([])
    longest = max(reversed(runs), key=len)
    assert int(found[1]) == len(longest)
    assert spelled(found[2]) == longest[-1]


@sentence(
    "Pain went up from about <day>: <x> of ten before, and <x> of ten from then until the dose "
    "went up. The dose went up from <day>."
)
def _pain_first(sheet: Sheet, found: Found) -> None:
    first, until = spelled(found[1]), spelled(found[4])
    assert first == sheet.after[0]
    assert doses.rose(sheet, until)
    near(found[2], sheet.mean("Pain", sheet.before))
    near(found[3], sheet.mean("Pain", [day for day in sheet.rows if first <= day < until]))


@sentence(
    "The dose came down from <day>. In the two weeks before, pain was <x> of ten. Since "
    "<day> it is <x> of ten."
)
def _improved(sheet: Sheet, found: Found) -> None:
    down, since = spelled(found[1]), spelled(found[3])
    assert doses.fell(sheet, down)
    assert since == max(down + 14 * ONE_DAY, sheet.today - 27 * ONE_DAY)
    near(found[2], sheet.mean("Pain", sheet.around(down, -14, 0)))
    near(found[4], sheet.mean("Pain", [day for day in sheet.rows if day >= since]))


def _improved_since(sheet: Sheet, found: Found) -> None:
    changed, since = spelled(found[1]), spelled(found[3])
    assert since == max(changed + 14 * ONE_DAY, sheet.today - 27 * ONE_DAY)
    near(found[2], sheet.mean("Pain", sheet.around(changed, -14, 0)))
    near(found[4], sheet.mean("Pain", [day for day in sheet.rows if day >= since]))


@sentence(
    "Another opioid took over on <day>. In the two weeks before, pain was <x> of ten. Since <day> "
    "it is <x> of ten."
)
def _improved_after_rotation(sheet: Sheet, found: Found) -> None:
    _improved_since(sheet, found)


@sentence(
    "The dose came down from <day>, and none is logged from <day> on. In the two weeks before, "
    "pain was <x> of ten. Since <day> it is <x> of ten."
)
def _improved_after_stop(sheet: Sheet, found: Found) -> None:
    began, stop, since = (spelled(found[n]) for n in (1, 2, 4))
    assert all(sheet.no_opioid(day) for day in sheet.rows if day >= stop)
    assert not sheet.no_opioid(stop - ONE_DAY)
    assert since == max(stop + 14 * ONE_DAY, sheet.today - 27 * ONE_DAY)
    near(found[3], sheet.mean("Pain", sheet.around(began, -14, 0)))
    near(found[5], sheet.mean("Pain", [day for day in sheet.rows if day >= since]))


@sentence(
    "The dose went up from <day>. Pain was <x> of ten in the two weeks before, and <x> of "
    "ten two to five weeks later."
)
def _same_pain(sheet: Sheet, found: Found) -> None:
    day = spelled(found[1])
    assert doses.rose(sheet, day)
    near(found[2], sheet.mean("Pain", sheet.around(day, -14, 0)))
    near(found[3], sheet.mean("Pain", sheet.around(day, 15, 36)))


# --- How much there is, and what is compared ----------------------------------------------------


@sentence("<n> more day<s> with a pain score in the last four weeks (<n> needed).")
def _need_lately(sheet: Sheet, found: Found) -> None:
    assert int(found[2]) == NEEDED["lately"]
    assert int(found[1]) == NEEDED["lately"] - len(sheet.figures("Pain", sheet.last(28)))


@sentence("<n> more day<s> after the change on <day> (<n> needed).")
def _need_after_change(sheet: Sheet, found: Found) -> None:
    assert int(found[3]) == NEEDED["after a change"]
    day = spelled(found[2])
    assert doses.changed(sheet, day)
    assert int(found[1]) == NEEDED["after a change"] - (sheet.today - day).days


@sentence("<n> more day<s> with a pain score (<n> needed).")
@sentence("<n> more day<s> with an answer about touch (<n> needed).")
@sentence("<n> more day<s> with an answer about where it hurt (<n> needed).")
@sentence("<n> more day<s> with your doses (<n> needed).")
@sentence("<n> more day<s> with an opioid that can be counted (<n> needed).")
def _need(sheet: Sheet, found: Found) -> None:
    column = next((NEED_COLUMNS[end] for end in NEED_COLUMNS if end in found[0]), doses.DOSE)
    assert int(found[2]) == NEEDED["all"]
    assert int(found[1]) == NEEDED["all"] - sum(sheet.has(day, column) for day in sheet.rows)


@sentence("The diary begins on <day>.")
def _begins(sheet: Sheet, found: Found) -> None:
    assert spelled(found[1]) == min(day for day in sheet.rows if sheet.has(day, "Pain"))


@sentence("Since then <n> day<s> with a pain score, <n> without.")
def _days_logged(sheet: Sheet, found: Found) -> None:
    with_score = sum(sheet.has(day, "Pain") for day in sheet.rows)
    assert (int(found[1]), int(found[2])) == (with_score, len(sheet.rows) - with_score)


@sentence("<n> day<s> entered on a later day.")
def _entered_later(sheet: Sheet, found: Found) -> None:
    assert int(found[1]) == len(sheet.noted(list(sheet.rows), "Entered later"))


@sentence(
    "Touch answered on <n> day<s>, places on <n>, an opioid amount that can be counted on <n>."
)
def _answered(sheet: Sheet, found: Found) -> None:
    for told, column in zip(found.groups(), ("Touch", "Where", doses.DOSE), strict=True):
        assert int(told) == sum(sheet.has(day, column) for day in sheet.rows), column


@sentence(
    "<n> day<s> with a pain score and no opioid amount, between days with one: a dose may not "
    "have been logged."
)
def _forgotten(sheet: Sheet, found: Found) -> None:
    def amid(day: date) -> bool:
        around = [other for other in sheet.around(day, -7, 8) if other in sheet.rows]
        return sum(sheet.has(other, doses.DOSE) for other in around) >= 0.75 * len(around)

    days = [
        day
        for day in sheet.rows
        if sheet.has(day, "Pain") and not sheet.has(day, doses.DOSE) and amid(day)
    ]
    assert int(found[1]) == len(days)


@sentence(
    "Since then: the last run of days that differs most, for pain, touch and places together. It "
    "is two weeks to <n> weeks long."
)
def _rule_of_after(sheet: Sheet, found: Found) -> None:
    assert int(found[1]) == 24
    assert 14 <= len(sheet.after) <= 7 * 24


@sentence("Before: the days up to it, <n> weeks at most.")
def _rule_of_before(sheet: Sheet, found: Found) -> None:
    assert int(found[1]) == 24
    assert len(sheet.before) <= 7 * 24


@sentence("The dose came down: by <n> % or more in all. The largest step counts.")
def _rule_of_cut(_: Sheet, found: Found) -> None:
    assert int(found[1]) == 20


@sentence(
    "A change may be larger or smaller by chance. How far is shown by a <n> % interval. It is <x> "
    "times as wide as in textbooks, since one day is much like the next. For pain, touch and "
    "places, it also allows for slow drift."
)
def _rule_of_interval(_: Sheet, found: Found) -> None:
    assert int(found[1]) == 95
    near(found[2], sqrt(INFLATION))


@sentence(
    "For pain, touch and new places it is <x> times as wide again, as Tidemark searched for the "
    "days that differ most."
)
def _rule_of_search(_: Sheet, found: Found) -> None:
    near(found[1], SEARCHED)


def _compared(sheet: Sheet, found: Found) -> None:
    assert (days_of(found[1]), days_of(found[2])) == (sheet.before, sheet.after)


def _method(sheet: Sheet, found: Found) -> None:
    assert spelled(found[1]) == sheet.today
    assert found[2] == METHOD_VERSION


CHECKS += [
    (
        re.compile(
            rf"Compared: ({SPAN}) \(before\) with ({SPAN}) \(since then\)\."
            "(?: See how this was worked out)?"
        ),
        _compared,
    ),
    (re.compile(rf"Worked out for ({DAY}), rules ([\w-]+)\."), _method),
]
