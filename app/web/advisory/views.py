"""The advisory: the card on other pages, the page behind it, and the answers to it."""

from dataclasses import dataclass

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.diary.diary import Diary
from app.services.advisory import advisory
from app.services.advisory.record import basis_of, past_advisories
from app.services.diary.looks import look_again
from app.services.diary.value import diary_of
from app.services.errors import Refused
from app.services.kept import kept
from app.services.submissions import KeyReused
from app.trends.detector.assessment import Assessment
from app.trends.detector.situations import SHOWN, SituationReading, read
from app.web.advisory.forms import AdvisoryAnswerForm, AdvisoryQuestionForm
from app.web.advisory.history import answered_words, past_cards
from app.web.advisory.page import Card, advisory_card, advisory_page, question_card
from app.web.advisory.situations import QUESTION_INTRO, QUESTION_TITLE
from app.web.kit.access import Visit, own
from app.web.kit.forms import text_of
from app.web.kit.kept_page import kept_page
from app.web.kit.pages import flash_done, flash_note, page

blueprint = Blueprint("advisory", __name__, url_prefix="/advisory")

ANSWER_SAVED = "Saved. This comes back only if there is something new."
REMINDED = "Saved. This comes back in a few days."
ANSWERED_BEFORE = "Your first answer is saved. To change it, answer again here."
QUESTION_SAVED = "Thank you. Your answer is saved, and Tidemark has looked again."


# About: a few dozen lines with their figures, beside the diary, which is kept itself.
LOOK_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class _Look:
    """What the detector says now, and in which situation it is told."""

    diary: Diary
    assessment: Assessment
    reading: SituationReading


def card_for(visit: Visit, diary: Diary) -> Card | None:
    """Return the card for a page of the person's own: nothing once it was answered.

    Args:
        visit: the request.
        diary: the person's whole diary, which the page has at hand.
    """
    look = _look(visit, diary)
    person, session = visit.person, visit.session
    if look.assessment.level in SHOWN:
        if not advisory.is_new(session, person, look.assessment, look.reading):
            return None
        if advisory.asks_first(session, person, look.assessment, look.reading):
            return question_card()
    return advisory_card(look.assessment, look.reading)


@blueprint.get("")
@own
def show(visit: Visit) -> Response:
    """Show what Tidemark sees, what it rests on, and what else could explain it."""
    return kept_page(visit.session, visit.person, "advisory", lambda: _show(visit), visit.today)


def _show(visit: Visit) -> Response:
    look = _look(visit)
    if advisory.asks_first(visit.session, visit.person, look.assessment, look.reading):
        return _question_page(visit, AdvisoryQuestionForm(formdata=None))
    form = AdvisoryAnswerForm(formdata=None, basis=basis_of(look.assessment))
    return _page(visit, look, form)


@blueprint.post("/question")
@own
def answer_question(visit: Visit) -> Response:
    """Save whether anything new came up, and look again."""
    form = AdvisoryQuestionForm()
    if not form.validate_on_submit():
        return _question_page(visit, form, 422)
    look = _look(visit)
    try:
        advisory.answer_question(
            visit.session,
            visit.person,
            form.sent(),
            visit.now,
            assessment=look.assessment,
            reading=look.reading,
            answer=form.answer(),
            happening=form.happening(),
        )
    except Refused as refused:
        if not refused.field:
            return _to_the_page(refused.sentence)
        form.refuse(refused)
        return _question_page(visit, form, 422)
    except KeyReused:
        return _to_the_page(ANSWERED_BEFORE)
    flash_done(QUESTION_SAVED)
    return _to_the_page()


@blueprint.post("/answer")
@own
def answer(visit: Visit) -> Response:
    """Save "not now", "later" or "talked about it"; the card then stays away."""
    form = AdvisoryAnswerForm()
    look = _look(visit)
    if not form.validate_on_submit():
        return _page(visit, look, form, 422)
    given = advisory.Answer(text_of(form.answer))
    try:
        advisory.give_answer(
            visit.session,
            visit.person,
            form.sent(),
            visit.now,
            assessment=look.assessment,
            reading=look.reading,
            seen_basis=text_of(form.basis),
            answer=given,
        )
    except Refused as refused:
        return _to_the_page(refused.sentence)
    except KeyReused:
        return _to_the_page(ANSWERED_BEFORE)
    flash_done(REMINDED if given is advisory.Answer.LATER else ANSWER_SAVED)
    return redirect(url_for("today.show"), 303)


@blueprint.get("/history")
@own
def show_history(visit: Visit) -> Response:
    """Show the advisories that were answered, and what each rested on."""
    return page(
        "advisory/history.html",
        styles=("css/advisory.css",),
        past=past_cards(past_advisories(visit.session, visit.person)),
    )


@blueprint.get("/same-day")
@own
def show_same_day(visit: Visit) -> Response:
    """Say whom to call today about new jerks or confusion."""
    del visit
    return page("advisory/same_day.html")


def _look(visit: Visit, diary: Diary | None = None) -> _Look:
    known = diary or diary_of(visit.session, visit.person, visit.today)

    def look() -> _Look:
        assessment = look_again(visit.session, visit.person, known, visit.today)
        return _Look(known, assessment, read(known, assessment, visit.person.care))

    return kept(visit.session, visit.person, "look", look, lambda _: LOOK_BYTES, visit.today)


def _to_the_page(note: str = "") -> Response:
    if note:
        flash_note(note)
    return redirect(url_for("advisory.show"), 303)


def _page(
    visit: Visit,
    look: _Look,
    form: AdvisoryAnswerForm,
    status: int = 200,
) -> Response:
    told = advisory_page(look.diary, look.assessment, look.reading)
    return page(
        "advisory/show.html",
        # Without a pattern there is no form that could be wrong.
        status=status if told.is_shown else 200,
        styles=("css/advisory.css",),
        advisory=told,
        answered=answered_words(advisory.last_answer(visit.session, visit.person)),
        form=form,
    )


def _question_page(visit: Visit, form: AdvisoryQuestionForm, status: int = 200) -> Response:
    return page(
        "advisory/question.html",
        status=status,
        styles=("css/advisory.css",),
        title=QUESTION_TITLE,
        intro=QUESTION_INTRO,
        last_day=visit.today.isoformat(),
        form=form,
    )
