"""What each situation is called, what it means, and the fact that it rests on.

Facts, never praise; no order about a dose but to leave it as it is; no chance of an illness.
"""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from app.diary.day_words import day_words
from app.trends.detector.situations import Situation, SituationReading
from app.trends.figures.spans import BEFORE_CHANGE_DAYS, FOUR_WEEKS_DAYS, TWO_WEEKS_DAYS
from app.web.advisory.level_words import LEVEL_WORDINGS, Heading
from app.web.kit.figure_words import LATE_AFTER_WORDS, count_words, length_words, mean_words

QUESTION_TITLE = "Tidemark has one question"
QUESTION_INTRO = (
    "Some things in your diary have changed. Before Tidemark says more, it asks if anything new "
    "has come up."
)
MOST_DAYS_NAMED = 3


_HEADINGS = MappingProxyType(
    {
        **{Situation(level.value): words.heading for level, words in LEVEL_WORDINGS.items()},
        Situation.NO_OPIOID: Heading(
            "No opioid in this diary",
            "Tidemark looks for pain that grows with an opioid. It does not look where there is "
            "none. Do you take one? Add it to your medicines, or say in Settings when you "
            "started. If you feel worse, call your provider.",
            "No opioid dose is written down, and no day on which you started one.",
        ),
        # That usual guidance was not made for these: see app.clinical.care.
        Situation.SPECIAL_CARE: Heading(
            "What changed in your diary",
            "The usual rules about pain and opioids were not made for your kind of care. So "
            "Tidemark only tells you what changed. Your care team can say what it means. If you "
            "feel worse, call them and do not wait.",
        ),
        # ICHD-3, 8.2: see app.trends.detector.situations. The name is the field's own.
        Situation.HEAD_ONLY: Heading(
            "Pain in the head only",
            "Tidemark's rules do not fit pain that is only in the head. When pain "
            "medicine is used on many days, head pain can come more often. It is called "
            "medication-overuse headache, and it is nobody's fault. It is a problem of its own. "
            "Ask your provider about it. This is not a diagnosis.",
            f"In the last {length_words(FOUR_WEEKS_DAYS)}, since {{first_day}}, pain is marked in "
            "the head on {days} days, and in no other place.",
        ),
        # Aches all over, and old pain that comes back, when doses are missed: Rieb et al. 2016,
        # https://pmc.ncbi.nlm.nih.gov/articles/PMC5113230.
        Situation.DOSE_GAP_NOTED: Heading(
            "Missed doses, and some changes",
            "Missed doses can bring pain and aches all over for some days. So it is too early to "
            "say more. Did you run out, or can you not keep your medicine down? Call your "
            "provider or pharmacist today and ask what to do. This is not a diagnosis.",
            f"In the last {length_words(TWO_WEEKS_DAYS)}, missed doses are noted on "
            "{days_named}.",
        ),
        Situation.DOSE_GAP_SEEN: Heading(
            "Days with no dose, and some changes",
            "You may just not have logged your doses. Missed doses can bring pain and aches all "
            "over "
            "for some days. So it is too early to say more. If you did miss them, call your "
            "provider or pharmacist today and ask what to do. This is not a diagnosis.",
            f"In the last {length_words(TWO_WEEKS_DAYS)}, no opioid is logged on {{days}} days in "
            "a row, up to {first_day}.",
        ),
        Situation.PAIN_ROSE_FIRST: Heading(
            "Pain rose first, then the dose",
            "The pain went up before the dose did. Something new may have begun at that time. "
            "There can be many reasons. Your provider can look for them with you. This is not a "
            "diagnosis.",
            "Pain went up from about {first_day}: {before} out of 10 before, and {after} out of "
            "10 from "
            "then until the dose went up. The dose went up from {last_day}.",
        ),
        Situation.IMPROVED_AFTER_CUT: Heading(
            "Less pain since the dose came down",
            "This is a fact from your diary, for you and your provider. It can have more than "
            "one reason. What it means for you is for your provider to say.",
            "The dose came down from {first_day}. In the "
            f"{length_words(BEFORE_CHANGE_DAYS)} before, pain was {{before}} out of 10. "
            "Since {last_day} it is {after} out of 10.",
        ),
        Situation.IMPROVED_AFTER_ROTATION: Heading(
            "Less pain since another opioid took over",
            "Your diary shows this for you and your provider. The new medicine can be the reason, "
            "and so can other things. What it means for you is for your provider to say.",
            "Another opioid took over on {first_day}. In the "
            f"{length_words(BEFORE_CHANGE_DAYS)} before, pain was {{before}} out of 10. "
            "Since {last_day} it is {after} out of 10.",
        ),
        Situation.IMPROVED_AFTER_STOP: Heading(
            "Less pain since the opioid was stopped",
            "Your diary shows this for you and your provider. There can be many reasons. Only your "
            "provider can say what it means for you.",
            "The dose came down from {first_day}, and none is logged from {stop_day} on. In the "
            f"{length_words(BEFORE_CHANGE_DAYS)} before, pain was {{before}} out of 10. "
            "Since {last_day} it is {after} out of 10.",
        ),
        Situation.TOLD_BEFORE: Heading(
            "What you told, and your diary",
            "You told that your pain grew since you began to take opioids. Your diary shows pain "
            "in many places or from light touch, and a dose that is high or went up. There can be "
            "many reasons. Tell your provider at your next visit. This is not a diagnosis.",
            "Told, not logged: pain is more than before opioids, and it spread or light touch "
            f"hurts. In the last {length_words(FOUR_WEEKS_DAYS)}, pain was {{after}} out of 10.",
        ),
        # That pain scores are no better after most rises of a dose: Hayes et al. 2020,
        # https://www.hsrd.research.va.gov/research/citations/abstract.cfm?Identifier=127822.
        Situation.DOSE_UP_PAIN_SAME: Heading(
            "About the same pain after the dose went up",
            "This is common, and it can have many reasons. It is worth telling your provider at "
            "your next visit. If you feel worse, call and do not wait.",
            "The dose went up from {first_day}. Pain was {before} out of 10 in the "
            f"{length_words(BEFORE_CHANGE_DAYS)} before, and {{after}} out of 10 "
            f"{LATE_AFTER_WORDS}.",
        ),
    }
)


def heading_of(reading: SituationReading) -> Heading:
    """Return the heading of a situation with its figures and days filled in."""
    heading, fact = _HEADINGS[reading.situation], reading.fact
    figures = {
        name: f"{figure:.0f}" if name == "days" else mean_words(figure)
        for name, figure in fact.figures
    }
    told = heading.fact.format(
        **figures,
        first_day=day_words(fact.dates[0]) if fact.dates else "",
        stop_day=day_words(fact.dates[1]) if len(fact.dates) > 1 else "",
        last_day=day_words(fact.dates[-1]) if fact.dates else "",
        days_named=days_named(fact.dates),
    )
    return Heading(heading.title, heading.intro, told)


def title_of(situation: Situation) -> str:
    """Return what a situation is called."""
    return _HEADINGS[situation].title


def days_named(days: Sequence[date]) -> str:
    """Name one day or a few; of many, only how many and the last.

    >>> days_named([date(2026, 5, 3), date(2026, 5, 9)])
    '3 May 2026 and 9 May 2026'
    >>> days_named([date(2026, 5, day) for day in range(1, 6)])
    '5 days, the last of them 5 May 2026'
    """
    if len(days) > MOST_DAYS_NAMED:
        return f"{count_words(len(days), 'day')}, the last of them {day_words(days[-1])}"
    named = [day_words(day) for day in days]
    return " and ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)
