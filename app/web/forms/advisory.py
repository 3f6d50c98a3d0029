"""The answer to an advisory."""

from wtforms import HiddenField

from app.services.advisory import Answer
from app.web.forms.base import SubmittedForm


class AdvisoryAnswerForm(SubmittedForm):
    """Two buttons; `basis` names what the person saw, so that the answer is to that."""

    basis = HiddenField()
    answer = HiddenField()

    def given(self) -> Answer | None:
        """Return which button was pressed; None for a form without one."""
        known = {answer.value: answer for answer in Answer}
        return known.get(self.answer.data or "")
