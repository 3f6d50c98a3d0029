"""Choosing a file and bringing it in, as a person does."""

import io
import zipfile

from tests.client import Browser, Page


def upload(browser: Browser, content: bytes, status: int = 303, name: str = "d.zip") -> Page:
    page = browser.get("/archive")
    values = page.form_values("/archive/upload")
    response = browser.client.post(
        "/archive/upload",
        data={**{k: v[0] for k, v in values.items()}, "archive": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )
    return browser.inspected(response, "/archive/upload", status)


def bring_in(browser: Browser, content: bytes, name: str = "d.zip") -> Page:
    """Choose a file, look at the preview and add it; return the page that follows."""
    preview = browser.follow(upload(browser, content, name=name))
    return browser.follow(browser.send(preview, preview.address))


def zipped_text(files: dict[str, str]) -> bytes:
    """Return a zip of these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()
