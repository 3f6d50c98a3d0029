"""Whose form a table has."""

from dataclasses import replace

from app.interop.other_apps.diary_apps import (
    cluster_headache_tracker,
    daylio,
    manage_my_pain,
    migraine_buddy,
    pain_tracker,
    redcap,
)
from app.interop.other_apps.guess import suggested_choices
from app.interop.other_apps.listing import Listing, plain_listing
from app.interop.other_apps.medicine_apps import (
    cluster_headache_doses,
    health_auto_export,
    medtimer,
)
from app.interop.other_apps.value_apps import apple_health, bearable, track_and_graph
from app.interop.tables.table import Table

# The narrower forms first: REDCap's headings may be anything.
_FORMS = (
    bearable,
    migraine_buddy,
    daylio,
    medtimer,
    pain_tracker,
    cluster_headache_tracker,
    cluster_headache_doses,
    track_and_graph,
    health_auto_export,
    apple_health,
    manage_my_pain,
    redcap,
)
KNOWN_APPS = (
    "Bearable",
    "Migraine Buddy",
    "Daylio",
    "MedTimer",
    "Pain Tracker",
    "Cluster Headache Tracker",
    "Track & Graph",
    "Health Auto Export",
    "Apple Health, by Simple Health Export",
    "Manage My Pain",
    "REDCap",
)


def recognised(table: Table) -> Listing:
    """Return the table as a list of the app whose form it has, else as any list.

    >>> from app.interop.tables.text import csv_table
    >>> recognised(csv_table("a.csv", b"FeatureName,Timestamp,Value,Note")).app
    'Track & Graph'
    """
    found = (form(table) for form in _FORMS)
    known = next((listing for listing in found if listing is not None), None)
    if known is not None:
        return known
    listing = plain_listing(table)
    return replace(listing, suggested=suggested_choices(listing))
