"""Kinds of care that the usual guidance on opioids and chronic pain was not written for.

The recommendations of the CDC Clinical Practice Guideline for Prescribing Opioids for Pain do not
apply to pain in sickle cell disease, in cancer, or in palliative and end-of-life care (Dowell et
al. 2022, MMWR Recomm Rep 71(3):1-95, https://www.cdc.gov/mmwr/volumes/71/rr/rr7103a1.htm).
"""

from types import MappingProxyType

CANCER = "cancer"
SICKLE_CELL = "sickle_cell"
END_OF_LIFE = "end_of_life"
NONE_OF_THESE = "none_of_these"
NOT_SAID = "not_said"

CARE_NAMES = MappingProxyType(
    {
        CANCER: "Cancer",
        SICKLE_CELL: "Sickle cell disease",
        END_OF_LIFE: "End-of-life care",
        NONE_OF_THESE: "None of these",
        NOT_SAID: "I’d rather not say",
    }
)
CARE_KINDS = frozenset(CARE_NAMES)
# Here the advisory keeps to neutral words.
SPECIAL_CARE = frozenset({CANCER, SICKLE_CELL, END_OF_LIFE})
