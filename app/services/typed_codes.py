"""Codes that people type from paper or from a mail."""

import re
import secrets

# Crockford's base 32 leaves out letters that look like digits: a code may be typed from paper.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
LOOK_ALIKES = str.maketrans("oil", "011")
# 80 random bits: beyond guessing, so that a plain hash of it may be stored.
_NEW_LENGTH = 16
_GROUP = 4
_LONGEST_TYPED = 2000


def new_code() -> str:
    """Return a random code in groups, as it is shown."""
    code = "".join(secrets.choice(LETTERS) for _ in range(_NEW_LENGTH))
    return "-".join(code[at : at + _GROUP] for at in range(0, _NEW_LENGTH, _GROUP))


def plain_code(typed: str) -> str:
    """Return what was typed without what parts its groups; a whole address gives its code.

    >>> plain_code(" ABCD-efgh o1il-2345")
    'abcdefgh01112345'
    >>> plain_code("https://tidemark.example/reset/code#abcd-efgh")
    'abcdefgh'
    """
    code = typed[:_LONGEST_TYPED].rpartition("#")[2]
    return re.sub(r"[\W_]+", "", code.lower().translate(LOOK_ALIKES))
