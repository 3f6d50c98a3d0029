"""profile.json: what held before the diary began."""

import json

from app.diary.diary import Profile
from app.interop import fields
from app.interop.json_fields import date_text, parse_object
from app.interop.sources import PROFILE


def read_profile(content: bytes) -> Profile:
    """Read profile.json; a field that is null or not there was not answered.

    Raises:
        ArchiveError: it is not JSON, or a field is not what it should be.
    """
    root = parse_object(PROFILE, content)
    answered = {name for name, value in root.values.items() if value is not None}
    areas: tuple[str, ...] = ()
    if "original_locations" in answered:
        areas = root.list_of_text("original_locations", fields.read_area)
    return Profile(
        original_areas=frozenset(areas),
        opioid_start=root.text("opioid_start", fields.read_date)
        if "opioid_start" in answered
        else None,
        condition=root.text("condition", fields.read_text) if "condition" in answered else "",
    )


def write_profile(profile: Profile) -> bytes:
    """Write profile.json."""
    content = {
        "original_locations": sorted(profile.original_areas),
        "opioid_start": date_text(profile.opioid_start),
        "condition": profile.condition,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
