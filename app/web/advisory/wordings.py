"""What each observation of the advisory is called, and its sentence for each verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from app.clinical.units import to_a_tenth
from app.trends.detector.assessment import CriterionCode
from app.trends.figures.spans import SETTLING_DAYS
from app.web.kit.figure_words import LATE_AFTER_WORDS, length_words, mean_words


@dataclass(frozen=True, slots=True)
class Wording:
    """How one observation is told.

    The sentences may name `{before}` and `{after}` (the means), `{count}` (the estimate as a
    whole number), `{change_day}` (when the dose changed), `{since}` (first day after), and
    `{chance}`: that it may be chance, where the range allows it.

    Attributes:
        title: what was looked at.
        figure: writes a mean.
        fits: for an observation that fits the pattern.
        not_so: for one that does not.
        unclear: for one that is open.
        cannot_tell: where the diary has too little.
        counted: how `{days}` were chosen, where these are not simply the logged ones, and perhaps
            how many are `{missing}`.
        rule: how `{count}` was counted, where it is a count of other lines.
    """

    title: str
    figure: Callable[[float], str]
    fits: str
    not_so: str
    unclear: str
    cannot_tell: str
    counted: str = ""
    rule: str = ""


def _of_ten(mean: float) -> str:
    return f"{mean_words(mean)} out of 10"


def _places(mean: float) -> str:
    return f"{mean_words(mean)} new places"


def _amount(mme_per_day: float) -> str:
    return f"{to_a_tenth(mme_per_day):g} mg"


WORDINGS = MappingProxyType(
    {
        CriterionCode.PAIN_RISE: Wording(
            "Average pain",
            _of_ten,
            fits="Average pain went up: {before} before, {after} since then.",
            not_so="Average pain did not go up: {before} before, {after} since then.",
            unclear="Average pain was {before} before and {after} since then.{chance}",
            cannot_tell="There are too few days with a pain score to compare.",
        ),
        CriterionCode.TOUCH_RISE: Wording(
            "Pain from light touch",
            _of_ten,
            fits="Light touch hurts more: {before} before, {after} since then.",
            not_so="Light touch does not hurt more: {before} before, {after} since then.",
            unclear="Light touch hurt {before} before and {after} since then.{chance}",
            cannot_tell="There are too few days with an answer about touch to compare.",
            counted="{days} with an answer about touch.",
        ),
        CriterionCode.NEW_AREAS: Wording(
            "New places",
            _places,
            fits="Pain spread. On a usual day it hurt in {before} before, and in {after} since "
            "then.",
            not_so="Pain did not spread. On a usual day it hurt in {before} before, and in {after} "
            "since then.",
            unclear="On a usual day it hurt in {before} before, and in {after} since then.{chance}",
            cannot_tell="There are too few days with an answer about places to compare.",
            counted="{days} with an answer about places.",
        ),
        CriterionCode.DOSE_RISE: Wording(
            "Daily opioid amount",
            _amount,
            fits="The daily opioid amount, counted as morphine, went up: {before} before, {after} "
            "lately.",
            not_so="The daily opioid amount, counted as morphine, did not go up: {before} before, "
            "{after} lately.",
            unclear="The daily opioid amount, counted as morphine, was {before} before and {after} "
            "lately.",
            cannot_tell="There are too few days with doses of the same opioid to compare.",
            counted="{days} with an amount, {missing} without.",
        ),
        # That it is seen more often with higher doses, and at any dose: FDA Drug Safety
        # Communication, 13 April 2023 (address: templates/reading/about.html).
        CriterionCode.DOSE_HIGH: Wording(
            "How high the amount is",
            _amount,
            fits="The opioid amount, counted as morphine, was {after} on days with a dose. Pain of "
            "this kind can come at any amount. It is seen more often at higher ones.",
            not_so="The opioid amount, counted as morphine, was {after} on days with a dose.",
            unclear="The opioid amount, counted as morphine, was {after} on days with a dose. "
            "That says little either way.",
            cannot_tell="There are too few days with doses that can be counted.",
            counted="{days} with an amount, {missing} without.",
        ),
        CriterionCode.AFTER_DOSE_STEP: Wording(
            "After the dose went up",
            _of_ten,
            fits="The dose went up on {change_day}. "
            f"{LATE_AFTER_WORDS.capitalize()}, pain was higher: {{before}} before, then {{after}}.",
            not_so="The dose went up on {change_day}. "
            f"{LATE_AFTER_WORDS.capitalize()}, pain was not higher: {{before}} before, then "
            "{after}.",
            unclear="The dose went up on {change_day}. Pain was {before} before, and {after} "
            f"{LATE_AFTER_WORDS}.{{chance}}",
            cannot_tell="No dose went up long enough ago, with enough days logged around it.",
        ),
        CriterionCode.GOOD_DAYS: Wording(
            "Better days",
            _of_ten,
            fits="Even the better days hurt more: {before} before, {after} since then.",
            not_so="The better days do not hurt more: {before} before, {after} since then.",
            unclear="Pain on the better days was {before} before and {after} since then.",
            cannot_tell="There are too few days with a pain score to compare.",
            counted="{days}: the third with the lowest pain.",
        ),
        CriterionCode.TOGETHER: Wording(
            "At the same time",
            _of_ten,
            fits="Of pain, touch and new places, {count} went up over the same days.",
            not_so="Of pain, touch and new places, none clearly went up.",
            unclear="Of pain, touch and new places, {count} clearly went up.",
            cannot_tell="There are too few days with at least two of pain, touch and places.",
            rule="Counted: each one whose change is above zero even at the low end of its range.",
        ),
        CriterionCode.LASTING: Wording(
            "How long it lasts",
            _of_ten,
            fits="The change has lasted for {count} days, since {since}.",
            not_so="The change has not lasted.",
            unclear="The change has lasted for {count} days so far, since {since}.",
            cannot_tell="There are too few days to tell.",
        ),
        CriterionCode.AFTER_DOSE_CUT: Wording(
            "After the dose came down",
            _of_ten,
            fits="The dose came down on {change_day}. "
            f"From {length_words(SETTLING_DAYS)} later on, pain is lower: {{before}} before, "
            "{after} lately.",
            not_so="The dose came down on {change_day}. "
            f"From {length_words(SETTLING_DAYS)} later on, pain is higher: {{before}} before, "
            "{after} lately.",
            unclear="The dose came down on {change_day}. Pain was {before} before, {after} lately.",
            cannot_tell="No dose came down long enough ago to say.",
        ),
        CriterionCode.AFTER_ROTATION: Wording(
            "After another opioid",
            _of_ten,
            fits="Another opioid took over on {change_day}. "
            f"From {length_words(SETTLING_DAYS)} later on, pain is lower: {{before}} before, "
            "{after} lately.",
            not_so="Another opioid took over on {change_day}. "
            f"From {length_words(SETTLING_DAYS)} later on, pain is higher: {{before}} before, "
            "{after} lately.",
            unclear="Another opioid took over on {change_day}. Pain was {before} before, {after} "
            "lately.",
            cannot_tell="There are too few days with a pain score around the change.",
        ),
        CriterionCode.AFTER_STOP: Wording(
            "After the opioid was stopped",
            _of_ten,
            fits="The opioid came down from {change_day}, and then stopped. Pain is lower: "
            "{before} before, {after} lately.",
            not_so="The opioid came down from {change_day}, and then stopped. Pain is higher: "
            "{before} before, {after} lately.",
            unclear="The opioid came down from {change_day}, and then stopped. Pain was {before} "
            "before, {after} lately.",
            cannot_tell="There are too few days with a pain score around the stop.",
        ),
        CriterionCode.AFTER_START: Wording(
            "Since the opioid began",
            _of_ten,
            fits="Pain is higher than when the opioid began: {before} then, {after} lately.",
            not_so="Pain is not higher than when the opioid began: {before} then, {after} lately.",
            unclear="Pain was {before} when the opioid began, and is {after} lately.{chance}",
            cannot_tell="There are too few days with a pain score from when the opioid began.",
        ),
        CriterionCode.TOLD_BEFORE: Wording(
            "Told of the time before",
            _of_ten,
            fits="The story so far says that pain grew since opioids began. The diary agrees. "
            "Pain is {after}, in many places or from light touch. The dose is high or went up.",
            not_so="The story so far says that pain grew since opioids began. It was not logged.",
            unclear="The story so far says that pain grew since opioids began. The diary does not "
            "show as much.",
            cannot_tell="There are too few days lately to see if the diary agrees with the story "
            "so far.",
        ),
    }
)
