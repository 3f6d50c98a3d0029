"""What a list leaves open, and only the person can say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.interop.fields import FieldError
from app.interop.other_apps.choices import SCORE_PARTS, Choices, Meaning, Part
from app.interop.other_apps.days import DateOrder, needs_order, possible_orders
from app.interop.other_apps.doses import (
    MedicineCell,
    NothingTakenError,
    medicines_in,
    usable_amount,
)
from app.interop.other_apps.listing import Listing
from app.interop.other_apps.numbers import is_ambiguous, mark_of, number_within
from app.interop.other_apps.places import unknown_words
from app.interop.other_apps.read import value_column
from app.interop.other_apps.scores import (
    Scale,
    distinct,
    folded,
    rule_without_asking,
    scales_that_fit,
)

# The commonest are asked; what is rarer is left out, and listed with its line.
MOST_ASKED = 40
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ScoreQuestion:
    """How the scores of a column become ours.

    Attributes:
        part: whose scores.
        heading: of the column.
        answers: what stands there, each once.
        scales: how they may be meant.
    """

    part: Part
    heading: str
    answers: tuple[str, ...]
    scales: tuple[Scale, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name, a word or an amount that is asked about, and in how many rows it stands.

    Attributes:
        key: what the answer is kept under.
        words: what to show.
        rows: in how many rows it stands.
        values: a few of the values beside it.
    """

    key: str
    words: str
    rows: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """All that is open; empty parts are settled.

    Attributes:
        orders: ways in which the dates can be read.
        dates: a few of the dates.
        numbers: numbers that are another one with another decimal mark.
        scores: columns of scores.
        subjects: names of which it is open what they are about.
        amounts: amounts that cannot be counted as they stand.
        places: words that are no area of the body map.
        people: whose rows may be meant.
    """

    orders: tuple[DateOrder, ...] = ()
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    scores: tuple[ScoreQuestion, ...] = ()
    subjects: tuple[Named, ...] = ()
    amounts: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def are_open(self) -> bool:
        """Whether anything is left to ask."""
        return self != Questions()


def settled(listing: Listing, choices: Choices) -> Choices:
    """Return the choices with what the list itself leaves no doubt about."""
    order, mark = choices.order, choices.mark
    if order is None:
        possible = possible_orders(listing.column(choices, Part.DATE))
        order = next(iter(possible)) if len(possible) == 1 else None
    cells = list(_medicine_cells(listing, choices))
    if mark is None:
        mark = mark_of(number_within(cell.amount) for cell in cells)
    scores = dict(choices.scores)
    for part, heading, answers in _score_columns(listing, choices):
        rule = None if part in scores else rule_without_asking(heading, answers)
        if rule is not None:
            scores[part] = rule
    return replace(choices, order=order, mark=mark, scores=scores)


def open_questions(listing: Listing, choices: Choices) -> Questions:
    """Return what is left to ask, one thing after the other: what hangs on it comes later.

    Args:
        listing: the list.
        choices: as `settled` returns them.
    """
    if choices.is_left_out:
        return Questions()
    if listing.person_column is not None and not choices.only:
        people = dict.fromkeys(listing.cell(row, listing.person_column) for row in listing.rows)
        return Questions(people=tuple(people)[:MOST_ASKED])
    subjects = _open_subjects(listing, choices)
    if subjects:
        return Questions(subjects=subjects)
    dates = listing.column(choices, Part.DATE)
    asks_order = choices.order is None and needs_order(dates)
    return Questions(
        orders=_orders(dates) if asks_order else (),
        dates=tuple(dict.fromkeys(dates))[:_SHOWN] if asks_order else (),
        numbers=_ambiguous_numbers(listing, choices) if choices.mark is None else (),
        scores=_open_scores(listing, choices),
        amounts=_open_amounts(listing, choices) if choices.mark is not None else (),
        places=_open_places(listing, choices),
    )


