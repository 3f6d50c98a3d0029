"""How many years of school a text asks for: the grade of Flesch and Kincaid.

Kincaid, Fishburne, Rogers and Chissom 1975, Research Branch Report 8-75 of the Naval Technical
Training Command: 0.39 * words per sentence + 11.8 * syllables per word - 15.59.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import syllapy

from tests.words import names

# syllapy goes by rules where its list has no entry; on these words of ours it is wrong.
CORRECTED = {
    "areas": 3,
    "earlier": 3,
    "fentanyl": 3,
    "higher": 2,
    "identifier": 5,
    "json": 2,
    "lower": 2,
    "naloxone": 3,
    "opioid": 4,
    "opioids": 4,
    "real": 1,
    "tidemark": 2,
}
WORD = re.compile(r"[^\W_]+(?:['’./,\-][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.?!;])[\"”’)]*\s+")
# The formula was fitted to passages; below this many words one long word decides everything.
FEWEST_WORDS = 6
MOST_SYLLABLES_IN_A_SHORT_PIECE = 4


def sentences_of(piece: str) -> list[str]:
    """Cut a piece of text at its stops; a semicolon ends an item of a list."""
    return [part for part in SENTENCE_END.split(piece.strip()) if WORD.search(part)]


def is_prose(sentence: str) -> bool:
    """Tell a sentence from a label: labels of a few easy words would flatter a page."""
    return sentence.endswith((".", "?", "!")) or len(words_of(sentence)) >= FEWEST_WORDS


@cache
def words_of(sentence: str) -> list[str]:
    """Return the words that count; names are one easy word each."""
    return WORD.findall(names.without_names(sentence))


@cache
def syllables_of(word: str) -> int:
    """Count a numeral as one syllable and an abbreviation by its letters."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if any(letter.isdigit() for letter in word):
        return 1
    if lower in CORRECTED:
        return CORRECTED[lower]
    return len(word) if word.isupper() and len(word) > 1 else max(1, syllapy.count(lower))


def grade(sentences: Iterable[str]) -> float:
    """Grade a text given as its sentences; an empty one is easy."""
    each = [found for found in map(words_of, sentences) if found]
    words = [word for found in each for word in found]
    if not words:
        return 0.0
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(each) + 11.8 * syllables / len(words) - 15.59


def grade_of_page(pieces: Iterable[str]) -> float:
    """Grade the prose of a page."""
    return grade(sentence for sentence in all_sentences(pieces) if is_prose(sentence))


def all_sentences(pieces: Iterable[str]) -> list[str]:
    return [sentence for piece in pieces for sentence in sentences_of(piece)]


@cache
def too_hard(sentence: str, highest: float) -> bool:
    """Say whether one sentence is above the grade, or a short one holds too long a word."""
    words = words_of(sentence)
    if len(words) < FEWEST_WORDS:
        return any(syllables_of(word) > MOST_SYLLABLES_IN_A_SHORT_PIECE for word in words)
    return grade([sentence]) > highest


def hardest(sentences: Sequence[str]) -> tuple[float, str]:
    """Return the hardest sentence that is long enough to be graded, and its grade."""
    long_enough = [each for each in sentences if len(words_of(each)) >= FEWEST_WORDS]
    return max(((grade([each]), each) for each in long_enough), default=(0.0, ""))
