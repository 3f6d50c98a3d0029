"""An archive without what no form would take: days that are still to come."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.diary.day_words import day_words
from app.interop.archive import Archive

_Record = TypeVar("_Record")
_MOST_NAMED = 5


def without_days_to_come(archive: Archive, today: date) -> Archive:
    """Leave out records of days after `today`, and say so in a remark."""
    diary, lossless = archive.diary, archive.lossless
    left_out: set[date] = set()

    def lived(records: Iterable[tuple[date, _Record]]) -> tuple[_Record, ...]:
        dated = tuple(records)
        left_out.update(day for day, _ in dated if day > today)
        return tuple(record for day, record in dated if day <= today)

    diary = replace(
        diary,
        entries=lived((entry.for_date, entry) for entry in diary.entries),
        doses=lived((dose.taken_at_local.date(), dose) for dose in diary.doses),
        events=lived((event.for_date, event) for event in diary.events),
    )
    if lossless is not None:
        lossless = replace(
            lossless,
            check_ins=lived((c.for_date, c) for c in lossless.check_ins),
            doses=lived((dose.taken_at_local.date(), dose) for dose in lossless.doses),
            events=lived((one.event.for_date, one) for one in lossless.events),
        )
    if not left_out:
        return archive
    named = ", ".join(day_words(day) for day in sorted(left_out)[:_MOST_NAMED])
    more = f" and {len(left_out) - _MOST_NAMED} more" if len(left_out) > _MOST_NAMED else ""
    remark = f"Left out, since these days are still to come: {named}{more}."
    return replace(archive, diary=diary, lossless=lossless, remarks=(*archive.remarks, remark))
