"""What is known of a simulated person and hidden from the detector."""

from dataclasses import dataclass

POSITIVE = ("oih_escalating", "oih_stable_high_dose", "oih_prn")
NEGATIVE = (
    "stable_control",
    "weather_cyclic",
    "acute_flares",
    "tolerance",
    "disease_progression",
    "new_injury",
    "prn_confounding",
    "post_op_taper",
    "opioid_started_and_working",
    "oih_taper_recovery",
    "fibromyalgia_stable",
    "withdrawal_missed_doses",
)
# Further classes, which come up in worlds at random only.
MORE_POSITIVE = ("oih_low_dose", "oih_calendar", "oih_prevalent")
MORE_NEGATIVE = (
    "mood_episode",
    "learns_places",
    "menstrual_cycle",
    "seasonal_cycle",
    "dose_up_only",
    "stopped_without_note",
    "treatment_changed",
    "careless",
)
# A diary cannot tell these from sensitisation by the opioid: new pain in new places, with touch.
UNTELLABLE = ("new_fibromyalgia", "new_neuropathy", "cancer_new_sites")


@dataclass(frozen=True, slots=True)
class Truth:
    """What happens to a person.

    Attributes:
        kind: class, one of `POSITIVE` or `NEGATIVE`.
        days: length of the diary.
        onset: day on which sensitisation begins; `None` in negatives.
        there: day on which it has raised pain by one point: the pattern is there.
        severity: mild, moderate or strong; empty in negatives.
        picture: ``full``, ``no touch`` or ``no spread``; empty in negatives.
        treated: day from which on a treatment took it away again; `None` where none did.
        changed: day of a stop, a cut or another opioid, whether it helped or not; else `None`.
    """

    kind: str
    days: int
    onset: int | None = None
    there: int | None = None
    severity: str = ""
    picture: str = ""
    treated: int | None = None
    changed: int | None = None

    @property
    def positive(self) -> bool:
        """Return whether the person's pain comes from sensitisation by the opioid."""
        return self.onset is not None
