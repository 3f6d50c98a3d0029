"""What makes a record of the plain files the same record, so that none is ever added twice.

The plain files carry no identifiers. A day is one entry, so its date identifies it. Doses and
events are identified by what they say; where several say the same (two tablets at eight), by
their number among those. Any order of rows gives the same set of keys.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from app.diary.diary import DiaryEvent, Dose
from app.interop.sheets_write import amount_text


def dose_keys(doses: Iterable[Dose]) -> tuple[str, ...]:
    """Return the key of each dose, in the order given. A removal may be added later: not part."""
    return _numbered(
        "dose",
        (
            (
                dose.taken_at_local.isoformat(),
                " ".join(dose.medication.casefold().split()),
                dose.route,
                amount_text(dose.amount),
                dose.unit,
            )
            for dose in doses
        ),
    )


def event_keys(events: Iterable[DiaryEvent]) -> tuple[str, ...]:
    """Return the key of each event, in the order given."""
    return _numbered("event", ((e.for_date.isoformat(), e.kind, e.note) for e in events))


def _numbered(kind: str, records: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for record in records:
        seen[record] += 1
        keys.append(_key(kind, *record, str(seen[record])))
    return tuple(keys)


def _key(*parts: str) -> str:
    # JSON keeps the parts apart whatever they hold.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
