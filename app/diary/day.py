"""One local day: all that was logged for it, and what its check-ins say together."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean

from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DayEntry
from app.diary.event import LoggedEvent
from app.diary.scores import (
    AVERAGE_PAIN,
    FURTHER_SCORES,
    PAIN_NOW,
    TOUCH,
    WORST_PAIN,
    Score,
    read_scores,
)


@dataclass(frozen=True, slots=True)
class Day:
    """One local day of a diary.

    Attributes:
        for_date: the day.
        check_ins: in the order in which they were recorded.
        events: in the order in which they were recorded.
        dose_count: how many doses were logged for it, patches left out.
        patch_count: how many patches were put on.
    """

    for_date: date
    check_ins: tuple[CheckIn, ...] = ()
    events: tuple[LoggedEvent, ...] = ()
    dose_count: int = 0
    patch_count: int = 0

    @property
    def entry(self) -> DayEntry | None:
        """What the day's check-ins say together, as the trends read it; None without any."""
        return next(iter(day_entries(self.check_ins)), None)

    @property
    def has_records(self) -> bool:
        """Whether anything at all stands on the day."""
        return bool(self.check_ins or self.events or self.dose_count or self.patch_count)


def day_entries(check_ins: Iterable[CheckIn]) -> tuple[DayEntry, ...]:
    """Combine the check-ins of each day, in order of the days.

    Within a day, by the time of saving:

    - pain is the last *average over the last 24 hours*, exact where a file gives a mean; without
      one, the mean of that day's *pain now* scores;
    - worst pain is the highest given;
    - areas, touch and the further scores are the last given. The questions are about the day so
      far, so the last answer is the fullest. The highest touch and the union of areas would grow
      with the number of check-ins, and people check in more often on bad days: that alone would
      look like spreading;
    - notes are joined, each on a line of its own;
    - a day counts as entered on the local date of its first check-in, unless that came from a
      file.
    """
    in_order = sorted(check_ins, key=lambda c: (c.for_date, c.entered.at, c.public_id))
    by_day = groupby(in_order, key=lambda check_in: check_in.for_date)
    return tuple(_day_entry(for_date, tuple(of_day)) for for_date, of_day in by_day)


def answers_of(entry: DayEntry) -> Answers:
    """Return what one check-in says that stands for a whole day.

    A score is a whole number, rounded half up; the exact mean stands beside it.

    >>> answers = answers_of(DayEntry(date(2026, 3, 1), pain=4.5, touch=0))
    >>> answers.scores, answers.pain_mean
    ({'average_pain': 5, 'touch': 0}, 4.5)
    """
    is_mean = entry.pain is not None and not float(entry.pain).is_integer()
    told = {
        AVERAGE_PAIN.code: None if entry.pain is None else rounded_pain(entry.pain),
        WORST_PAIN.code: entry.worst_pain,
        TOUCH.code: entry.touch,
        **entry.further,
    }
    return Answers(
        read_scores(told.get),
        areas=entry.areas,
        note=entry.note,
        pain_mean=entry.pain if is_mean else None,
    )


def rounded_pain(pain: float) -> int:
    """Return pain as a whole number, halves up.

    >>> rounded_pain(4.5), rounded_pain(4.4)
    (5, 4)
    """
    return math.floor(pain + 0.5)


def _day_entry(for_date: date, check_ins: Sequence[CheckIn]) -> DayEntry:
    answers = [check_in.answers for check_in in check_ins]
    last: dict[str, int] = {}
    for given in answers:
        last |= given.scores
    areas = [given.areas for given in answers if given.areas is not None]
    return DayEntry(
        for_date=for_date,
        pain=_pain(answers),
        worst_pain=max(_given(answers, WORST_PAIN), default=None),
        areas=areas[-1] if areas else None,
        touch=last.get(TOUCH.code),
        further={score.code: last[score.code] for score in FURTHER_SCORES if score.code in last},
        note="\n".join(given.note for given in answers if given.note),
        entered_on=check_ins[0].entered.on_day,
    )


def _pain(answers: Sequence[Answers]) -> float | None:
    averages = [given.exact(AVERAGE_PAIN) for given in answers if AVERAGE_PAIN.code in given.scores]
    if averages and averages[-1] is not None:
        return float(averages[-1])
    now = _given(answers, PAIN_NOW)
    return fmean(now) if now else None


def _given(answers: Sequence[Answers], score: Score) -> list[int]:
    return [given.scores[score.code] for given in answers if score.code in given.scores]
