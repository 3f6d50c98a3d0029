"""What else could explain it: each figure of these sentences, from the table."""

from datetime import date
from statistics import fmean, median

from tests.web.advisory.recount import doses
from tests.web.advisory.recount.sentences import Found, named, near, sentence
from tests.web.advisory.recount.sheet import ONE_DAY, Sheet, in_words, spelled

EVENTS = ("New injury", "Illness", "Surgery or procedure")
# What these sentences look back over.
EVENT_DAYS, LOOK_BACK_DAYS, FLARE_DAYS = 120, 90, 14


def logged(sheet: Sheet, told_days: str, told: str, *marks: str) -> list[date]:
    """Events of the last days."""
    assert int(told_days) == EVENT_DAYS
    first = sheet.today - (EVENT_DAYS - 1) * ONE_DAY
    found = sheet.noted([day for day in sheet.rows if day >= first], *marks)
    named(told, found)
    return found


@sentence(
    "In the two weeks before the dose went up on <day>, pain was <x>. In the two weeks after that "
    "day it was <x>."
)
@sentence(
    "In the two weeks before the dose went up on <day>, pain was <x>. In the two weeks after that "
    "day it was <x>. That is no clear relief."
)
def _step(sheet: Sheet, found: Found) -> None:
    day = spelled(found[1])
    assert doses.rose(sheet, day)
    before = sheet.mean("Pain", sheet.around(day, -14, 0))
    after = sheet.mean("Pain", sheet.around(day, 1, 15))
    near(found[2], before)
    near(found[3], after)
    assert (before - after >= 1) != ("no clear relief" in found[0])


@sentence("It hurts in the same places as before.")
def _same_places(sheet: Sheet, _: Found) -> None:
    assert not sheet.new_places((", a first place",))


@sentence("It hurts in new places: <names>.")
@sentence("Pain spread to new places: <names>.")
def _new_places(sheet: Sheet, found: Found) -> None:
    assert found[1] == in_words(sheet.new_places((", a first place",)))


@sentence("The new places are next to where it hurt at first: <names>.")
def _new_places_adjoin(sheet: Sheet, found: Found) -> None:
    assert found[1] == in_words(sheet.new_places((", a first place", "")))


@sentence("New places lie apart from where it hurt at first: <names>.")
def _new_places_apart(sheet: Sheet, found: Found) -> None:
    assert found[1] == in_words(sheet.new_places((", a first place", ", next to a first place")))


@sentence("Light touch does not hurt clearly more: <x> before, <x> since then.")
@sentence("Light touch hurts more: <x> before, <x> since then.")
def _touch(sheet: Sheet, found: Found) -> None:
    before, after = sheet.mean("Touch", sheet.before), sheet.mean("Touch", sheet.after)
    near(found[1], before)
    near(found[2], after)
    assert (after - before >= 1) == ("hurts more" in found[0])


@sentence("In the last <n> days, it is logged as getting worse on <days>.")
def _worse(sheet: Sheet, found: Found) -> None:
    logged(sheet, found[1], found[2], "My condition got worse")


@sentence("In the last <n> days, it is not logged that the condition got worse.")
def _not_worse(sheet: Sheet, found: Found) -> None:
    logged(sheet, found[1], "", "My condition got worse")


@sentence("In the last <n> days, missed doses are logged on <days>.")
def _missed(sheet: Sheet, found: Found) -> None:
    logged(sheet, found[1], found[2], "Missed doses")


@sentence("In the last <n> days, an injury, illness or surgery is logged on <days>.")
def _event(sheet: Sheet, found: Found) -> None:
    logged(sheet, found[1], found[2], *EVENTS)


@sentence("The last of these was <n> day<s> ago.")
def _since_event(sheet: Sheet, found: Found) -> None:
    last = sheet.noted(list(sheet.rows), *EVENTS)[-1]
    assert int(found[1]) == (sheet.today - last).days


@sentence("No injury, illness or surgery is logged in the last <n> days.")
def _no_event(sheet: Sheet, found: Found) -> None:
    logged(sheet, found[1], "", *EVENTS)


@sentence("The change began on <day>. What was logged last came later, on <day>.")
def _rise_before_event(sheet: Sheet, found: Found) -> None:
    assert spelled(found[1]) == sheet.after[0]
    assert spelled(found[2]) == sheet.noted(list(sheet.rows), *EVENTS)[-1] > sheet.after[0]


