"""The assumptions of each simulated world, in one place.

All figures are our own assumptions unless a source stands beside them. The usual world resembles
people who log well on a phone. The other world is made harder on purpose, in ways that a diary
may be: heavier tails, slower sensitisation, small frequent steps of the dose by the calendar,
long gaps, answers carried forward. The third world was never used to choose or fit anything.
"""

from dataclasses import dataclass


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


# Electronic diaries with prompts in chronic pain: 85 % of prompts answered over 12 data sets
# (Ono et al. 2019, PMC6379815); 44.5 % in routine use (PMC10368891).
USUAL = World(
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
OTHER = World(
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
WORLDS = {world.name: world for world in (USUAL, OTHER, THIRD)}
