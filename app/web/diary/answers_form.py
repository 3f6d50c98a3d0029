"""What a check-in asks, on the day's sheet and once more when it is changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from wtforms import BooleanField, Field, RadioField, ValidationError

from app.clinical.areas import AREA_CODES, AREAS
from app.diary.check_in import Answers
from app.diary.scores import (
    AVERAGE_PAIN,
    FOLDED_SCORES,
    PAIN_NOW,
    SCORES,
    SIDE_EFFECTS,
    Asked,
    Score,
    read_scores,
)
from app.web.kit.fields import (
    NO_ANSWER,
    NoteField,
    checkboxes_field,
    chosen_score,
    score_field,
)
from app.web.kit.forms import SubmittedForm, text_of

MARKED, NOWHERE = "marked", "nowhere"
MARK_A_PLACE = "Mark where it hurts, or choose “Nowhere”."
_AREA_NAMES = {area.code: area.name for area in AREAS}
_Form = TypeVar("_Form", bound="AnswersForm")


class AnswersForm(SubmittedForm):
    """What both forms ask: the subclasses add `where` and the scores.

    Attributes:
        asks_about: codes of the side effects that the person wants to be asked about.
    """

    asks_about: frozenset[str] = frozenset()
    areas = checkboxes_field("Where does it hurt?", _AREA_NAMES)
    all_over = BooleanField("It hurts all over")
    note = NoteField("Note")
    jerks_or_confusion = BooleanField("New jerks or twitches, or feeling confused?")
    where: RadioField

    def answers(self) -> Answers:
        """Return what was answered."""
        return Answers(
            scores=read_scores(lambda code: chosen_score(self[code])),
            areas=self.places(),
            note=text_of(self.note),
            jerks_or_confusion=bool(self.jerks_or_confusion.data),
        )

    @property
    def folded(self) -> tuple[Score, ...]:
        """The scores that are folded away: a side effect where it is chosen or answered."""
        return (*FOLDED_SCORES, *(score for score in SIDE_EFFECTS if self._is_asked(score)))

    def _is_asked(self, score: Score) -> bool:
        return score.code in self.asks_about or self[score.code].data not in (None, NO_ANSWER)

    def has_more(self) -> bool:
        """Whether something stands in one of the folded questions."""
        return bool(self.jerks_or_confusion.data) or any(
            self[score.code].data not in (None, NO_ANSWER) for score in self.folded
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


@dataclass(frozen=True, slots=True)
class AskedScores:
    """The scores as a page lays them out.

    Attributes:
        after_places: those that stand after where it hurts.
        folded: those that are folded away.
        more: what is folded away, in words.
    """

    average_pain: Score
    pain_now: Score
    after_places: tuple[Score, ...]
    folded: tuple[Score, ...]
    more: str


def asked_scores(folded: tuple[Score, ...], *, folds_note: bool = False) -> AskedScores:
    """Lay out the scores of the table; `folded` are those that are folded away."""
    note = ["a note"] if folds_note else []
    named = [*(score.label.lower() for score in folded), *note, "twitches"]
    return AskedScores(
        average_pain=AVERAGE_PAIN,
        pain_now=PAIN_NOW,
        after_places=tuple(score for score in SCORES if score.asked is Asked.AFTER_PLACES),
        folded=folded,
        more=f"More: {', '.join(named)}",
    )


def asks_scores(*, can_take_back: bool = False) -> Callable[[type[_Form]], type[_Form]]:
    """Give a form the questions of the table; an answer that is saved `can_take_back`."""

    def with_scores(form: type[_Form]) -> type[_Form]:
        for score in SCORES:
            question = score.label if can_take_back else score.question
            setattr(form, score.code, score_field(question, can_take_back=can_take_back))
        return form

    return with_scores
