"""The sign-in form, which is shown after a lost session too."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import DataRequired, Email, Length

from app.services.account.passwords import MAX_CHARACTERS
from app.web.kit.fields import tidy
from app.web.kit.forms import TokenForm

EMAIL = (
    DataRequired("Enter your email address."),
    Length(max=254, message="This address is too long. Check it and try again."),
    Email("Enter an email address like name@example.org."),
)
TOO_LONG = f"Use {MAX_CHARACTERS} characters or fewer."
# The script of a page with a password: it shows the button that shows what was typed.
SHOW_PASSWORD = ("js/password.js",)


def your_password() -> PasswordField:
    return PasswordField(
        "Your password",
        validators=[
            DataRequired("Enter your password."),
            Length(max=MAX_CHARACTERS, message=TOO_LONG),
        ],
    )


class ProofForm(TokenForm):
    """Proving that it is still the same person."""

    next = HiddenField()
    # What was typed into a form before its sender was asked (app.web.kit.unsaved_form).
    unsaved = HiddenField()
    password = your_password()


class SignInForm(ProofForm):
    """Coming back."""

    email = EmailField("Your email address", filters=[tidy], validators=EMAIL)
    # Made anew, so that it comes after the address, in the list of errors as on the page.
    password = your_password()
