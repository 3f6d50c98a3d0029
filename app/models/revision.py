"""Every write to a diary raises its person's revision, in the same transaction.

What is worked out from a diary is kept for one revision of it (app.shelf), so that nothing stale is
ever shown. Nobody has to remember that: each session of the app is listened to, whatever table it
writes to, but for those that no figure and no page is made from.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Select,
    Table,
    TextClause,
    Update,
    event,
    select,
    update,
)
from sqlalchemy.orm import ORMExecuteState, Session

from app.db import Base
from app.models.access import AccountEvent, MailedCode, Passkey, RecoveryCode, TryCount
from app.models.diary import DayPack
from app.models.medicine import Medicine, Regimen
from app.models.person import ImportUndo, PendingImport, Person, Submission, WebSession
from app.models.share import ShareOpening

# Nothing that is kept rests on these.
RESTS_ON_NOTHING: tuple[type[Base], ...] = (
    AccountEvent,
    DayPack,
    ImportUndo,
    MailedCode,
    Passkey,
    PendingImport,
    RecoveryCode,
    ShareOpening,
    Submission,
    TryCount,
    WebSession,
)
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
_PERSON = cast("Table", Person.__table__)
_RAISED = "whose revision was raised in which transaction"
_NOT_THROUGH_MODELS = "write through the models, so that the person's revision is raised"


@event.listens_for(Session, "before_flush")
def _raise_before_flush(session: Session, *_: object) -> None:
    people = {
        person_id
        for row in rows_to_write(session)
        if not isinstance(row, RESTS_ON_NOTHING)
        and (person_id := _person_of(session, row)) is not None
    }
    _raise_once(session, people)


@event.listens_for(Session, "do_orm_execute")
def _raise_before_statement(state: ORMExecuteState) -> None:
    if isinstance(state.statement, TextClause) and _WRITES.match(state.statement.text):
        raise TypeError(_NOT_THROUGH_MODELS)
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    if state.bind_mapper is None:
        raise TypeError(_NOT_THROUGH_MODELS)
    written = state.bind_mapper.class_
    if issubclass(written, RESTS_ON_NOTHING):
        return
    if not isinstance(state.statement, Insert):
        statement = cast("Update | Delete", state.statement)
        _raise(state.session, _people_of_statement(written, statement))
    elif written is Regimen:
        medicines = sorted({row["medicine_id"] for row in _rows_of(state)})
        whose = select(Medicine.person_id).where(Medicine.id.in_(medicines))
        _raise(state.session, _PERSON.c.id.in_(whose))
    else:
        _raise_once(state.session, {row["person_id"] for row in _rows_of(state)})


def rows_to_write(session: Session) -> list[object]:
    """Return the rows that a flush is about to write."""
    changed = (row for row in session.dirty if session.is_modified(row))
    return [*session.new, *changed, *session.deleted]


def of_same_rows(found: Select[Any], statement: Update | Delete) -> Select[Any]:
    """Narrow a question down to the rows that a statement will find."""
    return found if statement.whereclause is None else found.where(statement.whereclause)


def _raise_once(session: Session, people: set[int]) -> None:
    """Raise the revisions of some people, once in a transaction."""
    transaction = session.get_nested_transaction() or session.get_transaction()
    of_transaction, raised = session.info.get(_RAISED, (None, set()))
    if of_transaction is not transaction:
        session.info[_RAISED] = (transaction, raised := set())
    if people - raised:
        _raise(session, _PERSON.c.id.in_(sorted(people - raised)))
        raised |= people


def _raise(session: Session, whose: ColumnElement[bool]) -> None:
    # On the connection itself, which is not listened to.
    session.connection().execute(
        update(_PERSON).where(whose).values(revision=_PERSON.c.revision + 1)
    )


def _person_of(session: Session, row: object) -> int | None:
    """Return whose row it is; None for a person who is new, and for what a new medicine brings."""
    if isinstance(row, Person):
        return row.id
    if isinstance(row, Regimen):
        with session.no_autoflush:
            medicine = session.get(Medicine, row.medicine_id) if row.medicine_id else None
        return medicine.person_id if medicine else None
    return cast("int | None", cast("Any", row).person_id)


def _rows_of(state: ORMExecuteState) -> Iterator[Mapping[str, Any]]:
    given = state.parameters
    if not given:
        raise TypeError("hand the rows over beside the statement")
    yield from [given] if isinstance(given, Mapping) else given


def _people_of_statement(written: type[Base], statement: Update | Delete) -> ColumnElement[bool]:
    """Return whose rows the statement will find: it is asked for them just before."""
    found: Select[Any]
    if written is Person:
        found = select(Person.id)
    elif written is Regimen:
        found = select(Medicine.person_id).join(Regimen, Regimen.medicine_id == Medicine.id)
    else:
        found = select(cast("Any", written).person_id)
    return _PERSON.c.id.in_(of_same_rows(found, statement))
