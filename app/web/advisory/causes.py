"""What else could explain the picture, and what the diary says for and against each cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from app.clinical.areas import in_words
from app.diary.day_words import day_words
from app.trends.detector.assessment import Explanation, ExplanationCode, Finding
from app.trends.figures.spans import BEFORE_CHANGE_DAYS, SOON_AFTER_CHANGE_DAYS
from app.web.advisory.situations import days_named
from app.web.kit.figure_words import count_words, length_words, mean_words, mme_words

SILENT = "The diary holds nothing for or against this."


@dataclass(frozen=True, slots=True)
class Cause:
    """One other cause.

    Attributes:
        title: its name.
        meaning: how it shows.
        supports: what in the diary fits it.
        against: what does not.
        silent: said where the diary holds neither.
    """

    title: str
    meaning: str
    supports: tuple[str, ...]
    against: tuple[str, ...]
    silent: str


@dataclass(frozen=True, slots=True)
class _Wording:
    title: str
    meaning: str


_WORDINGS = MappingProxyType(
    {
        ExplanationCode.TOLERANCE: _Wording(
            "The body got used to the medicine",
            "The same dose does less than it did. Pain drifts back to where it was, in the same "
            "place. Light touch does not hurt more.",
        ),
        ExplanationCode.DISEASE_PROGRESSION: _Wording(
            "The cause of the pain itself got worse",
            "Pain grows where it was, or next to it. Often it grows first, and the dose follows.",
        ),
        ExplanationCode.NEW_INJURY: _Wording(
            "A new injury, a new illness or surgery",
            "Pain starts on a clear day, often in one new place.",
        ),
        ExplanationCode.FLARE: _Wording(
            "A bad spell that passes",
            "Everything hurts more for some days, and then it settles again.",
        ),
        ExplanationCode.WITHDRAWAL_MISSED_DOSES: _Wording(
            "Missed or late doses",
            "When a dose is missed or comes late, pain and aches can come up all over. They ease "
            "when doses are back to usual.",
        ),
        ExplanationCode.MORE_ON_BAD_DAYS: _Wording(
            "More medicine on bad days",
            "As-needed medicine goes up on days that hurt more. Then dose and pain go up on "
            "the same days, and the pain comes first.",
        ),
        ExplanationCode.WIDESPREAD_FROM_START: _Wording(
            "Pain in many places from the start",
            "Some conditions come with pain in many places and sore touch from the first day on, "
            "whatever the dose.",
        ),
        ExplanationCode.LOW_MOOD: _Wording(
            "Low mood or a hard time",
            "In low times, pain, touch and places can all feel worse. It eases when mood does.",
        ),
        ExplanationCode.POOR_SLEEP: _Wording(
            "Poor sleep",
            "After bad nights, most things hurt more. With better nights, that eases.",
        ),
    }
)

# These figures count something; the others are means.
_COUNTS = frozenset({"count", "days", "days_ago", "days_back", "days_logged"})
# These facts tell of amounts; the other means are scores.
_ABOUT_AMOUNTS = frozenset({"more_on_bad_days", "same_on_bad_days"})
_AMOUNTS = frozenset({"bad", "others"})
_STEP = (
    f"In the {length_words(BEFORE_CHANGE_DAYS)} before the dose went up on {{first_day}}, pain was "
    f"{{before}}. In the {length_words(SOON_AFTER_CHANGE_DAYS)} after that day it was {{after}}."
)
_ON_BAD_DAYS = (
    "In the last {days} days, the opioid amount was {bad} mg on days with pain above {usual}. On "
    "days with pain of {usual} or less it was {others} mg."
)
_WITHOUT_DOSE = (
    "In the last {days} days, pain was {without} on days with no opioid logged and on the days "
    "after them. On the other days it was {others}."
)
_BACK = (
    "Pain was {before} before. In the last {days} days it was that low on {days_back} of "
    "{days_logged} logged days."
)
# One sentence per fact that the detector can name; `{…}` are its figures, days and areas. "Before"
# and "since then" are the days that the whole page compares.
_FACTS = MappingProxyType(
    {
        "step_helped": _STEP,
        "step_did_not_help": f"{_STEP} That is no clear relief.",
        "same_places": "It hurts in the same places as before.",
        "new_areas": "It hurts in new places: {areas}.",
        "touch_as_before": "Light touch does not hurt clearly more: {before} before, {after} since "
        "then.",
        "touch_rose": "Light touch hurts more: {before} before, {after} since then.",
        "condition_worse_logged": "In the last {days} days, it is logged as getting worse on "
        "{days_named}.",
        "no_condition_worse_logged": "In the last {days} days, it is not logged that the "
        "condition got worse.",
        "new_areas_apart": "New places lie apart from where it hurt at first: {areas}.",
        "new_areas_adjoin": "The new places are next to where it hurt at first: {areas}.",
        "event_logged": "In the last {days} days, an injury, illness or surgery is logged on "
        "{days_named}.",
        "days_since_event": "The last of these was {ago}.",
        "no_event_logged": "No injury, illness or surgery is logged in the last {days} days.",
        "rise_before_event": "The change began on {first_day}. What was logged last came later, "
        "on {last_day}.",
        "back_on_many_days": _BACK,
        "back_on_few_days": _BACK,
        "missed_doses_logged": "In the last {days} days, missed doses are logged on {days_named}.",
        "more_pain_without_dose": _WITHOUT_DOSE,
        "same_pain_without_dose": f"{_WITHOUT_DOSE} That is not clearly more.",
        "more_on_bad_days": _ON_BAD_DAYS,
        "same_on_bad_days": f"{_ON_BAD_DAYS} That is not clearly more.",
        "mood_lower": "Mood was {before} out of 10 before, and {after} since then. That is lower.",
        "mood_not_lower": "Mood was {before} out of 10 before, and {after} since then. That is "
        "not clearly lower.",
        "sleep_lower": "Sleep was {before} out of 10 before, and {after} since then. That is "
        "worse.",
        "sleep_not_lower": "Sleep was {before} out of 10 before, and {after} since then. That is "
        "not clearly worse.",
        "areas_at_first": "It hurt in {places} at first: {areas}.",
        "other_areas_at_first": "On the {days} days with an answer about places from {first_day} "
        "to {last_day}, it hurt in {extra} more places a day.",
        "areas_learned": "It hurt in {places} at first: {areas}. Each is marked on at least a "
        "third of the first {days} days with places, from {first_day} to {last_day}.",
    }
)


def causes_of(explanations: Iterable[Explanation], *, your: bool = True) -> tuple[Cause, ...]:
    """Tell every other cause; those that the diary says something for come first.

    Args:
        explanations: in the detector's order.
        your: whether areas are named to the person whose they are.
    """
    told = [_cause(explanation, your=your) for explanation in explanations]
    return tuple(sorted(told, key=lambda cause: not cause.supports))


def _cause(explanation: Explanation, *, your: bool) -> Cause:
    wording = _WORDINGS[explanation.code]
    is_silent = not explanation.supports and not explanation.speaks_against
    return Cause(
        title=wording.title,
        meaning=wording.meaning,
        supports=tuple(_fact(found, your=your) for found in explanation.supports),
        against=tuple(_fact(found, your=your) for found in explanation.speaks_against),
        silent=SILENT if is_silent else "",
    )


def _figure_words(code: str, name: str, figure: float) -> str:
    if name in _COUNTS:
        return f"{figure:.0f}"
    is_amount = code in _ABOUT_AMOUNTS and name in _AMOUNTS
    # An amount that a tenth would make nothing.
    return mme_words(figure) if is_amount and figure < 0.1 else mean_words(figure)


def _fact(found: Finding, *, your: bool) -> str:
    numbers = dict(found.figures)
    figures = {name: _figure_words(found.code, name, figure) for name, figure in found.figures}
    return _FACTS[found.code].format(
        **figures,
        places=count_words(round(numbers.get("count", 0)), "place"),
        ago=_ago(round(numbers.get("days_ago", 0))),
        areas=f"{'your ' if your else ''}{in_words(found.areas)}",
        first_day=day_words(found.dates[0]) if found.dates else "",
        last_day=day_words(found.dates[-1]) if found.dates else "",
        days_named=days_named(found.dates),
    )


def _ago(days: int) -> str:
    return f"{count_words(days, 'day')} ago" if days else "on the last day"
