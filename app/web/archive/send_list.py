"""A list to take along: a CSV that spreadsheets open."""

import io
from collections.abc import Iterable, Sequence

from flask import Response, send_file

from app.interop.sheets_write import defuse, sheet_bytes


def send_list(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Return a download. No cell of it is run by a spreadsheet."""
    content = sheet_bytes(columns, ([defuse(cell) for cell in row] for row in rows))
    return send_file(
        io.BytesIO(content), mimetype="text/csv", as_attachment=True, download_name=name
    )
