"""The diary's form for a day, and the same answers once more to change them."""

from wtforms import BooleanField, Field, HiddenField, RadioField, ValidationError

from app.clinical.areas import AREA_CODES, AREAS, in_order
from app.clinical.events import (
    CONDITION_WORSE,
    DOSE_CHANGE_BY_PRESCRIBER,
    EVENT_NAMES,
    ILLNESS,
    MISSED_DOSES,
    NEW_INJURY,
    OTHER,
    SURGERY_OR_PROCEDURE,
)
from app.services.diary.records import Answers, CheckInRecord
from app.services.diary.sheet import Happened
from app.web.kit.fields import (
    NO_ANSWER,
    checkboxes_field,
    choice_field,
    day_field,
    line_field,
    note_field,
    score_field,
    score_of,
)
from app.web.kit.forms import SubmittedForm, VersionedForm, text_of

SAME, MARKED, NOWHERE = "same", "marked", "nowhere"
MARK_A_PLACE = "Mark where it hurts, or choose that it hurts nowhere."
EVENT_NOTE_MAX_CHARACTERS = 200
FOLDED = ("worst_pain", "sleep", "mood", "activity")
SCORES = ("average_pain", "pain_now", "touch", *FOLDED)
# In an order in which short and long ones fit together on a phone.
_KINDS = (
    NEW_INJURY,
    ILLNESS,
    CONDITION_WORSE,
    SURGERY_OR_PROCEDURE,
    DOSE_CHANGE_BY_PRESCRIBER,
    MISSED_DOSES,
    OTHER,
)
_AREA_NAMES = {area.code: area.name for area in AREAS}


class _AnswersForm(SubmittedForm):
    """What both forms ask: the subclasses add `where` and the scores."""

    areas = checkboxes_field("Where does it hurt?", _AREA_NAMES)
    all_over = BooleanField("It hurts all over")
    note = note_field("Note")
    jerks_or_confusion = BooleanField("New jerks or twitches, or feeling confused?")
    where: RadioField

    def answers(self) -> Answers:
        """Return what was answered."""
        scores = {name: score_of(self[name]) for name in SCORES}
        return Answers(
            areas=self.places(),
            note=text_of(self.note),
            jerks_or_confusion=bool(self.jerks_or_confusion.data),
            **scores,
        )

    def has_more(self) -> bool:
        """Whether something stands in one of the folded questions."""
        return bool(self.jerks_or_confusion.data) or any(
            self[name].data not in (None, NO_ANSWER) for name in FOLDED
        )

    def marked(self) -> frozenset[str]:
        """Return the codes of the boxes that are ticked."""
        return AREA_CODES if self.all_over.data else frozenset(self.areas.data or ())

    def places(self) -> frozenset[str] | None:
        """Return where it hurts; None is "not answered".

        What was chosen in words counts: boxes that were ticked before the person changed their
        mind lie hidden then. Boxes alone count too.
        """
        chosen = self.where.data
        if chosen == NOWHERE:
            return frozenset()
        if chosen == NO_ANSWER:
            return None
        return self.marked() or None

    def validate_where(self, field: Field) -> None:
        """Refuse the choice of marked places without a mark."""
        if field.data == MARKED and not self.marked():
            raise ValidationError(MARK_A_PLACE)


class CheckInForm(_AnswersForm):
    """One sheet for one day, with nothing filled in."""

    for_date = HiddenField()
    average_pain = score_field("Average pain over the last 24 hours")
    pain_now = score_field("Pain right now")
    where = choice_field(
        "Where does it hurt?",
        {SAME: "Same as last time", MARKED: "Changed", NOWHERE: "Nowhere today"},
    )
    # The places that the page showed beside "same": they are meant, whatever was saved since.
    same_areas = HiddenField()
    touch = score_field("Did touch hurt?")
    worst_pain = score_field("Worst pain")
    sleep = score_field("Sleep last night")
    mood = score_field("Mood")
    activity = score_field("Activity")
    kinds = checkboxes_field("Did anything change?", {kind: EVENT_NAMES[kind] for kind in _KINDS})
    event_note = line_field("A few words about it", EVENT_NOTE_MAX_CHARACTERS)

    def happened(self) -> Happened:
        """Return what may explain a change."""
        return Happened(frozenset(self.kinds.data or ()), text_of(self.event_note))

    def places(self) -> frozenset[str] | None:
        """Return where it hurts; "same" means the places that the page showed."""
        return self._same() if self.where.data == SAME else super().places()

    def validate_where(self, field: Field) -> None:
        """Refuse "same" when the page showed no places, too."""
        if field.data == SAME and not self._same():
            raise ValidationError(MARK_A_PLACE)
        super().validate_where(field)

    def show_same(self, areas: frozenset[str]) -> None:
        """Offer these places as "same"; those of an earlier sending stay."""
        if not self.same_areas.data:
            self.same_areas.data = ";".join(area.code for area in in_order(areas))

    def _same(self) -> frozenset[str]:
        codes = frozenset(text_of(self.same_areas).split(";"))
        return codes if codes <= AREA_CODES else frozenset()


class ChangeCheckInForm(_AnswersForm, VersionedForm):
    """A saved check-in, to be changed; each answer can be taken back."""

    for_date = day_field("The day it is about")
    average_pain = score_field("Average pain over 24 hours", can_take_back=True)
    pain_now = score_field("Pain at that moment", can_take_back=True)
    where = choice_field(
        "Where did it hurt?",
        {MARKED: "In the places marked below", NOWHERE: "Nowhere", NO_ANSWER: "No answer"},
    )
    touch = score_field("Did touch hurt?", can_take_back=True)
    worst_pain = score_field("Worst pain", can_take_back=True)
    sleep = score_field("Sleep", can_take_back=True)
    mood = score_field("Mood", can_take_back=True)
    activity = score_field("Activity", can_take_back=True)

    def has_more(self) -> bool:
        """Whether something stands in one of the folded questions."""
        return super().has_more() or self.pain_now.data not in (None, NO_ANSWER)

    @classmethod
    def of(cls, record: CheckInRecord) -> "ChangeCheckInForm":
        """Return the form filled in with what is saved."""
        answers = record.answers
        scores = {name: getattr(answers, name) for name in SCORES}
        return cls(
            version=str(record.version),
            for_date=record.for_date,
            where=_where_of(answers.areas),
            areas=sorted(answers.areas or ()),
            all_over=answers.areas == AREA_CODES,
            note=answers.note,
            jerks_or_confusion=answers.jerks_or_confusion,
            **{name: NO_ANSWER if score is None else str(score) for name, score in scores.items()},
        )


def _where_of(areas: frozenset[str] | None) -> str:
    if areas is None:
        return NO_ANSWER
    return MARKED if areas else NOWHERE
