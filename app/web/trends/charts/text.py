"""How much room words take in a picture; on the server there is no font to measure with."""

# Means of a sans-serif letter of 13 units, rounded up.
LETTER_WIDTH = 6.9
LETTER_HEIGHT = 14.0


def width_of(words: str) -> float:
    """Return the room that words take, in units of the view box.

    >>> width_of("mean")
    27.6
    """
    return round(LETTER_WIDTH * len(words), 1)
