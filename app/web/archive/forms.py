"""Forms of export and import."""

from flask_wtf.file import FileField, FileRequired

from app.web.kit.forms import TokenForm


class UploadForm(TokenForm):
    """A file to look into."""

    archive = FileField(
        "The file",
        description="A copy from Tidemark, or a list from another app: .zip, .csv or .xlsx.",
        validators=[FileRequired("Choose a file first.")],
    )
