"""Days and months as they stand in addresses and hidden fields."""

import re
from datetime import date

from flask import url_for

from app.services.errors import NotFound, Refused
from app.services.moments import check_day

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> date | None:
    """Return the day that `text` names, or None.

    >>> read_day("2026-02-28"), read_day("2026-02-30"), read_day("20260228")
    (datetime.date(2026, 2, 28), None, None)
    """
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_href(day: date) -> str:
    """Return the address of a day of History."""
    return url_for("history.show_day", day=day.isoformat())


def sheet_href(day: date, today: date) -> str:
    """Return the address of the page on which a day is logged and shown: Today, or History."""
    return url_for("today.show") if day == today else day_href(day)


def href_after_deleting(day: date, today: date) -> str:
    """Return where to go when something of a day was deleted, which may have been its last record.

    A day that is still to come by the person's clock can be opened only while it holds records.
    """
    return url_for("history.show") if day > today else day_href(day)


def open_day(text: str, today: date) -> date:
    """Return the day of an address.

    Raises:
        NotFound: there is no such day, or nothing can be logged on it.
    """
    day = read_day(text)
    if day is None:
        raise NotFound
    try:
        check_day(day, today)
    except Refused:
        raise NotFound from None
    return day


def open_month(text: str, today: date) -> date:
    """Return the first day of the month of an address, as `2026-03`.

    Raises:
        NotFound: there is no such month, or nothing can be logged in it.
    """
    return open_day(f"{text}-01", today)
