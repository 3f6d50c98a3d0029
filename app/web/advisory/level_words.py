"""What each level is called: for the patient, in the record of the past, and for the provider."""

from dataclasses import dataclass
from types import MappingProxyType

from app.trends.detector.assessment import Level


@dataclass(frozen=True, slots=True)
class Heading:
    """How a page begins.

    Attributes:
        title: its heading.
        intro: what it means.
        fact: what it rests on beside the evidence, with its figures; empty where that is all.
    """

    title: str
    intro: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class LevelWording:
    """One level, side by side.

    Attributes:
        heading: how the patient's page begins.
        record: what the figures came to, in the record of the past.
        finding: a sentence for the provider.
    """

    heading: Heading
    record: str
    finding: str


LEVEL_WORDINGS = MappingProxyType(
    {
        Level.DISCUSS: LevelWording(
            heading=Heading(
                "A pattern to talk about with your provider",
                "Some things in your diary have changed together. There can be many reasons. "
                "Sometimes opioids themselves make people feel more pain. Only your provider can "
                "sort this out. This is not a diagnosis.",
            ),
            record="a pattern to talk about",
            finding=(
                "A pattern to talk about: things linked to opioid-induced hyperalgesia changed "
                "together. There can be many reasons. This is not a diagnosis."
            ),
        ),
        Level.WATCH: LevelWording(
            heading=Heading(
                "A change to keep an eye on",
                "Some things in your diary have changed. It is too little, or too early, to say "
                "more. If it worries you, talk to your provider now. This is not a diagnosis.",
            ),
            record="a change to keep an eye on",
            finding=(
                "A change to keep an eye on: too little, or too early, to call it a pattern of "
                "opioid-induced hyperalgesia. There can be many reasons. This is not a diagnosis."
            ),
        ),
        Level.NONE: LevelWording(
            heading=Heading(
                "No such pattern in your diary now",
                "Tidemark looks for pain that grows, spreads or comes from light touch even "
                "though the dose went up. It does not see that in your diary now. That does not "
                "mean that all is well. If you feel worse, call your provider.",
            ),
            record="nothing",
            finding=(
                "No pattern of opioid-induced hyperalgesia is seen on these days alone. That does "
                "not rule it out."
            ),
        ),
        Level.INSUFFICIENT_DATA: LevelWording(
            heading=Heading(
                "Not enough days yet",
                "Tidemark needs more days before it can say anything. Gaps are fine. If you feel "
                "worse, call your provider and do not wait for this page.",
            ),
            record="too few days",
            finding="Too few days to look for a pattern of opioid-induced hyperalgesia.",
        ),
    }
)
