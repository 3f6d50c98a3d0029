"""Files that only their owner can read: keys, mails and copies."""

import os
from pathlib import Path
from typing import BinaryIO


def create_private(path: Path) -> BinaryIO:
    """Open a new file to write bytes into; nobody else can read it, not even while it is written.

    Raises:
        OSError: it is there already, or cannot be written.
    """
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
