"""The files of an archive, from a folder, a zip or the bytes of one.

Saving and sending changes their names: `Entries.csv`, `entries (1).csv`, a folder deeper.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.interop.errors import ArchiveError, JoinedArchiveError
from app.interop.tables.packed import MAX_FILE_BYTES, unpack, within_limit

ENTRIES, DOSES, EVENTS = "entries.csv", "doses.csv", "events.csv"
PROFILE, LOSSLESS = "profile.json", "diary.json"
FILES = (ENTRIES, DOSES, EVENTS, PROFILE, LOSSLESS)
REQUIRED_FILES = (ENTRIES, DOSES, EVENTS, PROFILE)

# What copies are called: "entries (1).csv", "entries - Copy.csv", "Copy of entries.csv".
_OF_A_COPY = re.compile(r"^copy of | ?\(\d+\)(?=\.)| - copy(?=[ .])| copy(?=\.)", re.IGNORECASE)
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an archive: the name it really has, and its bytes."""

    name: str
    content: bytes


def known_name(path: str) -> str | None:
    """Return which file of an archive this is, or None.

    >>> known_name("my diary/Entries (1).csv"), known_name("entries_old.csv")
    ('entries.csv', None)
    """
    name = _OF_A_COPY.sub("", path.rpartition("/")[2]).strip().casefold()
    return name if name in FILES else None


def load_files(source: Path | str | bytes, name: str = "archive.zip") -> dict[str, SourceFile]:
    """Return the archive's files by what they are.

    Args:
        source: a folder, a zip file, or the bytes of a zip.
        name: what to call the bytes in errors.

    Raises:
        ArchiveError: there is nothing to read, a file is missing or too large, or the zip is
            broken, locked, or holds paths that lead outside.
    """
    if isinstance(source, bytes):
        return archive_files(name, unpack(name, source))
    path = Path(source)
    name = path.name or str(path)
    try:
        if path.is_dir():
            return archive_files(name, _in_folder(path))
        return archive_files(name, unpack(name, _read_file(path)))
    except FileNotFoundError:
        raise ArchiveError(name, None, None, "There is no such file or folder.") from None
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise ArchiveError(name, None, None, "This file or folder cannot be opened.") from None


def _in_folder(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.iterdir() if known_name(path.name))
    return {path.name: _read_file(path) for path in found}


def _read_file(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise ArchiveError(path.name, None, None, "This is not a file.")
    with path.open("rb") as opened:
        return within_limit(path.name, opened.read(MAX_FILE_BYTES + 1))


def has_a_whole_diary(files: Mapping[str, bytes]) -> bool:
    """Tell whether the four files of a diary are there, in whichever folder."""
    return set(REQUIRED_FILES) <= {known_name(path) for path in files}


def archive_files(name: str, files: Mapping[str, bytes]) -> dict[str, SourceFile]:
    """Pick the files of one archive, from whichever folder holds them all.

    Args:
        name: the name of the zip or folder, for errors.
        files: bytes by path.

    Raises:
        ArchiveError: there is no whole archive, or there are two.
    """
    by_folder = _by_folder(files)
    whole = [folder for folder, found in by_folder.items() if set(REQUIRED_FILES) <= set(found)]
    if len(whole) > 1:
        places = " and ".join(f'"{folder or "the zip itself"}"' for folder in sorted(whole)[:2])
        sentence = f"There are two diaries here, in {places}. Put just one of them in a zip."
        raise ArchiveError(name, None, None, sentence)
    if not whole:
        raise _not_whole(name, files, by_folder)
    picked: dict[str, SourceFile] = {}
    for known in by_folder[whole[0]]:
        paths = [path for found in by_folder.values() for path in found.get(known, ())]
        if len(paths) > 1:
            sentence = f"{known} is there more than once: {', '.join(paths)}. Keep one of them."
            raise ArchiveError(name, None, None, sentence)
        picked[known] = SourceFile(paths[0].rpartition("/")[2], files[paths[0]])
    return picked


def _by_folder(files: Mapping[str, bytes]) -> dict[str, dict[str, list[str]]]:
    by_folder: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for path in files:
        known = known_name(path)
        if known is not None:
            by_folder[path.rpartition("/")[0]].setdefault(known, []).append(path)
    return by_folder


def _not_whole(
    name: str, files: Mapping[str, bytes], by_folder: Mapping[str, Mapping[str, list[str]]]
) -> ArchiveError:
    anywhere = {known for found in by_folder.values() for known in found}
    if set(REQUIRED_FILES) <= anywhere:
        return ArchiveError(name, None, None, "The files in the zip are in different folders.")
    named = sorted(path for path in files)
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    found = f"Found: {', '.join(named[:_MOST_NAMED])}{more}." if named else "Nothing was found."
    sentence = f"This file is missing. {found}"
    missing = [file for file in REQUIRED_FILES if file not in anywhere]
    return JoinedArchiveError([ArchiveError(file, None, None, sentence) for file in missing])
