"""Doses that were logged with another amount than the list of medicines now says."""

from datetime import date

from app.services.medicines import medicines
from app.services.medicines.doses import doses_of_other_amounts
from app.web.kit.access import Visit


def other_amounts_since(visit: Visit, public_id: str, day: date) -> str:
    """Say how many doses of a medicine differ from its prescription of a day; empty for none.

    What was taken stays as it was logged: only the person knows which of the two is wrong.
    """
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    count = doses_of_other_amounts(visit.session, medicine, day)
    if not count:
        return ""
    if count == 1:
        return " 1 dose logged since then has another amount. If it is wrong, change it below."
    return (
        f" {count} doses logged since then have another amount. Change those that are wrong below."
    )
