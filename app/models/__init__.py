"""Tables only. Importing this package makes all of them known to `Base.metadata`."""

from app.models.access import AccountEvent, MailedCode, Passkey, RecoveryCode, TryCount
from app.models.diary import CheckIn, DayPack, Event
from app.models.medicine import Dose, Medicine, Regimen
from app.models.pack_ends import WHICH_DAY
from app.models.person import ImportUndo, PendingImport, Person, Submission, WebSession
from app.models.revision import RESTS_ON_NOTHING
from app.models.share import AdvisoryAnswer, ShareLink, ShareOpening

__all__ = [
    "RESTS_ON_NOTHING",
    "WHICH_DAY",
    "AccountEvent",
    "AdvisoryAnswer",
    "CheckIn",
    "DayPack",
    "Dose",
    "Event",
    "ImportUndo",
    "MailedCode",
    "Medicine",
    "Passkey",
    "PendingImport",
    "Person",
    "RecoveryCode",
    "Regimen",
    "ShareLink",
    "ShareOpening",
    "Submission",
    "TryCount",
    "WebSession",
]
