"""The assumptions of each simulated world, in one place.

All figures are our own assumptions unless a source stands beside them. Three worlds are fixed.
The usual one resembles people who log well on a phone. The other one is made harder on purpose, in
ways that a diary may be: heavier tails, slower sensitisation, small frequent steps of the dose by
the calendar, long gaps, answers carried forward. In the third one sensitisation sets in late and
then fast. `app.validation.random_worlds` draws any number of further ones.
"""

from dataclasses import dataclass

from app.validation.truth import NEGATIVE, POSITIVE

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class World:
    """How noise, sensitisation, doses and logging behave.

    Attributes:
        name: as in the report.
        tails: degrees of freedom of Student's t for daily noise that a person may have;
            infinity is the normal law.
        tail_shares: how many people have each.
        lag_one: range of the correlation of neighbouring days.
        noise: factor on the day-to-day spread.
        slower: range of the factor on the time that sensitisation takes.
        calendar_steps: whether doses go up in small steps by the calendar.
        creeping: SD, in points over the whole diary, of a trend without any cause.
        s_shaped: whether sensitisation sets in slowly, then fast, instead of fast at once.
        carried_forward_people: share of people who often repeat the answer before.
        gap_every_days: mean days between two gaps in the diary.
        long_gap_share: share of gaps that last two to six weeks.
        logging: parameters of the beta law of the share of days logged outside of gaps.
        even_scores_people: share of people who prefer even scores.
        day_sd: range of the day-to-day spread of pain in a person, in points.
        drift_sd: range of the SD of slow wandering, in points.
        drift_days: range of the days over which that forgets itself.
        weekly: highest amplitude of a weekly rhythm, in points.
        spells_per_year: spells of one to four weeks in which pain, touch and stray marks all rise.
        constant_raters: share of people who keep giving the same score.
        missing: which days are left out more often: ``pain``, ``weekend``, ``mood``, ``chance``.
        bad_days_only: share of people who log little but their worse days.
        never_touch, stops_touch, late_touch: shares who never answer about touch, who stop after
            some weeks, who begin after some weeks.
        never_areas, late_areas, learns_areas: likewise about places; who learns marks more places
            from week to week though nothing changed.
        forgets_rows: range of the share of single doses that are not written down.
        forgets_days: range of the share of days without any dose row.
        totals: share of people who log a day's total, so that single doses are not forgotten.
        widespread: share of people who hurt in seven places or more at first.
        no_touch, no_spread: shares of positives without the one or the other.
        milder: range of the factor on how far sensitisation raises pain.
        touch_per_pain: range of points of touch per point of pain.
        places: range of the factor on the number of new places, and `least_places` of them.
        regular: range of the share of days on which a new place hurts in the end.
        treated: share of positives whose opioid is changed, stopped or cut once it is there.
        helps: share of those treatments after which it goes away.
        calendar_people: share of people whose dose goes up by the calendar; `calendar_steps` is
            everyone.
        dose_first: share of escalating positives whose dose went up before pain did.
        any_policy: whether the dose of people to whom nothing happens goes by any policy.
        onset: range of the onset of sensitisation, as a share of the diary.
        earliest_onset: day before which it does not set in.
        positives, negatives: the classes that come up.
    """

    name: str
    tails: tuple[float, ...]
    tail_shares: tuple[float, ...]
    lag_one: tuple[float, float]
    noise: float
    slower: tuple[float, float]
    calendar_steps: bool
    creeping: float
    s_shaped: bool
    carried_forward_people: float
    gap_every_days: float
    long_gap_share: float
    logging: tuple[float, float]
    even_scores_people: float
    day_sd: Range = (0.95, 1.6)
    drift_sd: Range = (0.3, 1.1)
    drift_days: Range = (25, 100)
    weekly: float = 0.0
    spells_per_year: float = 0.0
    constant_raters: float = 0.0
    missing: str = "pain"
    bad_days_only: float = 0.0
    never_touch: float = 0.0
    stops_touch: float = 0.0
    late_touch: float = 0.0
    never_areas: float = 0.0
    late_areas: float = 0.0
    learns_areas: float = 0.0
    forgets_rows: Range = (0.0, 0.14)
    forgets_days: Range = (0.0, 0.18)
    totals: float = 0.0
    widespread: float = 0.0
    no_touch: float = 0.13
    no_spread: float = 0.14
    milder: Range = (1.0, 1.0)
    touch_per_pain: Range = (0.8, 1.5)
    places: Range = (1.0, 1.0)
    least_places: int = 2
    regular: Range = (0.45, 0.85)
    treated: float = 0.0
    helps: float = 0.7
    calendar_people: float = 0.0
    dose_first: float = 0.0
    any_policy: bool = False
    onset: Range = (0.14, 0.5)
    earliest_onset: int = 21
    positives: tuple[str, ...] = POSITIVE
    negatives: tuple[str, ...] = NEGATIVE


# Electronic diaries with prompts in chronic pain: 85 % of prompts answered over 12 data sets
# (Ono et al. 2019, PMC6379815); 44.5 % in routine use (PMC10368891).
USUAL_WORLD = World(
    name="usual",
    tails=(float("inf"), 5.0),
    tail_shares=(0.65, 0.35),
    lag_one=(0.2, 0.6),
    noise=1.0,
    slower=(1.0, 1.0),
    calendar_steps=False,
    creeping=0.0,
    s_shaped=False,
    carried_forward_people=0.0,
    gap_every_days=110.0,
    long_gap_share=0.0,
    logging=(7.0, 2.2),
    even_scores_people=0.0,
)
OTHER_WORLD = World(
    name="other",
    tails=(3.0, 4.0),
    tail_shares=(0.5, 0.5),
    lag_one=(0.3, 0.7),
    noise=1.1,
    slower=(1.3, 2.2),
    calendar_steps=True,
    creeping=0.5,
    s_shaped=False,
    carried_forward_people=0.6,
    gap_every_days=70.0,
    long_gap_share=0.4,
    logging=(5.0, 2.5),
    even_scores_people=0.25,
)
THIRD = World(
    name="third",
    tails=(float("inf"),),
    tail_shares=(1.0,),
    lag_one=(0.2, 0.6),
    noise=1.0,
    slower=(1.0, 1.0),
    calendar_steps=False,
    creeping=0.5,
    s_shaped=True,
    carried_forward_people=0.0,
    gap_every_days=110.0,
    long_gap_share=0.0,
    logging=(7.0, 2.2),
    even_scores_people=0.25,
)
WORLDS = {world.name: world for world in (USUAL_WORLD, OTHER_WORLD, THIRD)}
