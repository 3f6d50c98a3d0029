"""Questions for the provider that a person may choose from: one list for every page."""

from types import MappingProxyType

# None of them leads to an answer or names a change of dose.
SUGGESTED = MappingProxyType(
    {
        "change": "What could explain the change in my pain?",
        "helping": "How can we tell if my pain medicine still helps?",
        "paradox": "Can opioids make a person feel more pain? Could that be part of it?",
        "looked": "Is there anything new that should be looked at?",
        "else": "What else could help with my pain?",
        "watch": "What should I write down until we meet again?",
        "worse": "What should I do if it gets worse before my next visit?",
        "naloxone": "Should I have naloxone at home?",
    }
)
