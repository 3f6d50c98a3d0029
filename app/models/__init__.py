"""Tables only. Importing this package makes all of them known to `Base.metadata`."""

from app.models.access import TryCount
from app.models.diary import CheckIn, Event
from app.models.medicine import Dose, Medicine, Regimen
from app.models.person import ImportUndo, PendingImport, Person, Submission, WebSession
from app.models.revision import RESTS_ON_NOTHING
from app.models.share import AdvisoryAnswer, ShareLink, ShareOpening

__all__ = [
    "RESTS_ON_NOTHING",
    "AdvisoryAnswer",
    "CheckIn",
    "Dose",
    "Event",
    "ImportUndo",
    "Medicine",
    "PendingImport",
    "Person",
    "Regimen",
    "ShareLink",
    "ShareOpening",
    "Submission",
    "TryCount",
    "WebSession",
]
