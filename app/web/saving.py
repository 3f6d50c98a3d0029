"""What a view does with the ways in which saving can be refused."""

from collections.abc import Callable

from app.services.errors import Refused, StaleEdit
from app.services.submissions import KeyReused
from app.web.access import Visit
from app.web.forms.base import SubmittedForm

SAVED_BEFORE = (
    "Your first answers are saved. What stands here now is not. To save this too, press the "
    "button again."
)
CHANGED_ELSEWHERE = (
    "This was changed in another window after you opened it. What is stored now stands above "
    "the form. To keep what you typed instead, press the button again."
)


def refusal(visit: Visit, form: SubmittedForm, save: Callable[[], object]) -> int | None:
    """Do `save`; return None when it went through, else the status to show the form again with.

    The form then holds the sentence that says what to do.
    """
    try:
        save()
    except Refused as refused:
        status = 422
        form.refuse(refused)
    except KeyReused:
        status = 409
        form.form_errors.append(SAVED_BEFORE)
    except StaleEdit:
        status = 409
        form.form_errors.append(CHANGED_ELSEWHERE)
    else:
        return None
    # What was begun must not show on the page, nor be saved with anything else.
    visit.session.rollback()
    if status == 409:
        form.renew_key()
    return status
