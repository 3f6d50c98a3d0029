"""What the detector says, in short, for the provider: evidence beside other explanations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.trends.detector.assessment import (
    Assessment,
    Criterion,
    Level,
    Verdict,
    Window,
)
from app.trends.detector.situations import SHOWN, Situation, SituationReading
from app.web.advisory.causes import causes_of
from app.web.advisory.evidence import Evidence, about_pattern, compared_days, evidence_of
from app.web.advisory.level_words import LEVEL_WORDINGS
from app.web.advisory.situations import heading_of
from app.web.kit.figure_words import change_words, interval_words

NO_OPIOID = (
    "There is no opioid in this diary on these days, so Tidemark did not look for a pattern of "
    "opioid-induced hyperalgesia. That does not rule it out."
)
# Nothing here tells which care: that is the patient's to say.
CHANGES_ONLY = (
    "What changed on these days is listed below. No pattern is named. This is not a diagnosis."
)


class EvidenceRow(NamedTuple):
    """One observation in figures, a cell of the table each."""

    title: str
    verdict: str
    before: str
    since: str
    change: str
    logged: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something with a name, told in sentences."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class OtherCause:
    """Another explanation, and what the diary says for and against it."""

    title: str
    supports: str
    against: str


@dataclass(frozen=True, slots=True)
class SharedAdvisory:
    """The advisory on the provider's page.

    Attributes:
        finding: the level in words.
        is_pattern: whether there is something to talk about.
        is_neutral: whether only changes are told, and no pattern is named.
        compared: which days the rows compare.
        rows: observations that compare these days.
        told: observations about other days, or without figures.
        not_judged: what too few days were logged for, by name.
        not_counted: what could not be judged since an opioid cannot be counted, by name.
        causes: other explanations that the diary speaks for or against.
        silent: those that it holds nothing about, by name.
        method: which rules.
    """

    finding: str
    is_pattern: bool = False
    is_neutral: bool = False
    compared: str = ""
    rows: tuple[EvidenceRow, ...] = ()
    told: tuple[Told, ...] = ()
    not_judged: str = ""
    not_counted: str = ""
    causes: tuple[OtherCause, ...] = ()
    silent: str = ""
    method: str = ""


def shared_advisory(
    assessment: Assessment, reading: SituationReading | None = None
) -> SharedAdvisory:
    """Lay out an assessment for the provider; sentences are those that the patient reads.

    Args:
        assessment: what the detector says of the days that are shared.
        reading: the situation that the patient's words are about; None for the level alone.
    """
    is_neutral = reading is not None and reading.situation is Situation.SPECIAL_CARE
    finding = _finding(assessment, reading)
    if assessment.level is Level.INSUFFICIENT_DATA:
        return SharedAdvisory(finding)
    windows = _ends(*assessment.split) if assessment.split else ()
    told = [line for line in assessment.criteria if not (is_neutral and about_pattern(line))]
    known = [line for line in told if line.verdict is not Verdict.CANNOT_JUDGE]
    unknown = [line for line in told if line.verdict is Verdict.CANNOT_JUDGE]
    causes = () if is_neutral else causes_of(assessment.explanations, your=False)
    return SharedAdvisory(
        finding=finding,
        is_pattern=assessment.level in SHOWN and not is_neutral,
        is_neutral=is_neutral,
        compared=compared_days(assessment),
        rows=tuple(_row(line, is_neutral=is_neutral) for line in known if _is_row(line, windows)),
        told=tuple(
            _told_line(line, windows, is_neutral=is_neutral)
            for line in known
            if not _is_row(line, windows)
        ),
        not_judged=_titles(line for line in unknown if not line.is_partial),
        not_counted=_titles(line for line in unknown if line.is_partial),
        causes=tuple(
            OtherCause(cause.title, " ".join(cause.supports), " ".join(cause.against))
            for cause in causes
            if not cause.silent
        ),
        silent="; ".join(cause.title for cause in causes if cause.silent),
        method=f"Rules {assessment.method_version}.",
    )


def _finding(assessment: Assessment, reading: SituationReading | None) -> str:
    """Say the level, after the fact that stands out beside it."""
    if assessment.level is Level.NONE and not assessment.quality.has_opioid:
        return NO_OPIOID
    if reading is None:
        return LEVEL_WORDINGS[assessment.level].finding
    if reading.situation is Situation.SPECIAL_CARE:
        return CHANGES_ONLY
    fact = heading_of(reading).fact
    return " ".join(filter(None, (fact, LEVEL_WORDINGS[assessment.level].finding)))


def _titles(lines: Iterable[Criterion]) -> str:
    return "; ".join(_words_of(line).title for line in lines)


def _words_of(line: Criterion, *, is_neutral: bool = False) -> Evidence:
    return evidence_of((line,), your=False, is_neutral=is_neutral)[0]


def _ends(*windows: Window | None) -> tuple[date, ...]:
    return tuple(day for window in windows if window for day in (window.first, window.last))


def _is_row(line: Criterion, windows: tuple[date, ...]) -> bool:
    return _ends(line.before, line.after) == windows and line.interval is not None


def _row(line: Criterion, *, is_neutral: bool) -> EvidenceRow:
    told = _words_of(line, is_neutral=is_neutral)
    before, since = told.sides
    return EvidenceRow(
        told.title,
        told.verdict,
        before.figure,
        since.figure,
        _change(line),
        " / ".join(str(w.days_logged) for w in (line.before, line.after) if w),
    )


def _change(line: Criterion) -> str:
    interval = line.interval
    return f"{change_words(interval.estimate)} ({interval_words(interval)})" if interval else ""


def _told_line(line: Criterion, windows: tuple[date, ...], *, is_neutral: bool) -> Told:
    words = _words_of(line, is_neutral=is_neutral)
    verdict = "" if is_neutral else f"{words.verdict.lower()}."
    # Other days than those that the page compares are named beside the figures.
    days = "" if _ends(line.before, line.after) == windows else _days(words)
    return Told(words.title, " ".join(filter(None, (verdict, words.sentence, words.rule, days))))


def _days(words: Evidence) -> str:
    sides = (f"{side.label.lower()}, {side.days}: {side.logged}" for side in words.sides)
    listed = "; ".join(side.removesuffix(".") for side in sides)
    return listed and f"Days: {listed}."
