"""Password hashing, and which passwords are too easy to guess."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from zxcvbn import zxcvbn

from app.config import ZXCVBN_MAX_CHARACTERS, PasswordCost
from app.services.errors import Refused

# NIST SP 800-63B-4, section 3.1.1.2: 15 characters where a password is the only factor,
# at least 64 allowed, no rules on their kinds, common ones refused.
MIN_CHARACTERS = 15
MAX_CHARACTERS = 256
# zxcvbn's second-lowest band ends at 10^6 guesses: what an online guesser could reach.
TOO_FEW_GUESSES = 10**6


class Passwords:
    """Hashes and checks passwords at one cost."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(
            time_cost=cost.time_cost, memory_cost=cost.memory_kib, parallelism=cost.parallelism
        )
        # Checked when the address is unknown, so that the answer takes as long as for a real one.
        self._decoy = self._hasher.hash("no account has this password")

    def hash(self, password: str) -> str:
        """Return an argon2id hash."""
        return self._hasher.hash(password)

    def matches(self, stored_hash: str | None, password: str) -> bool:
        """Tell whether `password` matches; without a stored hash, take just as long and say no."""
        try:
            self._hasher.verify(stored_hash or self._decoy, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
        return stored_hash is not None

    def is_outdated(self, stored_hash: str) -> bool:
        """Tell whether the hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(stored_hash)


def refuse_weak(password: str, email: str) -> None:
    """Refuse what is too short, too long or among the first guesses.

    Raises:
        Refused: with a sentence that says what to do.
    """
    if len(password) < MIN_CHARACTERS:
        raise Refused(
            f"Use at least {MIN_CHARACTERS} characters. Four or five words in a row work well.",
            "password",
        )
    if len(password) > MAX_CHARACTERS:
        raise Refused(f"Use {MAX_CHARACTERS} characters or fewer.", "password")
    name = email.partition("@")[0]
    guesses = zxcvbn(password[:ZXCVBN_MAX_CHARACTERS], user_inputs=[email, name, "tidemark"])
    if guesses["guesses"] < TOO_FEW_GUESSES:
        raise Refused(
            "This password is too common or too easy to guess. Choose four or five words that "
            "only you would put together.",
            "password",
        )
