"""Forms of the account."""

from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, Length

from app.services.account.passwords import MAX_CHARACTERS, MIN_CHARACTERS
from app.web.kit.fields import tidy
from app.web.kit.forms import TokenForm
from app.web.kit.sign_in_form import EMAIL, TOO_LONG


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