def _orders(dates: tuple[str, ...]) -> tuple[DateOrder, ...]:
    possible = possible_orders(dates) or frozenset((DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST))
    return tuple(order for order in DateOrder if order in possible)


def _meaning(choices: Choices, subject: str) -> Meaning:
    return choices.meanings.get(folded(subject), Meaning.LEFT_OUT)


def _medicine_cells(listing: Listing, choices: Choices) -> Iterator[MedicineCell]:
    by_subject = choices.column(Part.SUBJECT)
    column = choices.column(Part.MEDICINE) if by_subject is None else by_subject
    if column is None:
        return
    meaning = None if by_subject is None else Meaning.MEDICINE
    amount_at = value_column(choices, Part.AMOUNT, meaning)
    for row in listing.rows:
        names = listing.cell(row, column)
        if meaning is not None and _meaning(choices, names) is not meaning:
            continue
        amount = None if amount_at is None else listing.cell(row, amount_at)
        yield from medicines_in(names, amount, listing.cell(row, choices.column(Part.UNIT)))


def _score_columns(listing: Listing, choices: Choices) -> Iterator[tuple[Part, str, list[str]]]:
    by_subject = choices.column(Part.SUBJECT)
    for part in SCORE_PARTS:
        meaning = None if by_subject is None else Meaning(part.value)
        column = value_column(choices, part, meaning)
        if column is None:
            continue
        rows = [
            row
            for row in listing.rows
            if meaning is None or _meaning(choices, listing.cell(row, by_subject)) is meaning
        ]
        answers = [cell for row in rows if (cell := listing.cell(row, column))]
        if answers:
            yield part, listing.heading(column), answers


def _open_scores(listing: Listing, choices: Choices) -> tuple[ScoreQuestion, ...]:
    return tuple(
        ScoreQuestion(part, heading, distinct(answers), scales_that_fit(answers))
        for part, heading, answers in _score_columns(listing, choices)
        if part not in choices.scores
    )


def _open_subjects(listing: Listing, choices: Choices) -> tuple[Named, ...]:
    column = choices.column(Part.SUBJECT)
    if column is None:
        return ()
    value_at = value_column(choices, Part.PAIN, Meaning.PAIN)
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    values: dict[str, dict[str, None]] = {}
    for row in listing.rows:
        subject = listing.cell(row, column)
        key = folded(subject)
        counts[key] += 1
        words.setdefault(key, subject)
        values.setdefault(key, {}).setdefault(listing.cell(row, value_at))
    asked = [key for key, _ in counts.most_common(MOST_ASKED)]
    if all(key in choices.meanings for key in asked):
        return ()
    return tuple(
        Named(key, words[key], counts[key], tuple(filter(None, values[key]))[:4]) for key in asked
    )


def _ambiguous_numbers(listing: Listing, choices: Choices) -> tuple[str, ...]:
    figures = (number_within(cell.amount) for cell in _medicine_cells(listing, choices))
    return tuple(dict.fromkeys(text for text in figures if is_ambiguous(text)))[:_SHOWN]


def _open_amounts(listing: Listing, choices: Choices) -> tuple[Named, ...]:
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for cell in _medicine_cells(listing, choices):
        try:
            usable_amount(cell, choices.mark, {})
        except NothingTakenError:
            continue
        except FieldError:
            key = cell.key(choices.mark)
            counts[key] += 1
            words.setdefault(key, f"{cell.name}, {key.rpartition(' | ')[2]}".removesuffix(", "))
    asked = [(key, rows) for key, rows in counts.most_common(MOST_ASKED)]
    return tuple(Named(key, words[key], rows) for key, rows in asked if key not in choices.amounts)


def _open_places(listing: Listing, choices: Choices) -> tuple[Named, ...]:
    cells = listing.column(choices, Part.PLACES)
    counts = Counter(word for cell in cells for word in unknown_words([cell]))
    return tuple(
        Named(word, word, rows)
        for word, rows in counts.most_common(MOST_ASKED)
        if word not in choices.places
    )