@sentence("Pain was <x> before. In the last <n> days it was that low on <n> of <n> logged day<s>.")
def _back(sheet: Sheet, found: Found) -> None:
    near(found[1], sheet.mean("Pain", sheet.before))
    assert int(found[2]) == FLARE_DAYS
    recent = sheet.figures("Pain", sheet.last(FLARE_DAYS))
    assert int(found[3]) == sum(pain <= float(found[1]) for pain in recent)
    assert int(found[4]) == len(recent)


@sentence(
    "In the last <n> days, pain was <x> on days with no opioid logged and on the days after them. "
    "On the other days it was <x>."
)
@sentence(
    "In the last <n> days, pain was <x> on days with no opioid logged and on the days after them. "
    "On the other days it was <x>. That is not clearly more."
)
def _without_dose(sheet: Sheet, found: Found) -> None:
    assert int(found[1]) == LOOK_BACK_DAYS
    days = sheet.last(LOOK_BACK_DAYS)
    missed = [
        day
        for day in days
        if sheet.no_opioid(day) or (day - ONE_DAY in sheet.rows and sheet.no_opioid(day - ONE_DAY))
    ]
    without = sheet.mean("Pain", missed)
    others = sheet.mean("Pain", [day for day in days if day not in missed])
    near(found[2], without)
    near(found[3], others)
    assert (without - others >= 1) != ("not clearly more" in found[0])


@sentence(
    "In the last <n> days, the opioid amount was <x> mg on days with pain above <x>. On days with "
    "pain of <x> or less it was <x> mg."
)
@sentence(
    "In the last <n> days, the opioid amount was <x> mg on days with pain above <x>. On days with "
    "pain of <x> or less it was <x> mg. That is not clearly more."
)
def _bad_days(sheet: Sheet, found: Found) -> None:
    days = sheet.last(int(found[1]))
    # From the last dose step on, where there was one.
    assert int(found[1]) == LOOK_BACK_DAYS or doses.rose(sheet, days[0])
    # More doses of the last day may come.
    both = [
        (pain, amount)
        for day in days[:-1]
        for pain in sheet.figures("Pain", [day])
        for amount in sheet.figures(doses.DOSE, [day])
    ]
    near(found[3], median(pain for pain, _ in both))
    assert found[3] == found[4]
    bad = fmean(amount for pain, amount in both if pain > float(found[3]))
    others = fmean(amount for pain, amount in both if pain <= float(found[3]))
    near(found[2], bad)
    near(found[5], others)
    assert (bad >= 1.2 * others) != ("not clearly more" in found[0])


@sentence("It hurt in <n> place<s> at first: <names>.")
def _at_first(sheet: Sheet, found: Found) -> None:
    names = [name for name, kind in sheet.places.values() if kind == ", a first place"]
    assert int(found[1]) == len(names)
    assert found[2] == in_words(names)


@sentence(
    "It hurt in <n> place<s> at first: <names>. Each is marked on at least a third of the first "
    "<n> days with places, from <day> to <day>."
)
def _learned(sheet: Sheet, found: Found) -> None:
    _at_first(sheet, found)
    answered = [day for day in sheet.rows if sheet.marked(day)][: int(found[3])]
    assert int(found[3]) == 14
    assert (spelled(found[4]), spelled(found[5])) == (answered[0], answered[-1])
    often = [name for at, (name, _) in sheet.places.items() if sheet.share(at, answered) >= 1 / 3]
    assert found[2] == in_words(often)


@sentence(
    "On the <n> days with an answer about places from <day> to <day>, it hurt in <x> more places a "
    "day."
)
def _other_places_at_first(sheet: Sheet, found: Found) -> None:
    answered = [day for day in sheet.rows if sheet.is_answered(day)]
    within = [day for day in answered if day < answered[0] + 35 * ONE_DAY]
    assert (int(found[1]), spelled(found[2]), spelled(found[3])) == (
        len(within),
        within[0],
        within[-1],
    )
    near(found[4], sheet.mean("New places", within))


@sentence("Mood was <x> of ten before, and <x> since then. That is lower.")
@sentence("Mood was <x> of ten before, and <x> since then. That is not clearly lower.")
@sentence("Sleep was <x> of ten before, and <x> since then. That is worse.")
@sentence("Sleep was <x> of ten before, and <x> since then. That is not clearly worse.")
def _rated(sheet: Sheet, found: Found) -> None:
    column = found[0].split()[0]
    before, after = sheet.mean(column, sheet.before), sheet.mean(column, sheet.after)
    near(found[1], before)
    near(found[2], after)
    assert (before - after >= 1) != ("not clearly" in found[0])
