"""What must never stand in anything that a patient or a provider reads, and why.

Each language has its own list: a pattern cannot be translated, only written anew.
"""

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

DOSE = "An order or hint to change a dose: only the prescriber may; a sudden change can kill."
BLAME = "Blame and shame: they keep people from care, and the pain is nobody's fault."
DIAGNOSIS = "A diagnosis or a cause: a diary cannot see one, and a wrong one leads to wrong acts."
PROBABILITY = "The probability of a disease: no figure could be confirmed for one person."
ALARM = "Alarm: it frightens without help; what is urgent stands on Help now as what to do."
PRAISE = "Praise or scolding: a diary that marks its owner is not kept honestly."


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing never to say.

    Attributes:
        pattern: how it reads, in any case.
        reason: why it is never said.
        example: a sentence that it must catch.
    """

    pattern: str
    reason: str
    example: str


_MEDICINE = (
    r"(?:your|the|this|that|these|an?|any|some|of your|all)? ?(?:\w+ ){0,2}"
    r"(?:dos(?:e|es|age)|medicines?|medications?|opioids?|tablets?|pills?|patch(?:es)?|amount)\b"
)
_CHANGES = (
    r"(?:stop(?:ping)?|skip(?:ping)?|quit|switch(?:ing)?|reduc(?:e|ing)|lower(?:ing)?|"
    r"cut(?:ting)?|halv(?:e|ing)|increas(?:e|ing)|rais(?:e|ing)|doubl(?:e|ing)|chang(?:e|ing)|"
    r"adjust(?:ing)?|taper(?:ing)?|come off|coming off|wean(?:ing)?|leave out|hold back|"
    r"paus(?:e|ing)|delay(?:ing)?|omit|drop)"
)

ENGLISH = (
    Rule(
        rf"\b{_CHANGES} (?:down |up |out |back |off |on |to |from )?{_MEDICINE}",
        DOSE,
        "You could reduce your daily dose.",
    ),
    Rule(
        r"\b(?:take|taking|swallow|use|using) (?:more|less|fewer|extra|half|double)\b|"
        r"\btake another\b",
        DOSE,
        "Try to take less.",
    ),
    Rule(r"\bstop taking|\bstart taking|\bstop using|\bdo not take\b", DOSE, "Stop taking it."),
    Rule(
        r"\b(?:higher|lower|bigger|smaller) dose (?:may|might|could|would|can) help",
        DOSE,
        "A lower dose might help.",
    ),
    Rule(
        r"\b(?:ask|tell) (?:your|the) (?:provider|doctor) (?:for|to) "
        r"(?:a |an )?(?:\w+ )?(?:more|less|higher|lower|reduce|increase|raise)",
        DOSE,
        "Ask your provider for a lower dose.",
    ),
    Rule(r"\bconver(?:t|ts|ting|sion)\b", DOSE, "Convert one opioid to another."),
    Rule(
        r"\babus\w*|\baddict\w*|\bmisus\w*|\boverus\w*|\bjunkie|\bdrug[- ]seek",
        BLAME,
        "Signs of opioid abuse.",
    ),
    Rule(r"\bfail(?:ed|s|ing|ures?)?\b", BLAME, "Treatment failed."),
    Rule(r"\b(?:non-?)?(?:complian|adheren)\w*", BLAME, "The patient is non-compliant."),
    Rule(
        r"\byour (?:own )?fault|\bto blame|\byou should(?: not|n.t)? have|\byou forgot|"
        r"\byou missed|\bdenies|\bclaims to|\bclean (?:urine|days|time)",
        BLAME,
        "You forgot to log yesterday.",
    ),
    Rule(r"\byou(?:.ve| have)\b(?! to\b)", DIAGNOSIS, "You have hyperalgesia."),
    Rule(
        r"\b(?:you|patient) (?:suffers?|(?:is|are) suffering|shows? signs of)",
        DIAGNOSIS,
        "You are suffering from it.",
    ),
    Rule(r"\bdiagnos\w*", DIAGNOSIS, "This diagnoses paradoxical pain."),
    Rule(
        r"\b(?:is|are|was|were) (?:being )?(?:caused by|causing|due to|the cause of)\b|"
        r"\bmade worse by your\b|\bbecause of your (?:opioid|medicine|dose)",
        DIAGNOSIS,
        "Your medicine is causing your pain.",
    ),
    Rule(
        r"\b(?:likely|unlikely|probabl[ey]|presumably|suspected|certainly|definitely)\b",
        DIAGNOSIS,
        "It is probably tolerance.",
    ),
    Rule(
        r"\b(?:probabilit(?:y|ies)|likelihood|odds|risk score|(?:chance|risk) (?:of|that|for))\b",
        PROBABILITY,
        "The chance of hyperalgesia is high.",
    ),
    Rule(
        r"\d ?(?:%|percent|per cent) (?:chance|risk|likely|sure|certain|probab)",
        PROBABILITY,
        "A 70 % chance.",
    ),
    Rule(r"!", ALARM, "Act now!"),
    Rule(
        r"\bdanger\b|\balarm\w*|\balert\b|\bwarnings?\b|\burgent(?:ly)?\b|\bimmediately\b|"
        r"\b(?:act|call|come|go|stop) (?:\w+ )?at once\b|"
        r"\bcritical\b|\bdeadly\b|\blethal\b|\bfatal\b|\bsevere\b",
        ALARM,
        "Warning: act at once.",
    ),
    Rule(
        r"\bwell done|\bgood job|\bgreat\b|\bcongrat\w*|\bproud\b|\bkeep it up|\bstreaks?\b|"
        r"\bexcellent\b|\byou (?:did|do) well|\btry harder",
        PRAISE,
        "Well done, a new streak.",
    ),
)

# Fixed sentences, and parts of them, that may hold such a word: what they say is the opposite, or
# they record what was already done. Each stands here as it is printed.
SAFE_ENGLISH = (
    # Not to change a dose alone.
    "Do not change your dose on your own",
    "Please do not take less, take more or stop on your own.",
    "Do not stop, cut down or take more on your own.",
    "Please do not stop, take less or take more on your own.",
    "Please do not change your dose on your own.",
    "Extra doses can slow your breathing",
    # What Tidemark is not.
    "It never tells you to change a dose.",
    "It never tells you to take more, to take less or to stop.",
    "It never tells anyone to change a dose.",
    "This is not a diagnosis",
    "It never tells you to take more, take less or stop.",
    "Not a diagnosis",
    "It makes no diagnosis.",
    # That the morphine equivalent is no conversion.
    "They are not for switching between opioids;",
    # Records of what was already decided or done.
    "Did your prescriber change the dose?",
    "No change of the amount noted or seen.",
    # The buttons that open one's own answers of the set-up again.
    "Change Medicines",
    "Change Opioids since",
    # A fact about as-needed doses, said so that nobody takes dose and pain for cause and effect.
    "Many people take more on a bad day.",
    "People tend to take more on bad days.",
    # How others name things, and what they said.
    "medication-overuse headache",
    # What paradoxical pain is not, and how pain comes about.
    "It is not addiction.",
    "Pain is an alarm.",
    "the alarm can be turned up or down",
    "more of the alarm gets through",
    "on high alert",
    # The name of a place to go to.
    "urgent care",
    # What a page of Learn is about.
    "What to do when it is urgent",
)

RULES = MappingProxyType({"en": ENGLISH})
SAFE = MappingProxyType({"en": SAFE_ENGLISH})


# The frame of every page is the same.
@cache
def faults(text: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Return each forbidden wording of a text with its reason."""
    for safe in SAFE[language]:
        text = text.replace(safe, "")
    return tuple(
        (found.group(), rule.reason)
        for rule in RULES[language]
        for found in re.finditer(rule.pattern, text, re.IGNORECASE)
    )
