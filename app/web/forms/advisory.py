"""The answer to an advisory."""

from wtforms import HiddenField
from wtforms.validators import AnyOf

from app.services.advisory import Answer
from app.web.forms.base import SubmittedForm


class AdvisoryAnswerForm(SubmittedForm):
    """Two buttons; `basis` names what the person saw, so that the answer is to that."""

    basis = HiddenField()
    answer = HiddenField(
        validators=[AnyOf([one.value for one in Answer], "Press one of the two buttons.")]
    )
