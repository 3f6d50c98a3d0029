"""When an advisory is shown, and when it stays quiet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clinical.areas import AREAS
from app.models import AdvisoryAnswer, Event, Person
from app.services.advisory import advisory
from app.services.advisory.advisory import (
    FADING_DAYS,
    REMIND_DAYS,
    TO_THE_CARD,
    Answer,
    Happening,
    answer_question,
    asks_first,
    give_answer,
    last_answer,
)
from app.services.advisory.record import basis_of, past_advisories
from app.services.errors import Refused
from app.services.submissions import KeyReused, SubmissionKey
from app.trends.detector.assessment import (
    Assessment,
    Criterion,
    CriterionCode,
    Finding,
    Level,
    Verdict,
    Window,
)
from app.trends.detector.situations import Situation, SituationReading

TODAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)


def line(code: CriterionCode, *areas: str, verdict: Verdict = Verdict.FOR) -> Criterion:
    return Criterion(code, verdict, areas=areas)


DISCUSS = Assessment(
    as_of=TODAY,
    level=Level.DISCUSS,
    criteria=(line(CriterionCode.PAIN_RISE), line(CriterionCode.NEW_AREAS, "neck")),
    level_since=date(2026, 5, 4),
)


def reading_of(assessment: Assessment, situation: Situation | None = None) -> SituationReading:
    found = situation or Situation(assessment.level.value)
    return SituationReading(found, Finding(found.value))


def is_new(
    session: Session, person: Person, assessment: Assessment, situation: Situation | None = None
) -> bool:
    return advisory.is_new(session, person, assessment, reading_of(assessment, situation))


def person_of(session: Session, name: str) -> Person:
    email = f"{name}@example.org"
    made = Person(email=email, email_key=email, password_hash="-", created_at=NOW)
    session.add(made)
    session.commit()
    return made


@pytest.fixture
def person(session: Session) -> Person:
    return person_of(session, "alice")


def answer(
    session: Session,
    person: Person,
    assessment: Assessment,
    given: Answer = Answer.NOT_NOW,
    key: str = "",
    situation: Situation | None = None,
) -> None:
    sent = SubmissionKey(key or f"key-of-{assessment.as_of}-{given}", given)
    give_answer(
        session,
        person,
        sent,
        NOW,
        assessment=assessment,
        reading=reading_of(assessment, situation),
        seen_basis=basis_of(assessment),
        answer=given,
    )


def later(assessment: Assessment, days: int) -> Assessment:
    return replace(assessment, as_of=assessment.as_of + timedelta(days=days))


@pytest.mark.parametrize("level", [Level.INSUFFICIENT_DATA, Level.NONE])
def test_there_is_nothing_to_answer_below_watch(
    session: Session, person: Person, level: Level
) -> None:
    calm = replace(DISCUSS, level=level)
    assert not is_new(session, person, calm)
    with pytest.raises(Refused):
        answer(session, person, calm)


@pytest.mark.parametrize("given", [Answer.NOT_NOW, Answer.TALKED])
def test_an_answered_advisory_stays_quiet(session: Session, person: Person, given: Answer) -> None:
    assert is_new(session, person, DISCUSS)
    answer(session, person, DISCUSS, given)
    assert not is_new(session, person, DISCUSS)
    assert not is_new(session, person, later(DISCUSS, 90))


def test_moving_means_and_windows_are_nothing_new(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    moved = tuple(replace(one, after_mean=7.7, estimate=3.1) for one in DISCUSS.criteria)
    assert not is_new(session, person, replace(later(DISCUSS, 1), criteria=moved))


def test_an_area_that_was_not_there_is_new(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    spread = (DISCUSS.criteria[0], line(CriterionCode.NEW_AREAS, "chest", "neck"))
    assert is_new(session, person, replace(later(DISCUSS, 5), criteria=spread))


def test_an_observation_that_was_not_there_is_new(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    more = (*DISCUSS.criteria, line(CriterionCode.TOUCH_RISE))
    assert is_new(session, person, replace(DISCUSS, criteria=more))


def test_a_further_dose_step_that_pain_followed_is_new(session: Session, person: Person) -> None:
    def after_step(last_before: date) -> Assessment:
        days = Window(last_before - timedelta(days=9), last_before, 9)
        step = replace(line(CriterionCode.AFTER_DOSE_STEP), before=days)
        return replace(DISCUSS, criteria=(*DISCUSS.criteria, step))

    answer(session, person, after_step(date(2026, 3, 3)))
    assert not is_new(session, person, after_step(date(2026, 3, 3)))
    assert is_new(session, person, after_step(date(2026, 4, 14)))


def test_an_observation_that_speaks_against_is_not_new(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    more = (*DISCUSS.criteria, line(CriterionCode.TOUCH_RISE, verdict=Verdict.AGAINST))
    assert not is_new(session, person, replace(DISCUSS, criteria=more))


def test_an_observation_that_went_is_not_new_nor_is_its_return(
    session: Session, person: Person
) -> None:
    answer(session, person, DISCUSS)
    assert not is_new(session, person, replace(DISCUSS, criteria=DISCUSS.criteria[:1]))
    other = (DISCUSS.criteria[0], line(CriterionCode.TOUCH_RISE))
    answer(session, person, replace(later(DISCUSS, 3), criteria=other))
    assert not is_new(session, person, later(DISCUSS, 6))


def test_a_higher_level_is_new(session: Session, person: Person) -> None:
    answer(session, person, replace(DISCUSS, level=Level.WATCH))
    assert is_new(session, person, DISCUSS)


def test_a_pattern_that_fades_stays_quiet_for_a_while(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    fading = replace(DISCUSS, level=Level.WATCH, level_since=TODAY + timedelta(days=10))
    assert not is_new(session, person, later(fading, FADING_DAYS))
    assert is_new(session, person, later(fading, FADING_DAYS + 1))


def test_a_level_that_went_and_came_back_is_new(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    again = replace(later(DISCUSS, 120), level_since=TODAY + timedelta(days=112))
    assert is_new(session, person, again)


def test_an_answer_to_what_is_no_longer_shown_is_refused(session: Session, person: Person) -> None:
    sent = SubmissionKey("a-key-of-some-form", "x")
    with pytest.raises(Refused, match="look again"):
        give_answer(
            session,
            person,
            sent,
            NOW,
            assessment=DISCUSS,
            reading=reading_of(DISCUSS),
            seen_basis="p..",
            answer=Answer.TALKED,
        )
    assert last_answer(session, person) is None


def test_the_same_sending_saves_once(session: Session, person: Person) -> None:
    for _ in range(2):
        answer(session, person, DISCUSS, Answer.TALKED, "the-same-key")
    assert session.scalar(select(func.count()).select_from(AdvisoryAnswer)) == 1
    with pytest.raises(KeyReused):
        answer(session, person, DISCUSS, Answer.NOT_NOW, "the-same-key")


def test_the_last_answer_is_told(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS)
    answer(session, person, later(DISCUSS, 2), Answer.TALKED)
    told = last_answer(session, person)
    assert told is not None
    assert (told.answer, told.as_of) == (Answer.TALKED, TODAY + timedelta(days=2))


def test_another_persons_answer_hides_nothing(session: Session, person: Person) -> None:
    answer(session, person_of(session, "carol"), DISCUSS)
    assert is_new(session, person, DISCUSS)
    assert last_answer(session, person) is None


def test_every_observation_and_area_fits_in_the_column() -> None:
    all_areas = tuple(area.code for area in AREAS)
    days = Window(date(2026, 4, 24), date(2026, 5, 3), 9)
    everything = tuple(replace(line(code, *all_areas), before=days) for code in CriterionCode)
    basis = basis_of(replace(DISCUSS, criteria=everything))
    assert len(basis) == len(CriterionCode) + 1 + len(AREAS) + 1 + len("20260503") <= 64


# --- Later, neutral words, the question, and what is kept -----------------------------------


def test_a_reminder_comes_back_after_its_days(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS, Answer.LATER)
    assert not is_new(session, person, later(DISCUSS, REMIND_DAYS - 1))
    assert is_new(session, person, later(DISCUSS, REMIND_DAYS))


def test_not_now_after_a_reminder_holds(session: Session, person: Person) -> None:
    answer(session, person, DISCUSS, Answer.LATER)
    answer(session, person, later(DISCUSS, REMIND_DAYS), Answer.NOT_NOW)
    assert not is_new(session, person, later(DISCUSS, REMIND_DAYS + 30))


def test_what_was_put_away_in_neutral_words_comes_back_with_the_pattern(
    session: Session, person: Person
) -> None:
    answer(session, person, DISCUSS, situation=Situation.DOSE_GAP_NOTED)
    assert not is_new(session, person, DISCUSS, Situation.DOSE_GAP_NOTED)
    assert is_new(session, person, DISCUSS)


def test_the_pattern_that_was_put_away_stays_away_in_neutral_words(
    session: Session, person: Person
) -> None:
    answer(session, person, DISCUSS)
    assert not is_new(session, person, DISCUSS, Situation.DOSE_GAP_NOTED)


def ask(
    session: Session,
    person: Person,
    given: Answer,
    happening: Happening | None = None,
    key: str = "the-key-of-a-question",
    assessment: Assessment = DISCUSS,
) -> None:
    answer_question(
        session,
        person,
        SubmissionKey(key, str(happening)),
        NOW,
        assessment=assessment,
        reading=reading_of(assessment),
        answer=given,
        happening=happening,
    )


@pytest.mark.parametrize("situation", list(Situation))
def test_only_the_pattern_itself_is_asked_about_first(
    session: Session, person: Person, situation: Situation
) -> None:
    asked = asks_first(session, person, DISCUSS, reading_of(DISCUSS, situation))
    assert asked == (situation is Situation.DISCUSS)


@pytest.mark.parametrize("given", [Answer.NOTHING_NEW, Answer.NOT_SAID])
def test_the_question_is_asked_once(session: Session, person: Person, given: Answer) -> None:
    ask(session, person, given)
    assert not asks_first(session, person, later(DISCUSS, 200), reading_of(DISCUSS))
    assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_the_question_is_asked_again_in_a_new_spell(session: Session, person: Person) -> None:
    ask(session, person, Answer.NOTHING_NEW)
    again = replace(later(DISCUSS, 120), level_since=TODAY + timedelta(days=112))
    assert asks_first(session, person, again, reading_of(again))


def test_an_answer_to_the_question_does_not_put_the_card_away(
    session: Session, person: Person
) -> None:
    ask(session, person, Answer.NOTHING_NEW)
    assert is_new(session, person, DISCUSS)
    assert last_answer(session, person) is None


def test_what_happened_is_an_event_of_its_own_day(session: Session, person: Person) -> None:
    fell_on = date(2026, 5, 2)
    for _ in range(2):
        ask(session, person, Answer.SOMETHING_NEW, Happening("new_injury", fell_on))
    (event,) = session.scalars(select(Event)).all()
    assert (event.kind, event.for_date, event.person_id) == ("new_injury", fell_on, person.id)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(None, "Enter when it was"), (TODAY + timedelta(days=2), "still to come")],
)
def test_what_happened_needs_a_day_that_was(
    session: Session, person: Person, day: date | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        ask(session, person, Answer.SOMETHING_NEW, Happening("illness", day))
    assert refused.value.field == "when"
    session.rollback()
    assert asks_first(session, person, DISCUSS, reading_of(DISCUSS))


def test_a_question_that_is_not_asked_any_more_takes_no_answer(
    session: Session, person: Person
) -> None:
    ask(session, person, Answer.NOTHING_NEW)
    with pytest.raises(Refused, match="look again"):
        ask(session, person, Answer.NOT_SAID, key="a-key-of-another-window")


def test_what_an_advisory_rested_on_is_kept_as_it_was(session: Session, person: Person) -> None:
    days = Window(date(2026, 4, 24), date(2026, 5, 3), 9)
    spread = Criterion(
        CriterionCode.NEW_AREAS,
        Verdict.FOR,
        estimate=2.5,
        before=days,
        after=days,
        before_mean=0.5,
        after_mean=3.0,
        areas=("chest", "neck"),
    )
    blind = line(CriterionCode.TOUCH_RISE, verdict=Verdict.CANNOT_JUDGE)
    told = replace(DISCUSS, criteria=(spread, blind), method_version="2026.1")
    answer(session, person, told, Answer.TALKED)
    (kept,) = past_advisories(session, person)
    assert kept.criteria == (spread,)
    assert (kept.as_of, kept.level, kept.answer) == (TODAY, Level.DISCUSS, "talked")
    assert (kept.situation, kept.method_version) == (Situation.DISCUSS, "2026.1")
    assert past_advisories(session, person_of(session, "carol")) == ()


def test_the_answers_to_the_card_are_three() -> None:
    assert set(TO_THE_CARD) == {Answer.NOT_NOW, Answer.TALKED, Answer.LATER}
