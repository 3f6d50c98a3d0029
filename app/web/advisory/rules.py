"""How days and doses were counted for an advisory: each number is the rule's own."""

from math import sqrt

from app.trends.detector.after_cut import CUT_SHARE
from app.trends.detector.quality import AROUND_DAYS, MOSTLY_RECORDED
from app.trends.detector.splits import AFTER_DAYS, BEFORE_DAYS, VARIANCE_INFLATION
from app.trends.figures.comparisons import REGULAR_RISE
from app.trends.figures.dose_steps import LEVEL_DAYS, NEW_LEVEL_DAYS, VARYING_DAYS
from app.trends.figures.spans import HALF_YEAR_DAYS, TWO_WEEKS_DAYS
from app.web.kit.figure_words import length_words, share_words

RULES = (
    (
        "Since then: the last stretch of days that stands out most, taken for pain, touch and "
        f"places as one. It is {length_words(int(AFTER_DAYS[0]))} to "
        f"{length_words(int(AFTER_DAYS[-1]))} long."
    ),
    f"Before: the days up to it, {length_words(BEFORE_DAYS)} at most.",
    (
        "A new place: one that is marked more often since then, by "
        f"{share_words(REGULAR_RISE)} days or more."
    ),
    (
        "The dose went up or down: the usual amount of a day changed, and stayed for "
        f"{length_words(NEW_LEVEL_DAYS)} with a dose or more. Before it, "
        f"{length_words(LEVEL_DAYS)} were as usual. Where the amount goes up and down, it takes "
        f"{length_words(VARYING_DAYS)} on each side. A dose that was not logged is no change."
    ),
    (
        f"The dose came down: by {100 * (1 - CUT_SHARE):.0f}\N{NO-BREAK SPACE}% or more in all. "
        "The largest step counts."
    ),
    (
        f"Daily opioid amount: the last {length_words(TWO_WEEKS_DAYS)}, and the lowest level of "
        f"the last {length_words(HALF_YEAR_DAYS)}."
    ),
    (
        f"Amid days with an opioid amount: {share_words(MOSTLY_RECORDED)} of them have one, from "
        f"{length_words(AROUND_DAYS)} before to {length_words(AROUND_DAYS)} after."
    ),
    (
        "A change may be larger or smaller by chance. How far is shown by a 95\N{NO-BREAK SPACE}% "
        f"interval. It is {sqrt(VARIANCE_INFLATION):.1f} times as wide as in textbooks, since one "
        "day is much like the next."
    ),
)
