"""What was logged, to be changed or deleted; and finding a day in the history."""

from app.clinical.areas import AREA_CODES
from app.clinical.events import EVENT_NAMES
from app.diary.check_in import CheckIn
from app.diary.diary import DiaryEvent
from app.diary.event import LoggedEvent
from app.diary.lengths import LINE_MAX_CHARACTERS
from app.diary.scores import PAIN_NOW, SCORES, Score
from app.web.diary.answers_form import MARKED, NOWHERE, AnswersForm, asks_scores
from app.web.kit.fields import NO_ANSWER, NoteField, choice_field, day_field, typed_day
from app.web.kit.forms import TokenForm, VersionedForm, text_of


@asks_scores(can_take_back=True)
class ChangeCheckInForm(AnswersForm, VersionedForm):
    """A saved check-in, to be changed; each answer can be taken back."""

    for_date = day_field("Which day is it for?")
    where = choice_field(
        "Where did it hurt?",
        {MARKED: "In the places marked below", NOWHERE: "Nowhere", NO_ANSWER: "No answer"},
    )

    @property
    def folded(self) -> tuple[Score, ...]:
        """The scores that are folded away.

        Few check-ins were about that moment: most of them are the first one of their day.
        """
        return (PAIN_NOW, *super().folded)

    @classmethod
    def of(cls, check_in: CheckIn) -> "ChangeCheckInForm":
        """Return the form filled in with what is saved."""
        answers = check_in.answers
        form = cls(
            version=str(check_in.version),
            for_date=check_in.for_date,
            where=_where_of(answers.areas),
            areas=sorted(answers.areas or ()),
            all_over=answers.areas == AREA_CODES,
            note=answers.note,
            jerks_or_confusion=answers.jerks_or_confusion,
            **{score.code: str(answers.scores.get(score.code, NO_ANSWER)) for score in SCORES},
        )
        form.note.make_room_for(answers.note)
        return form


def _where_of(areas: frozenset[str] | None) -> str:
    if areas is None:
        return NO_ANSWER
    return MARKED if areas else NOWHERE


class ChangeEventForm(VersionedForm):
    """A saved event, to be changed."""

    for_date = day_field("When did it happen?")
    kind = choice_field("What was it?", dict(EVENT_NAMES), "Choose what it was.")
    note = NoteField("A few words about it", LINE_MAX_CHARACTERS)

    @classmethod
    def of(cls, logged: LoggedEvent) -> "ChangeEventForm":
        """Return the form filled in with what is saved."""
        event = logged.event
        form = cls(
            version=str(logged.version), for_date=event.for_date, kind=event.kind, note=event.note
        )
        form.note.make_room_for(event.note)
        return form

    def event(self) -> DiaryEvent:
        """Return what happened."""
        return DiaryEvent(typed_day(self.for_date), text_of(self.kind), text_of(self.note))


class GoToDayForm(TokenForm):
    """A day to look up. It changes nothing: open it with `meta={"csrf": False}`."""

    day = day_field("Go to a day")
