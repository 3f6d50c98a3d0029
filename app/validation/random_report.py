"""The part of docs/validation.md about worlds at random."""

from collections.abc import Sequence

from app.trends.detector.evidence import SEARCHED_FACTOR
from app.validation.random_benchmark import (
    HELD_OUT_PER_FAMILY,
    PEOPLE_PER_WORLD,
    REFITTED_PER_FAMILY,
    WORLDS_PER_FAMILY,
    HeldOut,
    PersonInWorld,
)
from app.validation.random_worlds import FAMILIES
from app.validation.scoring import (
    TARGET_RATE,
    Watched,
    WatchSummary,
    area_under_curve,
    outcome,
    summarise_watches,
    threshold_for,
)
from app.validation.tables import DASH, table
from app.validation.tenths import ErrorRate, error_rate, flagged_share, found_share, tenths
from app.validation.truth import UNTELLABLE

# Nobody knows how common it is; this is an example that one can reckon with.
EXAMPLE_SHARE = 0.05


def error_in_words(rate: ErrorRate) -> str:
    """Say the error rate in two sentences: from the best to the worst tenth of worlds."""
    low, high = rate.right_of_100(EXAMPLE_SHARE)
    return (
        "Of 100 people whose pain did not come from this, between "
        f"{rate.flagged_best} and {rate.flagged_worst} would see this card in a year. "
        f"If it were behind the pain of 1 in 20, between {low} and {high} of 100 cards would be "
        "right."
    )


def random_part(people: Sequence[PersonInWorld], held_out: Sequence[HeldOut]) -> str:
    """Return the part as Markdown."""
    return "\n".join(
        [
            _introduction(),
            f"**{error_in_words(error_rate(people))}**\n",
            "### As shown, and at equal false alarms, by family\n",
            _families_table(people),
            "### The best and the worst tenth of worlds, as shown\n",
            _tenths_table(people),
            "### By class, as shown\n",
            _classes_table(people),
            *(["### Each family held out\n", _held_out_table(held_out)] if held_out else []),
            "### Intervals where nothing changes\n",
            _coverage_table(people),
        ]
    )


def _introduction() -> str:
    return f"""## Worlds at random

Each world is drawn from ranges that are wider than what is known of real diaries, with their
sources in `app/validation/random_worlds.py`; each family of worlds pushes one thing to where life
may push it. {len(FAMILIES)} families, {WORLDS_PER_FAMILY} worlds of each, {PEOPLE_PER_WORLD} people
in each world, none of whom any point was fitted on. Three classes ({", ".join(UNTELLABLE)}) cannot
be told from sensitisation by a diary: their alarms stand in their own rows and nowhere else. Who is
treated is counted as found only before that. The range below is that of the tenths of worlds
with the fewest and with the most false cards; which of them is yours nobody knows.
"""


def _families_table(people: Sequence[PersonInWorld]) -> str:
    limit = threshold_for(_tellable(people))
    rows = []
    for family in (*FAMILIES, ""):
        chosen = [p for p in people if family in {p.family, ""}]
        watched = _tellable(chosen)
        shown = summarise_watches(outcome(one, one.alarms) for one in watched)
        equal = summarise_watches(outcome(one, one.scores > limit) for one in watched)
        rows.append(
            (
                family or "all",
                str(len(chosen)),
                _three(shown),
                _rate(shown),
                _three(equal),
                _rate(equal),
                f"{area_under_curve(watched):.3f}",
            )
        )
    head = (
        "family",
        "people",
        "shown: found / 28 / 56 days, %",
        "false alarms a year",
        f"at {TARGET_RATE} over all: found / 28 / 56 days, %",
        "false alarms a year",
        "AUC",
    )
    return table(head, rows)


def _tenths_table(people: Sequence[PersonInWorld]) -> str:
    fewest_found, most_found = tenths(people, found_share)
    fewest_flagged, most_flagged = tenths(people, flagged_share)
    rows = []
    for name, chosen in (
        ("fewest false cards", fewest_flagged),
        ("most false cards", most_flagged),
        ("most found", most_found),
        ("fewest found", fewest_found),
        ("all worlds", people),
    ):
        shown = summarise_watches(outcome(one, one.alarms) for one in _tellable(chosen))
        flagged = f"{100 * flagged_share(chosen):.0f}"
        rows.append((name, str(len(chosen)), _three(shown), _rate(shown), flagged))
    head = (
        "the tenth with",
        "people",
        "found / 28 / 56 days, %",
        "false alarms a year",
        "see a false card in a year, %",
    )
    words = (
        "A world of few people is extreme by chance as well, so the tenths lie rather too far "
        "apart.\n\n"
    )
    return words + table(head, rows)


def _tellable(people: Sequence[PersonInWorld]) -> list[Watched]:
    return [p.watched for p in people if p.tellable]


def _three(summary: WatchSummary) -> str:
    shares = (summary.found, summary.within_28, summary.within_56)
    return " / ".join(DASH if share is None else f"{100 * share:.0f}" for share in shares)


def _rate(summary: WatchSummary) -> str:
    return DASH if summary.alarms_per_year is None else f"{summary.alarms_per_year:.2f}"


def _classes_table(people: Sequence[PersonInWorld]) -> str:
    rows = []
    for kind in sorted({p.watched.truth.kind for p in people}):
        watched = [p.watched for p in people if p.watched.truth.kind == kind]
        shown = summarise_watches(outcome(one, one.alarms) for one in watched)
        share = shown.ever_flagged if shown.found is None else shown.found
        what = "ever flagged" if shown.found is None else "found"
        rows.append((kind, str(len(watched)), what, f"{100 * (share or 0.0):.0f}"))
    return table(("class", "people", "", "%"), rows)


def _held_out_table(held_out: Sequence[HeldOut]) -> str:
    rows = [
        (one.family, *_at_equal_alarms(one.with_it), *_at_equal_alarms(one.without_it))
        for one in held_out
    ]
    head = (
        "family",
        "fitted with it: found / 28 / 56 days, %",
        "AUC",
        "fitted without it",
        "AUC",
    )
    words = (
        f"The points fitted anew on {REFITTED_PER_FAMILY} people of each family, with and without "
        f"the one in the row, and tried on {HELD_OUT_PER_FAMILY} others of it, by the score alone "
        f"at {TARGET_RATE} false alarms a patient-year.\n\n"
    )
    return words + table(head, rows)


def _at_equal_alarms(people: Sequence[Watched]) -> tuple[str, str]:
    told = [one for one in people if one.truth.kind not in UNTELLABLE]
    limit = threshold_for(told)
    summary = summarise_watches(outcome(one, one.scores > limit) for one in told)
    return _three(summary), f"{area_under_curve(told):.3f}"


def _coverage_table(people: Sequence[PersonInWorld]) -> str:
    counts = [sum(p.above_zero[n] for p in people) for n in range(4)]
    rows = [
        (name, f"{100 * counts[n] / max(counts[3], 1):.1f}")
        for n, name in enumerate(("pain", "touch", "new places"))
    ]
    words = (
        f"Looks at which the interval ({SEARCHED_FACTOR} times as wide as for given days) lies "
        "above zero in people to whom nothing happens: nominal 2.5 %, at most 4 %.\n\n"
    )
    return words + table(("series", "above zero, %"), rows)
