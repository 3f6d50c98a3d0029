"""The answer to an advisory, and the question before it."""

from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired

from app.clinical.events import EVENT_NAMES
from app.services.advisory.advisory import ASKED_KINDS, TO_THE_CARD, Answer, Happening
from app.web.kit.fields import day_field
from app.web.kit.forms import SubmittedForm, text_of

CHOOSE = "Choose one of the answers. You can choose not to say."
_WORDS = {
    Answer.NOTHING_NEW.value: "No, nothing new",
    **{kind: EVENT_NAMES[kind] for kind in ASKED_KINDS},
    Answer.NOT_SAID.value: "I’d rather not say",
}


class AdvisoryAnswerForm(SubmittedForm):
    """A few buttons; `basis` names what the person saw, so that the answer is to that."""

    basis = HiddenField()
    answer = HiddenField(
        validators=[AnyOf([one.value for one in TO_THE_CARD], "Press one of the buttons.")]
    )


class AdvisoryQuestionForm(SubmittedForm):
    """Anything new? What it was is kept as an event of its day."""

    what = RadioField(  # type: ignore[call-arg]  # newer than the published types
        "In the last weeks: a new injury or illness, surgery, or a change in your condition?",
        choices=_WORDS,
        validators=[InputRequired(CHOOSE)],
        invalid_choice_message=CHOOSE,
    )
    when = day_field("When was it?", can_be_empty=True)

    def answer(self) -> Answer:
        what = text_of(self.what)
        return Answer.SOMETHING_NEW if what in ASKED_KINDS else Answer(what)

    def happening(self) -> Happening | None:
        """Return what happened; None for nothing."""
        what = text_of(self.what)
        return Happening(what, self.when.data) if what in ASKED_KINDS else None
