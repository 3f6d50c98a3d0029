import stat
from pathlib import Path

import pytest

from app.config import ConfigError, from_environment


def read(folder: Path, **environment: str) -> object:
    return from_environment({"TIDEMARK_INSTANCE": str(folder), **environment})


def test_first_start_makes_a_secret_that_only_its_owner_reads(tmp_path: Path) -> None:
    config = from_environment({"TIDEMARK_INSTANCE": str(tmp_path / "new")})
    file = tmp_path / "new" / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(config.secret_key) >= 43, "32 bytes in base64 are 43 characters"
    assert from_environment({"TIDEMARK_INSTANCE": str(tmp_path / "new")}) == config


def test_an_added_line_rotates_the_secret_and_keeps_the_old_one_as_a_fallback(
    tmp_path: Path,
) -> None:
    old = from_environment({"TIDEMARK_INSTANCE": str(tmp_path)}).secret_key
    newer = "Zb3kq9-xT7vLw2NfR8sYhJ4mPcUaG6dE1oKi5"
    (tmp_path / "secret_key").write_text(f"{newer}\n{old}\n", "utf-8")
    config = from_environment({"TIDEMARK_INSTANCE": str(tmp_path)})
    assert (config.secret_key, config.secret_key_fallbacks) == (newer, (old,))


@pytest.mark.parametrize(
    "secret", ["", "short", "a" * 40, "changeme" * 5, "0123456789abcdefghijklmnopqrstuvwxyz"]
)
def test_a_weak_secret_stops_the_start_with_a_sentence(tmp_path: Path, secret: str) -> None:
    with pytest.raises(ConfigError, match=r"too weak\. Use at least 32"):
        read(tmp_path, TIDEMARK_SECRET_KEY=secret)


def test_a_secret_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "secret_key").chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        read(tmp_path)


def test_the_public_address_says_whether_cookies_are_secure(tmp_path: Path) -> None:
    plain = {"TIDEMARK_INSTANCE": str(tmp_path)}
    assert not from_environment(plain).behind_tls
    config = from_environment({**plain, "TIDEMARK_URL": "https://diary.example.org/"})
    assert (config.public_url, config.behind_tls) == ("https://diary.example.org", True)


def test_an_emptied_secret_file_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.touch(0o600)
    with pytest.raises(ConfigError, match="is empty"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "wrong"), [("DATABASE_URL", "mysql://x"), ("TIDEMARK_URL", "diary.example.org")]
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, wrong: str) -> None:
    with pytest.raises(ConfigError, match=name):
        read(tmp_path, **{name: wrong})


def test_postgresql_addresses_are_taken_in_their_common_forms(tmp_path: Path) -> None:
    config = from_environment(
        {"TIDEMARK_INSTANCE": str(tmp_path), "DATABASE_URL": "postgres://host/tidemark"}
    )
    assert config.database_url == "postgresql+psycopg://host/tidemark"


def test_the_secret_is_not_shown_when_the_config_is_printed(tmp_path: Path) -> None:
    config = from_environment({"TIDEMARK_INSTANCE": str(tmp_path)})
    assert config.secret_key not in repr(config)
