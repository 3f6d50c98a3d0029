"""Addresses of static files that change with their content, so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for


def asset(path: str) -> str:
    """Return the address of `static/<path>`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    folder = Path(current_app.static_folder or "")
    return url_for(
        "static", filename=path, v=_digest(folder / path, (folder / path).stat().st_mtime)
    )


def has_asset(path: str) -> bool:
    """Tell whether `static/<path>` is there: third-party files may not be installed."""
    return (Path(current_app.static_folder or "") / path).is_file()


@cache
def _digest(path: Path, _changed_at: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
