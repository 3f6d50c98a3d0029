"""Questions that are the same on everybody's page while nothing stands in them: drawn once.

Today has a hundred buttons and boxes. Nothing that anybody typed or chose is ever kept here.
"""

from collections.abc import Callable, Hashable, Sequence

from markupsafe import Markup
from wtforms import Field

# Far more than there are questions; it only keeps a mistake from filling the memory.
MOST_KEPT = 300
_drawn: dict[Hashable, Markup] = {}


def drawn_once(fields: Sequence[Field], *about: Hashable, caller: Callable[[], Markup]) -> Markup:
    """Return what the block below draws, which must rest on nothing but these arguments.

    Args:
        fields: those that are drawn.
        about: the words and choices that are drawn with them.
        caller: the block itself.
    """
    if not all(map(_is_untouched, fields)):
        return caller()
    named = tuple((field.id, str(field.label.text), str(field.description)) for field in fields)
    key = (named, about)
    if key not in _drawn:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        _drawn[key] = caller()
    return _drawn[key]


def _is_untouched(field: Field) -> bool:
    is_empty = not field.data or field.data == field.default
    return is_empty and not field.errors and not field.raw_data
