"""What a zip holds, with guards against hostile ones. Nothing is ever written to disk."""

import io
import re
import struct
import zipfile
import zlib

from app.interop.errors import ArchiveError

# Ten years of ten doses a day take about 16 MB in the largest file.
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 64 * 1024 * 1024
MAX_MEMBERS = 100
_ENCRYPTED = 0x1
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile("[A-Za-z]:")
# All that the zip module is known to raise on broken bytes.
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


def is_zip(content: bytes) -> bool:
    """Tell whether the bytes begin as a zip does."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(name: str, content: bytes) -> dict[str, bytes]:
    """Return the files of a zip by their path, folders parted by slashes.

    What computers add by themselves (`__MACOSX`, hidden files) is passed over.

    Raises:
        ArchiveError: it is broken, locked, too large, or holds paths that lead outside.
    """
    within_limit(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _files(archive, name)
    except _BROKEN_ZIP:
        raise ArchiveError(name, None, None, "This is not a zip file, or it is broken.") from None


def _files(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise ArchiveError(name, None, None, f"The zip holds more than {MAX_MEMBERS} files.")
    files: dict[str, bytes] = {}
    total = 0
    for member in members:
        path = _path(member, name)
        if _is_by_the_computer(path):
            continue
        if path in files:
            raise ArchiveError(name, None, None, f"The zip holds {path} more than once.")
        files[path] = _content(archive, member, path)
        total += len(files[path])
        if total > MAX_TOTAL_BYTES:
            raise ArchiveError(name, None, None, "The files in the zip are too large.")
    return files


def _path(member: zipfile.ZipInfo, name: str) -> str:
    # Windows PowerShell 5 writes folders with backslashes, against the standard.
    path = member.filename.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        raise ArchiveError(name, None, None, "The zip holds a path that leads outside of it.")
    return path


def _is_by_the_computer(path: str) -> bool:
    folder, _, file = path.rpartition("/")
    return folder.startswith("__MACOSX") or file.startswith(".") or not file


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise ArchiveError(path, None, None, "This file is locked with a password.")
    if member.compress_type not in _PLAIN_METHODS:
        raise ArchiveError(path, None, None, "This file is packed in a way that is not known here.")
    with archive.open(member) as packed:
        # The size a zip states may be a lie: what is really unpacked is what counts.
        return within_limit(path, packed.read(MAX_FILE_BYTES + 1))


def within_limit(name: str, content: bytes) -> bytes:
    """Return the content of a file that is not too large.

    Raises:
        ArchiveError: it is.
    """
    if len(content) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        raise ArchiveError(name, None, None, f"This file is larger than {limit} MB.")
    return content
