"""Answers in fewer bytes: brotli where the browser takes it, else gzip.

An answer that is compressed shows by its length what it holds twice. Whoever can have a browser
send text that comes back beside a secret, such as the token of a form, could guess that secret
letter by letter (BREACH: Gluck, Harris, Prado 2013, https://www.breachattack.com/). So an answer
that may hold something of its own request stays as it is: every answer to a form that was sent, and
every page whose address carries words.
"""

import gzip
from functools import lru_cache

import brotli  # type: ignore[import-untyped]  # it ships no types
from flask import Flask, request
from werkzeug.wrappers import Response

_TEXTS = frozenset(
    {
        *("text/html", "text/css", "text/javascript", "text/plain"),
        *("application/javascript", "application/json", "image/svg+xml"),
    }
)
# Parameters that choose among what a page offers; none of them comes back in it (a test tries).
_CHOICES = frozenset({"days", "month", "more", "until"})
# Below this a header costs more than is saved.
_LEAST_BYTES = 500
# Pages are made for one answer: most of the gain for a millisecond. A file is compressed once for
# each process and sent often; the largest takes seconds at the highest setting.
_PAGE_QUALITY, _FILE_QUALITY, _LARGE_FILE_QUALITY = 5, 11, 9
_LARGE_BYTES = 250_000
_GZIP_LEVEL = 6


def init(app: Flask) -> None:
    """Compress what may be compressed."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _is_text(response):
            return response
        response.vary.add("Accept-Encoding")
        encoding = request.accept_encodings.best_match(["br", "gzip"])
        if encoding is None or not _may_be_compressed(response):
            return response
        content = _whole(response)
        if len(content) < _LEAST_BYTES:
            return response
        is_file = request.endpoint == "static"
        response.set_data(_of_file(content, encoding) if is_file else _of_page(content, encoding))
        response.headers["Content-Encoding"] = encoding
        response.headers.pop("ETag", None)
        return response


def _is_text(response: Response) -> bool:
    return response.status_code == 200 and response.mimetype in _TEXTS


def _may_be_compressed(response: Response) -> bool:
    if request.method != "GET" or "Content-Encoding" in response.headers:
        return False
    if request.endpoint == "static":
        return True
    # A file of the person's own is streamed, or small enough.
    is_download = response.is_streamed or "Content-Disposition" in response.headers
    return not is_download and set(request.args) <= _CHOICES


def _whole(response: Response) -> bytes:
    """Read an answer, and close the file that it comes from."""
    response.direct_passthrough = False
    source = response.response
    content = response.get_data()
    if hasattr(source, "close"):
        source.close()
    return content


@lru_cache(maxsize=256)
def _of_file(content: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(content, mtime=0)
    is_large = len(content) > _LARGE_BYTES
    return _brotli(content, _LARGE_FILE_QUALITY if is_large else _FILE_QUALITY)


def _of_page(content: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(content, _GZIP_LEVEL, mtime=0)
    return _brotli(content, _PAGE_QUALITY)


def _brotli(content: bytes, quality: int) -> bytes:
    compressed: bytes = brotli.compress(content, quality=quality)
    return compressed
