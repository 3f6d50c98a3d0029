"""The files of an archive as bytes, from a folder or a zip, with guards against hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from app.interop.errors import ArchiveError

ENTRIES, DOSES, EVENTS = "entries.csv", "doses.csv", "events.csv"
PROFILE, LOSSLESS = "profile.json", "diary.json"
FILES = (ENTRIES, DOSES, EVENTS, PROFILE, LOSSLESS)
REQUIRED_FILES = (ENTRIES, DOSES, EVENTS, PROFILE)

# Ten years of ten doses a day take about 16 MB in the largest file.
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 64 * 1024 * 1024
MAX_MEMBERS = 100
_ENCRYPTED = 0x1
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
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


def load_files(source: Path | str | bytes) -> dict[str, bytes]:
    """Return the archive's files by name, from a folder, a zip file or the bytes of a zip.

    Raises:
        ArchiveError: there is nothing to read, a file is missing or too large, or the zip is
            broken, locked, or holds paths that lead outside.
    """
    if isinstance(source, bytes):
        files = _from_zip(source, "archive.zip")
    else:
        files = _from_path(Path(source))
    for name in REQUIRED_FILES:
        if name not in files:
            raise ArchiveError(name, None, None, "This file is missing.")
    return files


def _from_path(path: Path) -> dict[str, bytes]:
    name = path.name or str(path)
    try:
        if path.is_dir():
            return {file: _read_file(path / file) for file in FILES if (path / file).exists()}
        return _from_zip(_read_file(path), name)
    except FileNotFoundError:
        raise ArchiveError(name, None, None, "There is no such file or folder.") from None
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise ArchiveError(name, None, None, "This file or folder cannot be opened.") from None


def _read_file(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise ArchiveError(path.name, None, None, "This is not a file.")
    with path.open("rb") as opened:
        content = opened.read(MAX_FILE_BYTES + 1)
    return _within_limit(path.name, content)


def _from_zip(content: bytes, name: str) -> dict[str, bytes]:
    _within_limit(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _from_members(archive, name)
    except _BROKEN_ZIP:
        raise ArchiveError(name, None, None, "This is not a zip file, or it is broken.") from None


def _from_members(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise ArchiveError(name, None, None, f"The zip holds more than {MAX_MEMBERS} files.")
    for member in members:
        _refuse_outside_path(member.filename, name)
    files: dict[str, bytes] = {}
    for file, member in _known(members, name).items():
        files[file] = _unpack(archive, member, file)
        if sum(map(len, files.values())) > MAX_TOTAL_BYTES:
            raise ArchiveError(name, None, None, "The files in the zip are too large.")
    return files


def _refuse_outside_path(path: str, name: str) -> None:
    # Nothing is ever written to disk under these names; one like this is no archive of ours.
    parts = PurePosixPath(path).parts
    if path.startswith("/") or "\\" in path or ":" in path or ".." in parts:
        raise ArchiveError(name, None, None, "The zip holds a path that leads outside of it.")


def _known(members: Iterable[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    folders: set[PurePosixPath] = set()
    for member in members:
        path = PurePosixPath(member.filename)
        if path.name not in FILES or len(path.parts) > 2 or path.parts[0] == "__MACOSX":
            continue
        if path.name in found:
            raise ArchiveError(name, None, None, f"The zip holds {path.name} more than once.")
        found[path.name] = member
        folders.add(path.parent)
    if len(folders) > 1:
        raise ArchiveError(name, None, None, "The files in the zip are in different folders.")
    return found


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise ArchiveError(file, None, None, "This file is locked with a password.")
    if member.compress_type not in _PLAIN_METHODS:
        raise ArchiveError(file, None, None, "This file is packed in a way that is not known here.")
    with archive.open(member) as packed:
        # The size a zip states may be a lie: what is really unpacked is what counts.
        return _within_limit(file, packed.read(MAX_FILE_BYTES + 1))


def _within_limit(name: str, content: bytes) -> bytes:
    if len(content) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        raise ArchiveError(name, None, None, f"This file is larger than {limit} MB.")
    return content
