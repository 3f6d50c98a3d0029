"""Every setting, typed and frozen. A wrong value stops the start with a sentence.

| variable              | meaning                                     | default             |
|-----------------------|---------------------------------------------|---------------------|
| `DATABASE_URL`        | where the diaries are kept                  | SQLite in instance/ |
| `TIDEMARK_INSTANCE`   | folder of the database and the secret       | instance/           |
| `TIDEMARK_TLS`        | `1` where the site is reached over https    | `0`                 |
| `TIDEMARK_SECRET_KEY` | at least 32 characters, replaces the file   | instance/secret_key |
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECRET_MIN_CHARACTERS = 32
WEAK_SECRETS = ("changeme", "secret", "password", "development", "0000", "1234")


class ConfigError(Exception):
    """A setting is wrong; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """How dear one argon2id hash is. The least that OWASP's cheat sheet accepts: t=2, m=19 MiB.

    Source: OWASP Password Storage Cheat Sheet, section Argon2id.
    """

    time_cost: int = 3
    memory_kib: int = 64 * 1024
    parallelism: int = 1


@dataclass(frozen=True, slots=True)
class Config:
    """What differs between one place where Tidemark runs and another."""

    instance_folder: Path
    database_url: str
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    behind_tls: bool = False
    password_cost: PasswordCost = field(default_factory=PasswordCost)
    session_idle: timedelta = timedelta(days=30)
    session_absolute: timedelta = timedelta(days=90)
    visitor_session: timedelta = timedelta(days=1)
    request_max_bytes: int = 12 * 1024 * 1024


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """Read the settings; create the instance folder and its secret where they are missing.

    Raises:
        ConfigError: a value cannot be used; the message says what to do.
    """
    instance_folder = Path(environment.get("TIDEMARK_INSTANCE", "") or ROOT / "instance").resolve()
    instance_folder.mkdir(parents=True, exist_ok=True)
    secret_key, *fallbacks = _secret_keys(instance_folder, environment.get("TIDEMARK_SECRET_KEY"))
    return Config(
        instance_folder=instance_folder,
        database_url=_database_url(instance_folder, environment.get("DATABASE_URL", "")),
        secret_key=secret_key,
        secret_key_fallbacks=tuple(fallbacks),
        behind_tls=_switch("TIDEMARK_TLS", environment.get("TIDEMARK_TLS", "0")),
    )


def _database_url(instance_folder: Path, given: str) -> str:
    if not given:
        return f"sqlite:///{instance_folder / 'tidemark.sqlite3'}"
    if given.startswith("sqlite:///"):
        return given
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    raise ConfigError(
        "DATABASE_URL must begin with sqlite:/// or postgresql://. Please correct it."
    )


def _switch(name: str, given: str) -> bool:
    if given not in ("0", "1"):
        raise ConfigError(f"{name} must be 0 or 1, not {given!r}. Please correct it.")
    return given == "1"


def _secret_keys(instance_folder: Path, given: str | None) -> list[str]:
    """Return the key that signs, then older ones that are still accepted.

    The file holds one key a line, the newest first, so that a key is changed by adding a line.
    """
    if given is not None:
        return [_strong(given, "TIDEMARK_SECRET_KEY")]
    path = instance_folder / "secret_key"
    if not path.exists():
        _write_new_secret(path)
    keys = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not keys:
        raise ConfigError(f"{path} is empty. Delete it and start again to have a new one made.")
    return [_strong(key, str(path)) for key in keys]


def _write_new_secret(path: Path) -> None:
    """Write 32 random bytes for the owner's eyes only; of two starts at once, one wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _strong(key: str, where: str) -> str:
    if (
        len(key) < SECRET_MIN_CHARACTERS
        or len(set(key)) < 10
        or key.lower().startswith(WEAK_SECRETS)
    ):
        raise ConfigError(
            f"The secret in {where} is too weak. Use at least {SECRET_MIN_CHARACTERS} random "
            "characters, or leave it out to have one made."
        )
    return key
