"""The whole diary as it was entered: what diary.json holds.

The four plain files of the archive hold one row per day. This form keeps what they cannot: each
check-in of a day, when something was entered, the instant and the zone beside the local time,
the medicines with their old and new doses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.diary.check_in import CheckIn
from app.diary.day import day_entries
from app.diary.diary import Diary, Dose, Profile
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.medicine import Medicine
from app.diary.opioid_answers import OpioidAnswers
from app.diary.patch_wear import wear_of


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """What a person said about themselves.

    Attributes:
        time_zone: IANA name.
        profile: what held before the diary began.
        care: a code of `app.clinical.care`; empty until it is answered.
        story: answers to `app.clinical.story`, by code.
        opioid_answers: what they said of medicines that the catalogue does not know.
    """

    time_zone: str
    profile: Profile = field(default_factory=Profile)
    care: str = ""
    story: Mapping[str, str] = field(default_factory=dict, hash=False)
    opioid_answers: OpioidAnswers = field(default_factory=OpioidAnswers)


@dataclass(frozen=True, slots=True)
class LosslessDiary:
    """A person's whole diary, as it was entered."""

    person: PersonSettings
    check_ins: tuple[CheckIn, ...] = ()
    doses: tuple[LoggedDose, ...] = ()
    events: tuple[LoggedEvent, ...] = ()
    medicines: tuple[Medicine, ...] = ()

    @property
    def record_count(self) -> int:
        """How many check-ins, doses and events it holds."""
        return len(self.check_ins) + len(self.doses) + len(self.events)


def to_diary(lossless: LosslessDiary) -> Diary:
    """Return the day-by-day diary that the trends read and the plain files hold."""
    return Diary(
        entries=day_entries(lossless.check_ins),
        doses=diary_doses(lossless.doses, lossless.medicines, lossless.person.opioid_answers),
        events=tuple(logged.event for logged in lossless.events),
        profile=lossless.person.profile,
        opioid_answers=lossless.person.opioid_answers,
        story=lossless.person.story,
    )


def diary_doses(
    doses: Iterable[LoggedDose], medicines: Iterable[Medicine], answers: OpioidAnswers
) -> tuple[Dose, ...]:
    """Return what was taken, each patch with the time until which it counts as worn."""
    doses = tuple(doses)
    off_at = {worn.patch.public_id: worn.off_at for worn in wear_of(doses, medicines, answers)}
    return tuple(dose.in_diary(off_at.get(dose.public_id)) for dose in doses)
