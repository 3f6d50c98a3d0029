"""Each transaction that writes to a diary must raise its person's revision."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event, select

from app.db import Base
from app.models import RESTS_ON_NOTHING, Person

WRITES = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)")
RAISES = "UPDATE person SET revision="
WATCHED = {table.name for table in Base.metadata.sorted_tables} - {
    str(table.__tablename__) for table in RESTS_ON_NOTHING
}
WRITTEN = "tables that were written to since the last commit"

State = tuple[dict[str, list[str]], dict[str, int]]


def refuse_unraised_writes(engine: Engine) -> None:
    """Fail at the commit of whatever wrote to a diary and raised nothing, by whatever way."""

    @event.listens_for(engine, "before_cursor_execute")
    def note(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        written: set[str] = connection.info.setdefault(WRITTEN, set())
        found = WRITES.match(statement)
        # A person who is new, or gone, has nothing that could be stale.
        is_whole_person = statement.startswith(("INSERT INTO person ", "DELETE FROM person "))
        if statement.startswith(RAISES):
            written.add(RAISES)
        elif found and found[2] in WATCHED and not is_whole_person:
            written.add(found[2])

    @event.listens_for(engine, "rollback")
    def forget(connection: Connection) -> None:
        connection.info.pop(WRITTEN, None)

    @event.listens_for(engine, "commit")
    def check(connection: Connection) -> None:
        written = connection.info.pop(WRITTEN, set())
        assert not written or RAISES in written, f"no revision was raised for {sorted(written)}"


@contextmanager
def raises_what_it_changes(engine: Engine) -> Iterator[None]:
    """Fail where rows of a diary are others afterwards and its revision is the same."""
    before, revisions = _state(engine)
    yield
    after, later = _state(engine)
    if before != after:
        assert any(later.get(person, 0) > revisions[person] for person in revisions) or (
            later.keys() != revisions.keys()
        ), "the diary is another, its revision is not"


def _state(engine: Engine) -> State:
    with engine.connect() as connection:
        rows = {
            name: sorted(
                repr({column: row[column] for column in row if column != "revision"})
                for row in connection.execute(select(Base.metadata.tables[name])).mappings()
            )
            for name in WATCHED
        }
        revisions = connection.execute(select(Person.public_id, Person.revision))
        return rows, {row.public_id: row.revision for row in revisions}
