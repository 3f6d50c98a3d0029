"""The 0-10 questions of a check-in: one table for forms, files, figures and words.

A question that is added here, as a column of `app.models.diary` and in a migration is asked,
saved, exported, imported and shown; CONTRIBUTING.md lists the steps. All of them use the same
eleven steps, so that a person learns one scale. The ends of the pain questions are those of the
numeric rating scale (see `app.clinical.scales`); the other wordings are our own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.clinical.scales import NO_PAIN, WORST_POSSIBLE_PAIN


class Asked(StrEnum):
    """Where on the page a question stands."""

    FIRST = "first"
    AFTER_PLACES = "after places"
    FOLDED = "folded"
    IF_CHOSEN = "folded, for whoever chose it in Settings"


@dataclass(frozen=True, slots=True)
class Score:
    """One question, answered from 0 to 10.

    Attributes:
        code: its name in forms, in the database and in files.
        question: as it is asked on the day itself.
        label: as it is asked later, and what stands beside a saved answer.
        in_line: its answer within a line of text, with ``{}`` for the number.
        at_lowest: what 0 means.
        at_highest: what 10 means.
        asked: where on the page it stands.
        hint: a few words below the question.
        zero: the answer 0 in a word, where it is more than a number.
        zero_in_line: the same within a line of text.
        is_better_high: whether 10 is the good end, which a bare number would not tell.
    """

    code: str
    question: str
    label: str
    in_line: str
    at_lowest: str
    at_highest: str
    asked: Asked
    hint: str = ""
    zero: str = ""
    zero_in_line: str = ""
    is_better_high: bool = False


AVERAGE_PAIN = Score(
    code="average_pain",
    question="Average pain over the last 24 hours",
    label="Average pain over 24 hours",
    in_line="pain {}",
    at_lowest=NO_PAIN,
    at_highest=WORST_POSSIBLE_PAIN,
    asked=Asked.FIRST,
)
PAIN_NOW = Score(
    code="pain_now",
    question="Pain right now",
    label="Pain at that moment",
    in_line="pain now {}",
    at_lowest=NO_PAIN,
    at_highest=WORST_POSSIBLE_PAIN,
    asked=Asked.FIRST,
)
WORST_PAIN = Score(
    code="worst_pain",
    question="Worst pain",
    label="Worst pain",
    in_line="worst pain {}",
    at_lowest=NO_PAIN,
    at_highest=WORST_POSSIBLE_PAIN,
    asked=Asked.FOLDED,
)
TOUCH = Score(
    code="touch",
    question="Did touch hurt?",
    label="Did touch hurt?",
    in_line="touch hurt {}",
    at_lowest="touch does not hurt",
    at_highest="touch hurts as much as it can",
    asked=Asked.AFTER_PLACES,
    hint="Clothes, a sheet, a light stroke.",
    zero="No",
    zero_in_line="touch did not hurt",
)
SLEEP = Score(
    code="sleep",
    question="Sleep last night",
    label="Sleep",
    in_line="sleep {}",
    at_lowest="slept very badly",
    at_highest="slept very well",
    asked=Asked.FOLDED,
    is_better_high=True,
)
MOOD = Score(
    code="mood",
    question="Mood",
    label="Mood",
    in_line="mood {}",
    at_lowest="feel very low",
    at_highest="feel very good",
    asked=Asked.FOLDED,
    is_better_high=True,
)
ACTIVITY = Score(
    code="activity",
    question="Activity",
    label="Activity",
    in_line="activity {}",
    at_lowest="could do almost nothing",
    at_highest="could do all I wanted",
    asked=Asked.FOLDED,
    is_better_high=True,
)

# What many people on opioids notice, and what their prescriber asks about (CDC, "Patients'
# Frequently Asked Questions": constipation, sleepiness, nausea, itching). From 0 to 10 as in the
# Edmonton Symptom Assessment System, which asks about nausea and drowsiness and leaves a line free
# for others, constipation for one (Watanabe et al. 2011, JPSM 41:456). The words are our own.
CONSTIPATION = Score(
    code="constipation",
    question="Constipation",
    label="Constipation",
    in_line="constipation {}",
    at_lowest="none",
    at_highest="as bad as it can be",
    asked=Asked.IF_CHOSEN,
    hint="Hard to go, or not for days.",
)
SLEEPINESS = Score(
    code="sleepiness",
    question="Sleepy during the day",
    label="Sleepy in the daytime",
    in_line="sleepy {}",
    at_lowest="not at all",
    at_highest="as sleepy as can be",
    asked=Asked.IF_CHOSEN,
)
NAUSEA = Score(
    code="nausea",
    question="Feeling sick to your stomach",
    label="Nausea",
    in_line="nausea {}",
    at_lowest="none",
    at_highest="as bad as it can be",
    asked=Asked.IF_CHOSEN,
)
ITCHING = Score(
    code="itching",
    question="Itching",
    label="Itching",
    in_line="itching {}",
    at_lowest="none",
    at_highest="as bad as it can be",
    asked=Asked.IF_CHOSEN,
)

PAIN_SCORES = (AVERAGE_PAIN, PAIN_NOW, WORST_PAIN)
# A day shows them as they were given: no figure and no rule of the detector rests on them.
SIDE_EFFECTS = (CONSTIPATION, SLEEPINESS, NAUSEA, ITCHING)
FURTHER_SCORES = (SLEEP, MOOD, ACTIVITY, *SIDE_EFFECTS)
# In the order in which answers are listed; where it hurts stands between pain and touch.
SCORES = (*PAIN_SCORES, TOUCH, *FURTHER_SCORES)
SCORE_CODES = tuple(score.code for score in SCORES)
FOLDED_SCORES = tuple(score for score in SCORES if score.asked is Asked.FOLDED)


def read_scores(read: Callable[[str], int | None]) -> dict[str, int]:
    """Return the answers by code; `read` gives the one of a code, None for "not answered".

    >>> read_scores({"touch": 0, "sleep": 4}.get)
    {'touch': 0, 'sleep': 4}
    """
    return {code: answer for code in SCORE_CODES if (answer := read(code)) is not None}
