"""Addresses of static files that change with their content, so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, request


def asset(path: str) -> str:
    """Return the address of `static/<path>`.

    Every page asks for a dozen, so it is put together here rather than by `url_for`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    file = _file(current_app.static_folder, path)
    version = _digest(file, file.stat().st_mtime)
    return f"{request.script_root}{current_app.static_url_path}/{path}?v={version}"


def has_asset(path: str) -> bool:
    """Tell whether `static/<path>` is there: third-party files may not be installed."""
    return _file(current_app.static_folder, path).is_file()


@cache
def _file(folder: str | None, path: str) -> Path:
    return Path(folder or "") / path


@cache
def _digest(path: Path, _changed_at: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
