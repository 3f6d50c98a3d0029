"""The detector's look at a diary, begun where the last look of this process left off."""

from datetime import date
from typing import cast

from sqlalchemy.orm import Session

from app.db import ReadingSession
from app.diary.diary import Diary
from app.services.owner import Owner
from app.trends.detector.assess import assess, assess_anew
from app.trends.detector.assessment import Assessment
from app.trends.detector.trajectory import Walk


def look_again(
    session: Session, person: Owner, diary: Diary, as_of: date, name: str = "walk"
) -> Assessment:
    """Say what `assess` says, without working out anew what a change left as it was.

    The walk that is kept may be of any revision: the detector compares the days themselves.

    Args:
        session: of the request; one that may write keeps nothing.
        person: whose diary it is.
        diary: all of it, or the part that a link shows.
        as_of: the day of the look.
        name: says which walk; one is kept for each name.
    """
    if not isinstance(session, ReadingSession):
        return assess(diary, as_of)
    earlier = cast("Walk | None", session.shelf.find(person.public_id, None, name))
    assessment, walk = assess_anew(diary, as_of, earlier)
    if walk is not None:
        session.shelf.keep(person.public_id, None, name, walk, walk.bytes)
    return assessment
