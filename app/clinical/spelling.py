"""Letters and figures as different keyboards write them."""

import unicodedata
from types import MappingProxyType

_SIGNS = MappingProxyType(
    dict.fromkeys("\N{FRACTION SLASH}\N{DIVISION SLASH}\N{FULLWIDTH SOLIDUS}", "/")
    | dict.fromkeys("\N{FULLWIDTH FULL STOP}\N{ARABIC DECIMAL SEPARATOR}", ".")
    | dict.fromkeys("\N{FULLWIDTH COMMA}\N{ARABIC THOUSANDS SEPARATOR}", ",")
    | dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}", "-")
)


def without_accents(text: str) -> str:
    """Take the accents off letters.

    >>> without_accents("dihidrocodeína"), without_accents("Zäpfchen")
    ('dihidrocodeina', 'Zapfchen')
    """
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def in_plain_figures(text: str) -> str:
    """Write the figures of any script as 0 to 9, and the signs between them plainly.

    >>> in_plain_figures("\uff12\uff0e\uff15"), in_plain_figures("1\u20442")
    ('2.5', '1/2')
    """
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    figure = unicodedata.decimal(sign, None)
    return _SIGNS.get(sign, sign) if figure is None else str(figure)
