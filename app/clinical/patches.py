"""Patches: how long one is worn when nobody says, and which wearing times are possible."""

from app.clinical.medicines import find_substance

# The archive's rule for a patch when nobody says how long it is worn. Fentanyl patches are
# labelled for 72 hours: https://fda.report/DailyMed/2a0092d8-f782-45ec-b8a8-c72156bbd5d5.
USUAL_WEAR_HOURS = 72
# Buprenorphine of 5 to 20 mcg/h is made to be worn for seven days; the stronger patches are for
# three or four, depending on the brand, and are left to the rule above:
# https://www.westmidspallcare.co.uk/wmpcp/guide/pain/transdermal-opioids/transdermal-buprenorphine/
WEEK_HOURS = 168
STRONGEST_WEEKLY_BUPRENORPHINE_MCG_PER_HOUR = 20

# Our own limits, half a day to two weeks: longer than any patch is worn, they only catch slips.
# They hold for forms, files and the table.
MOST_WORN_AT_ONCE = 10
SHORTEST_WEAR_HOURS, LONGEST_WEAR_HOURS = 12, 336


def can_be_worn_at_once(count: int) -> bool:
    """Tell whether anyone wears this many patches together."""
    return 1 <= count <= MOST_WORN_AT_ONCE


def can_be_worn_for(hours: int) -> bool:
    """Tell whether any patch is worn for this many hours."""
    return SHORTEST_WEAR_HOURS <= hours <= LONGEST_WEAR_HOURS


def usual_wear_hours(medication: str, strength_mcg_per_hour: float) -> int:
    """Return for how many hours a patch is worn by its label.

    >>> usual_wear_hours("fentanyl", 25), usual_wear_hours("buprenorphine", 20)
    (72, 168)
    """
    substance = find_substance(medication)
    if (
        substance is not None
        and substance.code == "buprenorphine"
        and strength_mcg_per_hour <= STRONGEST_WEEKLY_BUPRENORPHINE_MCG_PER_HOUR
    ):
        return WEEK_HOURS
    return USUAL_WEAR_HOURS
