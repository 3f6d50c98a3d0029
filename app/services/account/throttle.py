"""How often something may be tried: one count for all processes, per account and per network.

Nobody is kept out for longer than a quarter of an hour, since the count ends that long after its
first try, whatever comes meanwhile. Nor can anybody else's guessing keep the owner out: a browser
that signed in to the account before has a count of its own (OWASP, "Slow Down Online Guessing
Attacks with Device Cookies"), and whoever is signed in stays so.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from app.db import begin_writing
from app.models import TryCount
from app.services.errors import Refused

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may be tried within `WINDOW`.

    `is_for_all` counts the tries that were right, too: where the act itself must not be repeated
    without end.
    """

    name: str
    most: int
    is_for_all: bool = False


# NIST SP 800-63B-4, section 3.2.2: at most 100 wrong ones on one account. Ten from one place are
# more than a person needs who tries each of their passwords.
ONE_ACCOUNT_FROM_ONE_PLACE = Limit("account and network", 10)
ONE_ACCOUNT = Limit("account", 100)
# Many people share one address: a clinic, or all phones of one provider.
ONE_NETWORK = Limit("network", 100)
ONE_KNOWN_DEVICE = Limit("known device", 10)
NEW_DIARIES = Limit("new diaries", 60, is_for_all=True)
SHARE_CODES = Limit("share codes", 60)
PROOFS = Limit("proofs", 10)
# Typed codes of 80 bits cannot be guessed; whoever mistypes needs a few.
TYPED_CODES = Limit("typed codes", 60)
# A passkey answers a challenge once; a challenge lasts less long than the count.
ONE_ANSWER = Limit("answers to one challenge", 1, is_for_all=True)
MAILS_TO_ONE_ADDRESS = Limit("mails to one address", 3, is_for_all=True)
MAILS_FROM_ONE_NETWORK = Limit("mails from one network", 20, is_for_all=True)


class TooManyTries(Refused):
    """The limit is reached; `retry_after_s` says for how long."""

    def __init__(self, wait: timedelta) -> None:
        self.retry_after_s = max(1, round(wait.total_seconds()))
        minutes = -(-self.retry_after_s // 60)
        how_long = f"{minutes} minutes" if minutes > 1 else "a minute"
        super().__init__(f"There were too many tries. Wait {how_long}, then try again.")


@dataclass(frozen=True, slots=True)
class Asker:
    """Where a request comes from.

    Attributes:
        network: its address; empty where that cannot be known.
        known_device: the mark of a browser that signed in to this account before, or empty.
    """

    network: str
    known_device: str = ""


Counting = ReturningInsert[str, int, datetime]
# What is counted: by which limit, and on whose account.
Try = tuple[Limit, str]


def to_sign_in(account_key: str, asker: Asker) -> list[Try]:
    """Return what a try to sign in counts on."""
    if asker.known_device:
        return [(ONE_KNOWN_DEVICE, f"{account_key} {asker.known_device}")]
    return [
        (ONE_ACCOUNT, account_key),
        *from_network(ONE_ACCOUNT_FROM_ONE_PLACE, asker.network, account_key),
        *from_network(ONE_NETWORK, asker.network),
    ]


def to_sign_up(account_key: str, asker: Asker) -> list[Try]:
    """Return what a new diary counts on: the address may be taken, and the password a guess."""
    return [*to_sign_in(account_key, asker), *from_network(NEW_DIARIES, asker.network)]


def to_mail(account_key: str, network: str) -> list[Try]:
    """Return what a mail counts on that anybody can have sent to any address."""
    return [(MAILS_TO_ONE_ADDRESS, account_key), *from_network(MAILS_FROM_ONE_NETWORK, network)]


def from_network(limit: Limit, network: str, account_key: str = "") -> list[Try]:
    """Return what counts on a network; nothing where it cannot be known."""
    return [(limit, f"{network} {account_key}")] if network else []


class Throttle:
    """Counts tries. The names of accounts and networks are stored as keyed hashes."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key.encode()

    def count(self, session: Session, tries: Sequence[Try], now: datetime) -> None:
        """Count a try before it is known whether it is right, and commit.

        So of many tries at once no more than the limit are looked at.

        Raises:
            TooManyTries: a limit is reached. Then nothing is written.
        """
        limits = {self._hash(one): one[0] for one in tries}
        if not limits:
            return
        lasting = select(TryCount.key_hash, TryCount.tries + 1, TryCount.ends_at).where(
            TryCount.key_hash.in_(limits), TryCount.ends_at > now
        )
        _refuse(session.execute(lasting).all(), limits, now)
        begin_writing(session)
        session.execute(delete(TryCount).where(TryCount.ends_at <= now))
        counted = session.execute(_one_more(session, sorted(limits), now + WINDOW)).all()
        session.commit()
        _refuse(counted, limits, now)

    def take_back(self, session: Session, tries: Sequence[Try]) -> None:
        """Count a try no longer, since it was right. Commits."""
        keys = [self._hash(one) for one in tries if not one[0].is_for_all]
        begin_writing(session)
        session.execute(
            update(TryCount)
            .where(TryCount.key_hash.in_(keys), TryCount.tries > 0)
            .values(tries=TryCount.tries - 1)
        )
        session.commit()

    def _hash(self, one: Try) -> str:
        limit, whose = one
        text = f"{limit.name}: {whose}".encode()
        return hmac.new(self._secret_key, text, hashlib.sha256).hexdigest()


def _one_more(session: Session, keys: Iterable[str], ends_at: datetime) -> Counting:
    """Return the one statement that begins or raises each count, and tells what it came to.

    Sorted keys let two of them wait for each other in one order only.
    """
    on = session.get_bind().dialect.name
    insert = postgresql.insert if on == "postgresql" else sqlite.insert
    rows = [{"key_hash": key, "tries": 1, "ends_at": ends_at} for key in keys]
    return (
        insert(TryCount)
        .values(rows)
        .on_conflict_do_update(
            index_elements=[TryCount.key_hash], set_={"tries": TryCount.tries + 1}
        )
        .returning(TryCount.key_hash, TryCount.tries, TryCount.ends_at)
    )


def _refuse(
    counted: Sequence[tuple[str, int, datetime]], limits: dict[str, Limit], now: datetime
) -> None:
    over = [ends_at - now for key, tries, ends_at in counted if tries > limits[key].most]
    if over:
        raise TooManyTries(max(over))
