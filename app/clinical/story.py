"""My story so far: five questions about the time before the diary.

What was there before the first entry cannot be compared with anything that is logged, and for most
people who take opioids it was. The questions are those that reviews put first: more pain although
the dose rises (Chen et al. 2014, J Opioid Manag 10:383), pain in more places and from light touch
(Lee et al. 2011, Pain Physician 14:145), and whether something else explains it. What is answered
is shown as told, apart from what was logged. What the advisory makes of it stands in
`app.trends.detector.told`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class StoryQuestion:
    """One question.

    Attributes:
        code: its name in forms and files.
        question: as it is asked.
        told: what stands before the answer where it is shown.
        answers: the words of each answer, by code.
    """

    code: str
    question: str
    told: str
    answers: Mapping[str, str]


_YES_OR_NO = MappingProxyType({YES: "Yes", NO: "No", "not_sure": "I’m not sure"})
STORY_QUESTIONS = (
    StoryQuestion(
        "pain",
        "How is your pain now, compared with before you took opioids?",
        "Pain now, compared with before opioids",
        MappingProxyType(
            {"more": "More", "same": "The same", "less": "Less", "not_sure": "I’m not sure"}
        ),
    ),
    StoryQuestion(
        "places",
        "Does it hurt in more places than at first?",
        "Hurts in more places than at first",
        _YES_OR_NO,
    ),
    StoryQuestion(
        "touch",
        "Since you began taking opioids, does light touch hurt, like clothes, a sheet or a light "
        "stroke?",
        "Light touch hurts since opioids",
        _YES_OR_NO,
    ),
    StoryQuestion(
        "dose",
        "Did your dose go up in the last 6 months?",
        "Dose went up in the last 6 months",
        MappingProxyType(
            {
                NO: "No",
                "helped": "Yes, and it helped",
                "did_not_help": "Yes, and it did not help",
                "not_sure": "I’m not sure",
            }
        ),
    ),
    StoryQuestion(
        "found",
        "Has a doctor found anything new that could explain the pain?",
        "A doctor found something new",
        _YES_OR_NO,
    ),
)
STORY_BY_CODE = MappingProxyType({question.code: question for question in STORY_QUESTIONS})


def is_story(answers: Mapping[str, str]) -> bool:
    """Tell whether each answer is one of its question.

    >>> is_story({"pain": "more", "touch": "yes"}), is_story({"pain": "yes"})
    (True, False)
    """
    return all(
        code in STORY_BY_CODE and answer in STORY_BY_CODE[code].answers
        for code, answer in answers.items()
    )


def story_lines(answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what was told, in the order of the questions: what it is about, and the answer."""
    return tuple(
        (question.told, question.answers[answers[question.code]])
        for question in STORY_QUESTIONS
        if question.code in answers
    )
