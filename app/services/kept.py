"""What was worked out from a diary is worked out once for each of its revisions."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast

from sqlalchemy.orm import Session

from app.db import ReadingSession
from app.services.owner import Owner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Made:
    """An answer, and the moment for which it holds."""

    moment: Hashable
    answer: object


def kept(
    session: Session,
    person: Owner,
    name: Hashable,
    make: Callable[[], T],
    size: Callable[[T], int],
    moment: Hashable = None,
) -> T:
    """Return what `make` works out, or what it worked out earlier from the same revision.

    A session that may write has nothing to look up: what it reads may be about to change.

    Args:
        session: of the request, which found `person` before it read anything of theirs.
        person: whose diary it is.
        name: says which answer.
        make: works it out.
        size: how many bytes the answer takes, about.
        moment: of the clock, for as long as the answer holds: the local date for one. The answer
            for one moment takes the place of that for another.
    """
    if not isinstance(session, ReadingSession):
        return make()
    shelf, whose = session.shelf, (person.public_id, person.revision)
    found = cast("_Made | None", shelf.find(*whose, name))
    if found is not None and found.moment == moment:
        return cast("T", found.answer)
    answer = make()
    shelf.keep(*whose, name, _Made(moment, answer), size(answer))
    return answer
