"""How many days Trends shows, and what the browser needs to make its picture interactive."""

from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for

from app.web.kit.assets import asset, has_asset

LENGTHS = MappingProxyType({"30": 30, "90": 90, "365": 365, "all": None})
DEFAULT_CHOICE = "90"
LABELS = MappingProxyType({"30": "30 days", "90": "90 days", "365": "1 year", "all": "All"})
LIBRARY = "vendor/plotly-basic.min.js"
LIBRARY_STYLES = "vendor/plotly.css"


@dataclass(frozen=True, slots=True)
class Choice:
    """One length to choose."""

    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Explore:
    """Addresses of the figure and of the chart library."""

    figure: str
    library: str
    styles: str


def choices(endpoint: str, chosen: str) -> tuple[Choice, ...]:
    """Return the lengths as links to `endpoint`."""
    return tuple(
        Choice(label, url_for(endpoint, days=days), days == chosen)
        for days, label in LABELS.items()
    )


def explore(figure: str) -> Explore | None:
    """Return what the interactive picture needs; `None` when the library is not installed.

    Args:
        figure: address of the figure's JSON.
    """
    if not (has_asset(LIBRARY) and has_asset(LIBRARY_STYLES)):
        return None
    return Explore(figure, asset(LIBRARY), asset(LIBRARY_STYLES))
