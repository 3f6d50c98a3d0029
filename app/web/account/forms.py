"""Forms of the account."""

from datetime import time

from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from app.diary.day_words import clock_words
from app.diary.night import DAY_END_HOURS
from app.diary.scores import SIDE_EFFECTS
from app.services.account.passwords import MAX_CHARACTERS, MIN_CHARACTERS
from app.services.owner import Owner
from app.services.setup import CHOOSE_HOUR
from app.web.kit.fields import checkboxes_field, choice_field, tidy
from app.web.kit.forms import TokenForm, VersionedForm
from app.web.kit.look import TEXT_SIZES, THEMES, PageLook
from app.web.kit.sign_in_form import EMAIL, TOO_LONG


class SignUpForm(TokenForm):
    """A new account."""

    # A script writes the phone's time zone into it; without one, set-up asks.
    phone_zone = HiddenField()
    email = EmailField("Your email address", filters=[tidy], validators=EMAIL)
    password = PasswordField(
        "Choose a password",
        description=(
            f"At least {MIN_CHARACTERS} characters. Four or five words in a row are easy to "
            "remember."
        ),
        validators=[
            DataRequired("Choose a password."),
            Length(max=MAX_CHARACTERS, message=TOO_LONG),
        ],
    )


def new_password() -> PasswordField:
    return PasswordField(
        "Your new password",
        description=f"{MIN_CHARACTERS} characters or more.",
        validators=[
            DataRequired("Choose a new password."),
            Length(max=MAX_CHARACTERS, message=TOO_LONG),
        ],
    )


class ChangePasswordForm(TokenForm):
    """A new password."""

    password = new_password()


def day_end_words(hour: int) -> str:
    """Write the hour at which a day ends.

    >>> day_end_words(0), day_end_words(4)
    ('Midnight', '4:00 am')
    """
    return clock_words(time(hour)) if hour else "Midnight"


def look_words(look: PageLook) -> str:
    """Write a look.

    >>> look_words(PageLook()), look_words(PageLook("dim", "large"))
    ('Same as my device. Text: usual', 'Dim, for when light hurts. Text: large')
    """
    return f"{THEMES[look.theme]}. Text: {TEXT_SIZES[look.text_size].lower()}"


class AddressForm(TokenForm):
    """An address to which a code is sent."""

    email = EmailField("Your email address", filters=[tidy], validators=EMAIL)


class MailedCodeForm(TokenForm):
    """A code from a mail or from paper."""

    code = StringField("The code", filters=[tidy], validators=[DataRequired("Enter the code.")])


class ResetForm(MailedCodeForm):
    """A new password, by a code."""

    password = new_password()


class PasskeyForm(TokenForm):
    """What a browser answered with a passkey, and where to go on.

    Nobody types into it: what is wrong with an answer is said above the form, by its use-case.
    """

    asked = HiddenField()
    credential = HiddenField()
    next = HiddenField()
    unsaved = HiddenField()


class LookForm(TokenForm):
    """How pages look on this device."""

    theme = choice_field("Light or dark", THEMES)
    text_size = choice_field("Text size", TEXT_SIZES)

    def look(self) -> PageLook:
        """Return what was chosen; what was not stays as usual."""
        usual = PageLook()
        return PageLook(self.theme.data or usual.theme, self.text_size.data or usual.text_size)


class DayEndForm(VersionedForm):
    """When the person's day ends."""

    hour = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "My day ends at",
        choices={str(hour): day_end_words(hour) for hour in DAY_END_HOURS},
        invalid_choice_message=CHOOSE_HOUR,
    )


ONE_QUESTION, ALL_QUESTIONS = "one", "all"


class TodayForm(VersionedForm):
    """What Today asks."""

    opens_with = choice_field(
        "Today opens with",
        {ALL_QUESTIONS: "The usual questions", ONE_QUESTION: "One question: how bad is the pain?"},
    )
    asks_about = checkboxes_field(
        "Also ask about", {score.code: score.question for score in SIDE_EFFECTS}
    )


def today_words(person: Owner) -> str:
    """Write what Today asks beside the usual questions, or instead of them."""
    opens = "One question first" if person.opens_with_one_question else "The usual questions"
    asked = [score.label.lower() for score in SIDE_EFFECTS if score.code in person.asks_about]
    return f"{opens}. Also: {', '.join(asked)}" if asked else opens


class DeleteAccountForm(TokenForm):
    """The last word on a diary."""

    sure = BooleanField(
        "Delete all of it for good",
        validators=[DataRequired("Tick the box if you want to delete your diary.")],
    )
