"""A month that was added up (`DayPack`) ends with any write to one of its days.

As with the revision, nobody has to remember it: each session is listened to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Delete, Insert, Table, Update, delete, event, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, ORMExecuteState, Session

from app.models.diary import CheckIn, DayPack
from app.models.medicine import Dose
from app.models.revision import of_same_rows, rows_to_write

# Which day a row belongs to.
WHICH_DAY: Mapping[type[Any], InstrumentedAttribute[Any]] = {
    CheckIn: CheckIn.for_date,
    Dose: Dose.taken_at_local,
}
_PACK = cast("Table", DayPack.__table__)

_Dated = tuple[int, date | datetime]


@event.listens_for(Session, "before_flush")
def _end_before_flush(session: Session, *_: object) -> None:
    with session.no_autoflush:
        dated = [
            (row.person_id, day)
            for row in cast("list[Any]", rows_to_write(session))
            if type(row) in WHICH_DAY
            for day in _days_of(row)
        ]
    _end(session, dated)


def _days_of(row: Any) -> list[date | datetime]:  # noqa: ANN401 - a row of either table
    """Return the day of a row, and the one that it had before; both are loaded for that."""
    key = WHICH_DAY[type(row)].key
    # Loads it where it is not there yet.
    now = getattr(row, key)
    return [now, *inspect(row).attrs[key].history.deleted]


@event.listens_for(Session, "do_orm_execute")
def _end_before_statement(state: ORMExecuteState) -> None:
    if state.bind_mapper is None or state.bind_mapper.class_ not in WHICH_DAY:
        return
    written = state.bind_mapper.class_
    day, statement = WHICH_DAY[written], state.statement
    if isinstance(statement, Insert):
        given = cast("Iterable[Mapping[str, Any]]", state.parameters or ())
        _end(state.session, [(row["person_id"], row[day.key]) for row in given])
    elif isinstance(statement, Delete):
        found = of_same_rows(select(written.person_id, day).distinct(), statement)
        _end(state.session, [tuple(row) for row in state.session.connection().execute(found)])
    elif isinstance(statement, Update):
        # It may move rows to any day.
        whose = of_same_rows(select(written.person_id), statement)
        state.session.connection().execute(delete(_PACK).where(_PACK.c.person_id.in_(whose)))


def _end(session: Session, dated: Iterable[_Dated]) -> None:
    months: defaultdict[int, set[date]] = defaultdict(set)
    for person_id, day in dated:
        months[person_id].add(date(day.year, day.month, 1))
    for person_id, first_days in months.items():
        session.connection().execute(
            delete(_PACK).where(
                _PACK.c.person_id == person_id, _PACK.c.first_day.in_(sorted(first_days))
            )
        )
