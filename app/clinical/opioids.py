"""Morphine equivalents: how much one unit of an opioid counts.

The figures and their source are in `app.clinical.opioid_catalogue`.
"""

from functools import lru_cache

from app.clinical import routes
from app.clinical.medicines import find_name, find_substance, is_opioid

MME_SOURCE = "CDC Clinical Practice Guideline for Prescribing Opioids for Pain, 2022"
MME_SOURCE_ADDRESS = "https://www.cdc.gov/mmwr/volumes/71/rr/rr7103a1.htm"


@lru_cache(maxsize=2048)
def mme_factor(medication: str, route: str, unit: str) -> float | None:
    """Return how many morphine milligram equivalents one `unit` counts.

    For mg by mouth that is MME per mg. For a patch it is MME per day of wearing 1 mcg/h:
    patches worn together add up, and nothing is divided by the days between changes.

    Args:
        medication: name as in the diary.
        route: a code of `app.clinical.routes`.
        unit: a code of `app.clinical.units`.

    Returns:
        The CDC 2022 factor; None for what the guideline gives none, which is never zero, and
        for two opioids under one name: nobody can tell how much of each was taken.

    >>> mme_factor("oxycodone ER", "oral", "mg")
    1.5
    >>> mme_factor("fentanyl", "transdermal", "mcg/h")
    2.4
    >>> mme_factor("morphine", "intravenous", "mg") is None
    True
    """
    known = find_name(medication)
    if known is None:
        return None
    substance = known.substance
    if any(is_opioid(part) and find_substance(part) is not substance for part in known.parts):
        return None
    if (route, unit) == (routes.ORAL, "mg"):
        return substance.mme_per_mg
    if (route, unit) == (routes.TRANSDERMAL, "mcg/h"):
        return substance.mme_per_mcg_per_hour
    return None
