"""Patches: how long one is worn when nobody says, and which wearing times are possible."""

from types import MappingProxyType

from app.clinical.medicines import find_substance
from app.clinical.name_table import words_of

# The archive's rule for a patch when nobody says how long it is worn. Fentanyl patches are
# labelled for 72 hours: https://fda.report/DailyMed/2a0092d8-f782-45ec-b8a8-c72156bbd5d5.
USUAL_WEAR_HOURS = 72
# Buprenorphine patches of these strengths are worn for seven days:
# https://www.rxlist.com/butrans-drug/indications-dosage.htm (5 to 20 mcg/h) and
# https://www.nps.org.au/medicine-finder/norspan-40-transdermal-patch (up to 40 mcg/h).
WEEK_HOURS = 168
WEEKLY_BUPRENORPHINE_MCG_PER_HOUR = frozenset({5, 7.5, 10, 15, 20, 25, 30, 40})
# Those of 35, 52.5 and 70 mcg/h are for three or four days; only the brand tells which:
# https://www.westmidspallcare.co.uk/wmpcp/guide/pain/transdermal-opioids/transdermal-buprenorphine/
# http://ggcprescribing.org.uk/blog/safe-buprenorphine-pat/
_HOURS_BY_BRAND = MappingProxyType(
    dict.fromkeys(("bupeaze", "carlosafine", "relevtec", "transtec"), 96)
    | {"hapoctasin": 72}
    | dict.fromkeys(
        ("bunov", "bupramyl", "butec", "butrans", "norspan", "panitaz", "rebrikel"), WEEK_HOURS
    )
    | dict.fromkeys(("reletrans", "sevodyne"), WEEK_HOURS)
)

# Our own limits, half a day to two weeks: longer than any patch is worn, they only catch slips.
# They hold for forms and files; the table holds the number only, since older rows may have others.
MOST_WORN_AT_ONCE = 10
SHORTEST_WEAR_HOURS, LONGEST_WEAR_HOURS = 12, 336


def can_be_worn_at_once(count: int) -> bool:
    """Tell whether anyone wears this many patches together."""
    return 1 <= count <= MOST_WORN_AT_ONCE


def can_be_worn_for(hours: int) -> bool:
    """Tell whether any patch is worn for this many hours."""
    return SHORTEST_WEAR_HOURS <= hours <= LONGEST_WEAR_HOURS


def labelled_wear_hours(medication: str, strength_mcg_per_hour: float | None = None) -> int | None:
    """Return for how many hours a patch is worn by its label; None where that is not known.

    >>> labelled_wear_hours("fentanyl"), labelled_wear_hours("buprenorphine (Transtec)", 35)
    (72, 96)
    >>> labelled_wear_hours("buprenorphine", 20), labelled_wear_hours("buprenorphine", 35)
    (168, None)
    """
    substance = find_substance(medication)
    code = substance.code if substance else ""
    if code == "fentanyl":
        return USUAL_WEAR_HOURS
    if code != "buprenorphine":
        return None
    by_brand = (_HOURS_BY_BRAND.get(word) for word in words_of(medication))
    is_weekly = strength_mcg_per_hour in WEEKLY_BUPRENORPHINE_MCG_PER_HOUR
    return next(filter(None, by_brand), WEEK_HOURS if is_weekly else None)


def usual_wear_hours(medication: str, strength_mcg_per_hour: float) -> int:
    """Return for how many hours a patch is worn by its label, or else by the archive's rule.

    >>> usual_wear_hours("buprenorphine", 20), usual_wear_hours("buprenorphine", 35)
    (168, 72)
    """
    return labelled_wear_hours(medication, strength_mcg_per_hour) or USUAL_WEAR_HOURS
