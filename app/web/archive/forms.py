"""Forms of export and import."""

from flask_wtf.file import FileField, FileRequired

from app.web.kit.forms import TokenForm


class UploadForm(TokenForm):
    """An archive to look into."""

    archive = FileField(
        "The archive",
        description="A zip file that Tidemark made, or one in the same form.",
        validators=[FileRequired("Choose the zip file of a diary first.")],
    )
