"""The code of a link, as it is typed: in groups of five, the last letter of each a check.

A group's check letter catches one wrong letter in it, and nearly every swap of two neighbours or
of two groups. It is worked out from what was typed alone, so it says nothing about which links
exist. Codes without check letters, as links carry them, open as well.
"""

import re
from collections.abc import Sequence

from app.services.typed_codes import LETTERS, LOOK_ALIKES

CODE_LENGTH = 52
GROUP = 4
_TYPED_GROUP = GROUP + 1
_TYPED_LENGTH = CODE_LENGTH // GROUP * _TYPED_GROUP
_LONGEST_TYPED = 2000
# Mail programs write the sign so; some then add words of their own after an "&".
_AFTER_THE_SIGN = re.compile(r"(?:#|%(?:25)*23|(?<=/s)\*|(?<=_s)-23)([^&?#%]*)", re.IGNORECASE)


def in_groups(code: str) -> str:
    """Return a code as it is shown to be typed.

    >>> in_groups("0a1b2c3d")
    '0a1bw 2c3dd'
    """
    groups = [code[start : start + GROUP] for start in range(0, len(code), GROUP)]
    return " ".join(group + _check_letter(group, place) for place, group in enumerate(groups))


def read_code(typed: str) -> str:
    """Return the code in what was typed or pasted: a whole address, or letters in groups.

    >>> read_code(" https://tidemark.example/s#0a1b-2C3D ")
    '0a1b2c3d'
    >>> read_code("https://mail.example/?url=https%3A%2F%2Ftidemark.example%2Fs%230a1b&data=5")
    '0a1b'
    >>> read_code("oi1l")
    '0111'
    """
    code = "".join(_typed_groups(typed))
    if len(code) != _TYPED_LENGTH:
        return code
    return "".join(code[start : start + GROUP] for start in range(0, len(code), _TYPED_GROUP))


def what_is_wrong(typed: str) -> str:
    """Say which group of a typed code cannot be right; empty where none can be told.

    >>> what_is_wrong("0a1bw 2c3d")
    'The code has 9 of 65 letters. Group 2 has 4 letters instead of 5.'
    """
    groups = _typed_groups(typed)
    code = "".join(groups)
    if len(code) == CODE_LENGTH:
        return ""
    if _is_part_of_a_link(groups):
        return (
            f"Here are {len(code)} letters, and the code in a link has {CODE_LENGTH}. "
            "Copy the whole link again, to its very end."
        )
    if len(code) > _TYPED_LENGTH + _TYPED_GROUP:
        return (
            f"This is too long for a code, which has {_TYPED_LENGTH} letters. Type only the code."
        )
    if len(groups) == 1:
        groups = [code[at : at + _TYPED_GROUP] for at in range(0, len(code), _TYPED_GROUP)]
    wrong = _first_wrong(groups)
    if len(code) == _TYPED_LENGTH:
        return f"Check group {wrong + 1}: one of its letters is wrong." if wrong >= 0 else ""
    count = f"The code has {len(code)} of {_TYPED_LENGTH} letters."
    if wrong < 0:
        return count
    group = groups[wrong]
    if len(group) == _TYPED_GROUP:
        return f"{count} Check group {wrong + 1} first."
    letters = f"{len(group)} letter{'' if len(group) == 1 else 's'}"
    return f"{count} Group {wrong + 1} has {letters} instead of {_TYPED_GROUP}."


def _is_part_of_a_link(groups: Sequence[str]) -> bool:
    """Tell whether it is a link's code, which has no check letters, with a part of it missing."""
    code = groups[0] if len(groups) == 1 else ""
    if not _TYPED_GROUP <= len(code) <= CODE_LENGTH + GROUP:
        return False
    first = [code[at : at + _TYPED_GROUP] for at in range(0, len(code), _TYPED_GROUP)]
    # By chance a group in 32 fits: it is a typed one where most of those that are whole do.
    whole = [n for n, group in enumerate(first) if len(group) == _TYPED_GROUP]
    fitting = sum(first[n][-1] == _check_letter(first[n][:-1], n) for n in whole)
    return 2 * fitting < len(whole)


def _first_wrong(groups: Sequence[str]) -> int:
    """Return which group, counted from 0, does not fit its check letter; -1 where each does."""
    for place, group in enumerate(groups):
        if len(group) != _TYPED_GROUP or group[-1] != _check_letter(group[:-1], place):
            return place
    return -1


def _check_letter(group: str, place: int) -> str:
    # Odd weights have an inverse modulo 32, so each single wrong letter changes the sum.
    weighted = ((2 * at + 1) * LETTERS.find(letter) for at, letter in enumerate(group, 1))
    return LETTERS[(place + sum(weighted)) % len(LETTERS)]


def _typed_groups(typed: str) -> list[str]:
    short = typed[:_LONGEST_TYPED]
    found = _AFTER_THE_SIGN.search(short)
    code = found.group(1) if found else short
    # Whatever parts the groups, or stands around a pasted code: dashes, quotes, a full stop.
    groups = re.findall(r"[^\W_]+", code.lower().translate(LOOK_ALIKES))
    is_followed_by_words = len(groups) > 1 and len(groups[0]) == CODE_LENGTH
    return groups[:1] if is_followed_by_words else groups
