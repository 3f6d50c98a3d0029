"""Files that hold no list that we can read: what each of them is, and how to save it as one.

A file is known by how it begins, whatever its name says: a list saved under the name of another
kind is still a list.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from app.interop.errors import ArchiveError

_SAVE_AGAIN = "Open it in a spreadsheet and save it as an Excel workbook (.xlsx) or as CSV UTF-8."
_FROM_THE_APP = "Export a CSV or Excel file from the app instead."
_PICTURE = "This is a picture. Choose a list, such as a CSV or an Excel file."
_PACKED = "This is packed in a way that Tidemark does not open. Unpack it, or pack it as .zip."
_OLD_EXCEL = (
    "This is an old Excel file (.xls), or one with a password. Save it as an Excel "
    "workbook (.xlsx) without a password."
)
_OPEN_DOCUMENT = "This is an .ods file. Save it as .xlsx, or as CSV in UTF-8."
_NUMBERS = "This is a Numbers file. In Numbers, choose File, Export To, then CSV or Excel."
_WORD = "This is a Word document. Copy its table to a spreadsheet and save that as .xlsx."
_APPLE_HEALTH = (
    "This is the copy that Apple Health makes, in XML. Use an app that turns it into CSV lists, "
    "such as Health Auto Export."
)
_DAMAGED = (
    "This file is damaged, or its name says another kind than it is. Save or export it again."
)
_PACKED_ENDINGS = (".zip", ".xlsx", ".xlsm")
# What a file begins with; the longer sign before the shorter.
_BY_SIGN = (
    (b"\xd0\xcf\x11\xe0", _OLD_EXCEL),
    (b"%PDF", f"This is a PDF. {_FROM_THE_APP}"),
    (b"{\\rtf", "This is a text document (RTF). Save its table from a spreadsheet as .xlsx."),
    (b"<", f"This is a web page or XML. {_SAVE_AGAIN}"),
    (b"{", f"This is JSON. {_FROM_THE_APP}"),
    (b"[", f"This is JSON. {_FROM_THE_APP}"),
    *((sign, _PICTURE) for sign in (b"\xff\xd8", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")),
    *((sign, _PACKED) for sign in (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
    (b"SQLite format 3", f"This is a database. {_FROM_THE_APP}"),
)
# Pictures and films of phones say what they are a few bytes later.
_PHONE_PICTURES = (b"ftyp", b"WEBP")


def refuse_other_kinds(name: str, content: bytes) -> None:
    """Refuse a file that is no list.

    Raises:
        ArchiveError: it begins like a file of another kind; with how to save it.
    """
    start = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    sentence = next((words for sign, words in _BY_SIGN if start.startswith(sign)), "")
    if content[4:8] in _PHONE_PICTURES or content[8:12] in _PHONE_PICTURES:
        sentence = _PICTURE
    if sentence:
        raise ArchiveError(name, None, None, sentence)


def refuse_known_packages(name: str, files: Mapping[str, bytes]) -> None:
    """Refuse a zip of which the paths say that it is a document of another program.

    Raises:
        ArchiveError: it is; with how to save it.
    """
    tops = {PurePosixPath(path).parts[0] for path in files if PurePosixPath(path).parts}
    sentence = ""
    if files.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        sentence = _OPEN_DOCUMENT
    elif "apple_health_export" in tops:
        sentence = _APPLE_HEALTH
    elif any(path.endswith((".iwa", "Index.zip")) for path in files):
        sentence = _NUMBERS
    elif {"[Content_Types].xml", "word"} <= tops:
        sentence = _WORD
    if sentence:
        raise ArchiveError(name, None, None, sentence)


def refuse_damaged(name: str, content: bytes) -> None:
    """Refuse what is named after a zip or a workbook, is none, and is no list in text either.

    Raises:
        ArchiveError: it is so.
    """
    is_packed = PurePosixPath(name).suffix.casefold() in _PACKED_ENDINGS
    if is_packed and not _is_list_in_text(content):
        raise ArchiveError(name, None, None, _DAMAGED)


def _is_list_in_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    first = text.lstrip().partition("\n")[0]
    return "\0" not in text and any(sign in first for sign in ",;\t|")
