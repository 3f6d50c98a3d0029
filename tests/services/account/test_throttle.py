"""How often something may be tried, on each database and for all processes at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import migrations
from app.db import Database
from app.models import TryCount
from app.services.account.throttle import (
    NEW_DIARIES,
    ONE_ACCOUNT_FROM_ONE_PLACE,
    WINDOW,
    Asker,
    Limit,
    Throttle,
    TooManyTries,
    from_network,
    to_sign_in,
    to_sign_up,
)
from tests.cast.people import NOW, TEST_SECRET

FEW = Limit("few", 3)
THROTTLE = Throttle(TEST_SECRET)
HERE = Asker("192.0.2.1")
MOST = ONE_ACCOUNT_FROM_ONE_PLACE.most


def is_refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except TooManyTries:
        return True
    return False


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def each_database(
    request: pytest.FixtureRequest, template_database: Path, tmp_path: Path
) -> Iterator[Database]:
    path = tmp_path / "tries.sqlite3"
    path.write_bytes(template_database.read_bytes())
    url = f"sqlite:///{path}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    opened = Database(url)
    migrations.migrate(opened)
    yield opened
    opened.engine.dispose()


def test_of_many_tries_at_once_no_more_than_the_limit_pass(each_database: Database) -> None:
    """Each has a Throttle of its own, as every process has."""

    def try_once(_number: int) -> bool:
        with each_database.writing_late(lambda _: None) as session:
            tries = [(FEW, "alice"), (Limit("other", 100), "network")]
            return not is_refused(lambda: Throttle(TEST_SECRET).count(session, tries, NOW))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_once, range(24))) == FEW.most
    with each_database.writing_late(lambda _: None) as session:
        later = NOW + WINDOW
        THROTTLE.count(session, [(FEW, "alice")], later)
        assert session.scalars(select(TryCount.tries)).all() == [1], "what is over is swept"


def test_nobody_waits_longer_than_a_quarter_of_an_hour(session: Session) -> None:
    for minute in range(14):
        now = NOW + timedelta(minutes=minute)
        is_refused(lambda now=now: THROTTLE.count(session, [(FEW, "a")], now))
    with pytest.raises(TooManyTries, match="Wait 2 minutes") as refused:
        THROTTLE.count(session, [(FEW, "a")], NOW + timedelta(minutes=13))
    assert refused.value.retry_after_s == 120
    THROTTLE.count(session, [(FEW, "a")], NOW + WINDOW)


def test_who_is_refused_writes_nothing(session: Session) -> None:
    for _ in range(9):
        is_refused(lambda: THROTTLE.count(session, [(FEW, "a")], NOW))
    assert session.scalars(select(TryCount.tries)).all() == [FEW.most]


@pytest.mark.slow
def test_right_tries_do_not_count_and_new_diaries_do(session: Session) -> None:
    for number in range(NEW_DIARIES.most):
        tries = to_sign_up(f"person {number}", HERE)
        THROTTLE.count(session, tries, NOW)
        THROTTLE.take_back(session, tries)
    assert session.scalar(select(func.max(TryCount.tries))) == NEW_DIARIES.most
    assert is_refused(lambda: THROTTLE.count(session, to_sign_up("one more", HERE), NOW))
    THROTTLE.count(session, to_sign_in("one more", HERE), NOW)


@pytest.mark.slow
def test_guesses_from_elsewhere_stop_neither_another_place_nor_a_known_device(
    session: Session,
) -> None:
    for number in range(110):
        asker = Asker(f"198.51.100.{number}")
        is_refused(lambda asker=asker: THROTTLE.count(session, to_sign_in("alice", asker), NOW))
    assert is_refused(lambda: THROTTLE.count(session, to_sign_in("alice", HERE), NOW))
    THROTTLE.count(session, to_sign_in("alice", Asker("192.0.2.1", "a mark")), NOW)
    THROTTLE.count(session, to_sign_in("carol", HERE), NOW)


def test_a_few_guesses_stop_their_own_place_only(session: Session) -> None:
    guesser = Asker("198.51.100.7")
    for _ in range(MOST):
        THROTTLE.count(session, to_sign_in("alice", guesser), NOW)
    assert is_refused(lambda: THROTTLE.count(session, to_sign_in("alice", guesser), NOW))
    THROTTLE.count(session, to_sign_in("alice", HERE), NOW)


def test_a_network_that_cannot_be_known_is_not_counted(session: Session) -> None:
    assert from_network(NEW_DIARIES, "") == []
    for _ in range(MOST + 1):
        THROTTLE.count(session, to_sign_in("alice", Asker("")), NOW)


def test_neither_an_address_nor_a_network_is_stored(session: Session) -> None:
    THROTTLE.count(session, to_sign_in("alice@example.org", HERE), NOW)
    stored = session.scalars(select(TryCount.key_hash)).all()
    assert len(stored) == 3
    assert all(len(key) == 64 and "alice" not in key for key in stored)
