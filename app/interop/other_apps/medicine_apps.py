"""Medicine reminders and health apps that list doses, known by their headings."""

from app.interop.other_apps.choices import Choices, Part
from app.interop.other_apps.columns import columns_of, set_aside
from app.interop.other_apps.listing import Listing
from app.interop.tables.table import Table, TableRow

_TAKEN = "taken"


def medtimer(table: Table) -> Listing | None:
    """Read the events of MedTimer; what was reminded of and not taken is no dose.

    Form: `CSVEventExport` of Futsch1/medTimer, whose test writes "Amount" in older and "Dosage"
    in newer versions, and each time once as the phone shows it and once in UTC.
    """
    found = columns_of(table)
    if not found.has("reminded", "name", "taken") or found.at("dosage", "amount") is None:
        return None
    choices = Choices(
        columns=found.parts(
            date=["taken (iso 8601)", "taken"], medicine=["name"], amount=["dosage", "amount"]
        ),
        notes=found.positions(["notes"]),
        is_confirmed=True,
    )
    listing = found.listing("MedTimer", choices)
    at = choices.columns[Part.DATE]

    def not_taken(row: TableRow) -> str:
        return (
            ""
            if listing.cell(row, at)
            else "Only a reminder. The list does not say that it was taken."
        )

    return set_aside(listing, not_taken)


def health_auto_export(table: Table) -> Listing | None:
    """Read the medications that Health Auto Export takes out of Apple Health.

    Form: https://help.healthyapps.dev/en/health-auto-export/export-format/medications (fields
    and the seven states), and CSV files of two versions in public code: "Dosage" or "Dose Taken".
    """
    found = columns_of(table)
    if not found.has("date", "scheduled date", "medication", "status"):
        return None
    choices = Choices(
        columns=found.parts(
            date=["date"],
            medicine=["medication"],
            amount=["dosage", "dose taken", "dose"],
            unit=["unit", "units"],
        ),
        notes=found.positions(["notes"]),
        is_confirmed=True,
    )
    listing = found.listing("Health Auto Export", choices, "Only doses marked Taken come in.")
    at = found.at("status")

    def not_taken(row: TableRow) -> str:
        status = listing.cell(row, at)
        return (
            "" if status.casefold() == _TAKEN else f"Not taken, says the list: {status or 'empty'}"
        )

    return set_aside(listing, not_taken)


def cluster_headache_doses(table: Table) -> Listing | None:
    """Read the doses of Cluster Headache Tracker.

    Form: `CSV_HEADERS` of crmne/cluster-headache-tracker (`medication_dose/exportable.rb`).
    """
    found = columns_of(table)
    if not found.has("taken_at", "medication", "kind", "amount", "unit", "effectiveness"):
        return None
    choices = Choices(
        columns=found.parts(
            date=["taken_at"], medicine=["medication"], amount=["amount"], unit=["unit"]
        ),
        is_confirmed=True,
    )
    return found.listing("Cluster Headache Tracker", choices)
