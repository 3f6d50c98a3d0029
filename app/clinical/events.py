"""What may have happened on a day: the seven kinds that the diary knows."""

from types import MappingProxyType

NEW_INJURY = "new_injury"
CONDITION_WORSE = "condition_worse"
SURGERY_OR_PROCEDURE = "surgery_or_procedure"
ILLNESS = "illness"
MISSED_DOSES = "missed_doses"
DOSE_CHANGE_BY_PRESCRIBER = "dose_change_by_prescriber"
OTHER_EVENT = "other"

EVENT_NAMES = MappingProxyType(
    {
        NEW_INJURY: "New injury",
        CONDITION_WORSE: "My condition got worse",
        SURGERY_OR_PROCEDURE: "Surgery or procedure",
        ILLNESS: "Illness",
        MISSED_DOSES: "Missed doses",
        DOSE_CHANGE_BY_PRESCRIBER: "My prescriber changed a dose",
        OTHER_EVENT: "Something else",
    }
)
EVENT_KINDS = frozenset(EVENT_NAMES)
