"""Every setting, typed and frozen. A wrong value stops the start and says what to do.

| variable              | meaning                                     | default             |
|-----------------------|---------------------------------------------|---------------------|
| `DATABASE_URL`        | where the diaries are kept                  | SQLite in instance/ |
| `TIDEMARK_INSTANCE`   | folder of the database and the secret       | instance/           |
| `TIDEMARK_MAIL_FROM`  | the sender of mails                         | tidemark@ that server |
| `TIDEMARK_PROXY`      | networks of the proxies in front            | none is believed    |
| `TIDEMARK_URL`        | the address that people type, https or http | the one asked for   |
| `TIDEMARK_SECURITY_CONTACT` | for security.txt                     | there is none       |
| `TIDEMARK_SMTP`       | the mail server                             | mails become files  |
| `TIDEMARK_SECRET_KEY` | at least 32 characters, replaces the file   | instance/secret_key |
"""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zxcvbn import zxcvbn

from app.private_files import create_private

# zxcvbn reads no more than this.
ZXCVBN_MAX_CHARACTERS = 72
ROOT = Path(__file__).resolve().parent.parent
SECRET_MIN_CHARACTERS = 32
# zxcvbn's count of guesses: 32 random letters are far above it, runs and repeated words below.
SECRET_MIN_GUESSES = 10**25
# RFC 8314 (smtps) and RFC 6409 (smtp with STARTTLS).
_MAIL_PORTS = {"smtps": 465, "smtp": 587}

Network = IPv4Network | IPv6Network


class ConfigError(Exception):
    """A setting is wrong; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """What one argon2id hash costs. The least that OWASP's cheat sheet accepts: t=2, m=19 MiB.

    Source: OWASP Password Storage Cheat Sheet, section Argon2id.
    """

    time_cost: int = 3
    memory_kib: int = 64 * 1024
    parallelism: int = 1


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over. `is_tls` speaks TLS from the start, else after STARTTLS."""

    host: str
    port: int
    sender: str
    is_tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Config:
    """What differs between one installation of Tidemark and another."""

    instance_folder: Path
    database_url: str
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    # Scheme and host, as in https://diary.example.org; None trusts the address that was asked for.
    public_url: str | None = None
    # Whose X-Forwarded-For is believed.
    proxies: tuple[Network, ...] = ()
    # None writes mails into the instance folder, for the operator to pass on.
    mail_server: MailServer | None = None
    # Where weaknesses are reported, as security.txt writes it.
    security_contact: str = ""
    password_cost: PasswordCost = field(default_factory=PasswordCost)
    session_idle: timedelta = timedelta(days=30)
    session_absolute: timedelta = timedelta(days=90)
    visitor_session: timedelta = timedelta(days=1)
    request_max_bytes: int = 12 * 1024 * 1024

    @property
    def behind_tls(self) -> bool:
        """Whether people reach the site over https."""
        return self.public_url is not None and self.public_url.startswith("https://")


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
        public_url=_public_url(environment.get("TIDEMARK_URL", "")),
        proxies=_proxies(environment.get("TIDEMARK_PROXY", "")),
        security_contact=_contact(environment.get("TIDEMARK_SECURITY_CONTACT", "")),
        mail_server=_mail_server(
            environment.get("TIDEMARK_SMTP", ""), environment.get("TIDEMARK_MAIL_FROM", "")
        ),
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


def _public_url(given: str) -> str | None:
    if not given:
        return None
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ConfigError(
            "TIDEMARK_URL must be an address like https://diary.example.org. Please correct it."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _proxies(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in given.split(",") if part.strip())
    except ValueError:
        raise ConfigError(
            "TIDEMARK_PROXY must hold addresses or networks like 127.0.0.1, 10.0.0.0/8. "
            "Please correct it."
        ) from None


def _contact(given: str) -> str:
    if given and (not given.startswith(("mailto:", "https://")) or not given.isprintable()):
        raise ConfigError(
            "TIDEMARK_SECURITY_CONTACT must begin with mailto: or https://. Please correct it."
        )
    return given


def _mail_server(given: str, sender: str) -> MailServer | None:
    if not given:
        return None
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        raise ConfigError(
            "TIDEMARK_SMTP must be an address like smtp://user:password@mail.example.org:587 or "
            "smtps://user:password@mail.example.org. Please correct it."
        )
    return MailServer(
        parts.hostname,
        port or _MAIL_PORTS[parts.scheme],
        sender or f"tidemark@{parts.hostname}",
        is_tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _secret_keys(instance_folder: Path, given: str | None) -> list[str]:
    """Return the key that signs, then older ones that are still accepted.

    The file holds one key a line, the newest first: adding a line changes the key.
    """
    if given is not None:
        return [_strong(given, "TIDEMARK_SECRET_KEY")]
    path = instance_folder / "secret_key"
    if not path.exists():
        _write_new_secret(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError(f"Others on this machine can read {path}. Run: chmod 600 {path}")
    keys = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not keys:
        raise ConfigError(f"{path} is empty. Delete it and start again to have a new one made.")
    return [_strong(key, str(path)) for key in keys]


def _write_new_secret(path: Path) -> None:
    """Write 32 random bytes that only the owner can read; of two starts at once, one wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with create_private(draft) as file:
        file.write(f"{secrets.token_urlsafe(32)}\n".encode())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _strong(key: str, where: str) -> str:
    is_short = len(key) < SECRET_MIN_CHARACTERS
    if is_short or zxcvbn(key[:ZXCVBN_MAX_CHARACTERS])["guesses"] < SECRET_MIN_GUESSES:
        raise ConfigError(
            f"The secret in {where} is too weak. Use at least {SECRET_MIN_CHARACTERS} random "
            "characters, or leave it out to have one made."
        )
    return key
