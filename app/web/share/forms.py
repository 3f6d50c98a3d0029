"""Forms of sharing: what a link shows, and the code that opens it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from wtforms import DateField, Field, Form, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the published types
from wtforms.validators import InputRequired, StopValidation

from app.services.share.links import LIFETIMES_DAYS
from app.services.share.terms import LEFT_OUT_AT_FIRST, Section, Terms, last_days, own_days
from app.web.advisory.questions import SUGGESTED
from app.web.kit.fields import DAY_MISSING, NoteField, checkboxes_field, line_field
from app.web.kit.forms import SubmittedForm, TokenForm, text_of

OWN_DAYS = "own"
ALL_DAYS = "all"
RANGES = MappingProxyType(
    {
        "30": "Last 30 days",
        "90": "Last 90 days",
        "180": "Last 180 days",
        "365": "Last 365 days",
        ALL_DAYS: "My whole diary",
        OWN_DAYS: "From one day to another",
    }
)
SECTIONS = MappingProxyType(
    {
        Section.CHART.value: "Pain and opioid amount, day by day",
        Section.AREAS.value: "Where it hurts",
        Section.TOUCH.value: "Pain from touch",
        Section.FURTHER.value: "Your other scores, like sleep, mood and side effects",
        Section.EVENTS.value: "What happened, like an injury, illness or missed doses",
        Section.MEDICINES.value: "My medicines",
        Section.ADVISORY.value: (
            "What Tidemark noticed on these days, and why "
            "(pain, touch, places, doses, what happened)"
        ),
        Section.TOLD.value: (
            "About me: what hurts, my care, when I first took opioids, my story so far"
        ),
        Section.NOTES.value: "My notes, word for word",
    }
)
LIFETIMES = MappingProxyType(
    {str(days): f"{days} day" if days == 1 else f"{days} days" for days in LIFETIMES_DAYS}
)
SHOWN_NAME_MAX_CHARACTERS = 80
# 32 bytes as `web_sessions.new_token` writes them.
SEED_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")
AT_FIRST = MappingProxyType(
    {
        "days": "90",
        "sections": [section.value for section in Section if section not in LEFT_OUT_AT_FIRST],
        "lifetime": "7",
    }
)


class OnlyForOwnDays:
    """A day is needed, and looked at, only where the person names the days."""

    def __call__(self, form: Form, field: Field) -> None:
        """Check the field.

        Raises:
            StopValidation: no day is needed, or what was typed is none.
        """
        if form["days"].data != OWN_DAYS:
            field.errors = []
            raise StopValidation
        if field.data is None:
            field.errors = []
            raise StopValidation(DAY_MISSING)


def _radios(label: str, names: Mapping[str, str], message: str) -> RadioField:
    return RadioField(  # type: ignore[call-arg]  # newer than the published types
        label,
        choices=[SelectChoice(value=code, label=name) for code, name in names.items()],
        validators=[InputRequired(message)],
        invalid_choice_message=message,
    )


class ShareForm(SubmittedForm):
    """What a new link shows."""

    days = _radios("Which days", RANGES, "Choose which days to share.")
    first = DateField("First day", validators=[OnlyForOwnDays()])
    last = DateField("Last day", validators=[OnlyForOwnDays()])
    sections = checkboxes_field("What they will see", SECTIONS)
    shown_name = line_field("Your name or your initials", SHOWN_NAME_MAX_CHARACTERS)
    suggested = checkboxes_field("Questions you may want to ask", SUGGESTED)
    questions = NoteField("Your own questions, one per line")
    lifetime = _radios("How long the link works", LIFETIMES, "Choose how long the link works.")

    def validate_sections(self, field: Field) -> None:
        """Ask for at least one part."""
        if not field.data:
            raise StopValidation("Choose at least one part to share.")

    def terms(self, begin: date | None, today: date) -> Terms:
        """Return what was chosen, with the days worked out.

        Args:
            begin: the first day of the diary; None for an empty one.
            today: the person's own calendar day.

        Raises:
            Refused: the days that the person named will not do.
        """
        own_first, own_last = self.first.data, self.last.data
        if own_first and own_last and self.days.data == OWN_DAYS:
            first, last = own_days(own_first, own_last, begin, today)
        else:
            days = None if self.days.data == ALL_DAYS else int(self.days.data)
            first, last = last_days(days, begin, today)
        return Terms(
            first=first,
            last=last,
            sections=frozenset(map(Section, self.sections.data or ())),
            shown_name=text_of(self.shown_name),
            questions="\n".join(self._questions()),
        )

    def _questions(self) -> list[str]:
        own = (line.strip() for line in text_of(self.questions).split("\n"))
        return [*(SUGGESTED[code] for code in self.suggested.data or ()), *filter(None, own)]

    def choices(self) -> list[tuple[str, str]]:
        """Return what was typed as names and texts, to be carried along unseen."""
        carried: list[tuple[str, str]] = []
        for name in ("days", "first", "last", "shown_name", "questions", "lifetime"):
            chosen = self[name].data
            carried.append((name, "" if chosen is None else str(chosen)))
        for name in ("sections", "suggested"):
            carried += [(name, code) for code in self[name].data or ()]
        return carried

    def choices_with_days(self, terms: Terms) -> list[tuple[str, str]]:
        """Return the same with the days worked out, so that midnight cannot move them."""
        fixed = {"days": OWN_DAYS, "first": str(terms.first), "last": str(terms.last)}
        return [(name, fixed.get(name, text)) for name, text in self.choices()]


class MakeLinkForm(ShareForm):
    """The same once more, now with the randomness that the link's code is made from."""

    seed = HiddenField()

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check the seed too; only a form that was tampered with comes without one."""
        is_valid = bool(super().validate(extra_validators))
        if SEED_SHAPE.fullmatch(text_of(self.seed)):
            return is_valid
        self.form_errors.append("Look over the page again, then make the link.")
        return False


class CodeForm(TokenForm):
    """The code of a link, typed or put in by the page."""

    code = StringField("The code", validators=[InputRequired("Type the code you were given.")])
