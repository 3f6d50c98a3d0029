"""Forms of the account."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import DataRequired, Email, Length

from app.services.passwords import MAX_CHARACTERS, MIN_CHARACTERS
from app.web.forms.base import TokenForm
from app.web.forms.fields import tidy

EMAIL = (
    DataRequired("Enter your e-mail address."),
    Length(max=254, message="This address is too long. Check it and type it again."),
    Email("Enter an e-mail address like name@example.org."),
)
TOO_LONG = f"Use {MAX_CHARACTERS} characters or fewer."


class SignUpForm(TokenForm):
    """A new account."""

    email = EmailField("Your e-mail address", filters=[tidy], validators=EMAIL)
    password = PasswordField(
        "Choose a password",
        description=(
            f"{MIN_CHARACTERS} characters or more. Four or five words in a row are easy to keep."
        ),
        validators=[
            DataRequired("Choose a password."),
            Length(max=MAX_CHARACTERS, message=TOO_LONG),
        ],
    )


class SignInForm(TokenForm):
    """Coming back."""

    next = HiddenField()
    # What was typed into a form before its sender had to sign in (app.web.kept).
    kept = HiddenField()
    email = EmailField("Your e-mail address", filters=[tidy], validators=EMAIL)
    password = PasswordField(
        "Your password",
        validators=[
            DataRequired("Enter your password."),
            Length(max=MAX_CHARACTERS, message=TOO_LONG),
        ],
    )


class ChangePasswordForm(TokenForm):
    """A new password."""

    current_password = PasswordField(
        "Your password now", validators=[DataRequired("Enter the password you use now.")]
    )
    password = PasswordField(
        "Your new password",
        description=f"{MIN_CHARACTERS} characters or more.",
        validators=[
            DataRequired("Choose a new password."),
            Length(max=MAX_CHARACTERS, message=TOO_LONG),
        ],
    )


class DeleteAccountForm(TokenForm):
    """The last word on a diary."""

    password = PasswordField(
        "Your password", validators=[DataRequired("Enter your password to delete the diary.")]
    )
