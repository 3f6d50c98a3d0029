"""Take the diary along, or bring one in."""

import io
from collections.abc import Iterable, Sequence

from flask import Blueprint, Response, redirect, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.diary.diary import Diary
from app.interop.archive import ArchiveError, write_archive
from app.interop.sheets_write import defuse, sheet_bytes
from app.services.archive import archive, pending
from app.services.archive.undo import undo_import
from app.services.archive.unused import rows_left_out
from app.services.errors import Refused, StaleEdit
from app.services.submissions import KeyReused
from app.web.archive.difference_words import difference_rows, differences_table
from app.web.archive.format_words import code_tables, file_tables, profile_table
from app.web.archive.forms import UploadForm, import_form, sent_import_form
from app.web.archive.list_words import list_preview
from app.web.archive.trouble_words import (
    LEFT_OUT_COLUMNS,
    TroubleRow,
    left_out_table,
    row_counts_sentence,
    trouble_rows,
    upload_refusal,
)
from app.web.archive.words import (
    added_sentence,
    came_twice_sentence,
    nothing_new_sentence,
    odd_amount_rows,
    period_words,
    preview_rows,
)
from app.web.kit.access import Visit, asking_again, own, public
from app.web.kit.pages import flash_done, page

blueprint = Blueprint("archive", __name__, url_prefix="/archive")

IMPORT_UNDONE = "Undone. What came from the file is gone again, and what it changed is as it was."
IMPORT_PARTLY_UNDONE = "Undone, except for what you changed since then. That stays as it is."
CHANGED_MEANWHILE = (
    "Your diary changed while this page was open. This is how it looks now. Nothing more has been "
    "added yet. Check it, then press the button again."
)
ADDED_BEFORE = (
    "Something was already added from this page. To add this too, press the button again."
)


@blueprint.get("")
@own
def show(_visit: Visit) -> AnyResponse:
    """Show how to take the diary along and how to bring one in."""
    return _start_page(UploadForm())


@blueprint.get("/diary.zip")
@own
@asking_again
def export(visit: Visit) -> AnyResponse:
    """Send the whole diary as an archive."""
    content = archive.export(visit.session, visit.person, visit.today)
    return _zip(content, f"tidemark-{visit.today.isoformat()}.zip")


@blueprint.get("/form")
@public
def form() -> AnyResponse:
    """Show the form of the files, for whoever makes some."""
    return page(
        "archive/form.html",
        active="settings",
        files=file_tables(),
        profile=profile_table(),
        codes=code_tables(),
    )


@blueprint.get("/empty.zip")
@public
def empty() -> AnyResponse:
    """Send an archive that holds nothing, to start from."""
    return _zip(write_archive(Diary()), "tidemark-empty.zip")


@blueprint.post("/upload")
@own
def upload(visit: Visit) -> AnyResponse:
    """Read a file and go on to what it leaves open, then to its preview; nothing is added yet."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _start_page(form, 422)
    try:
        file = form.archive.data
        upload_id = archive.keep_upload(
            visit.session, visit.person, file.read(), visit.now, file.filename or ""
        )
    except ArchiveError as error:
        form.refuse(Refused(upload_refusal(error), "archive"))
        return _start_page(form, 422, trouble_rows(error.parts))
    return redirect(url_for("archive.preview", public_id=upload_id), 303)


@blueprint.get("/preview/<public_id>")
@own
def preview(visit: Visit, public_id: str) -> AnyResponse:
    """Show what the file would add, once nothing is left to ask."""
    if pending.next_open(visit.session, visit.person, public_id, visit.now) is not None:
        return redirect(url_for("lists.show", public_id=public_id), 303)
    return _preview_page(visit, public_id)


@blueprint.get("/preview/<public_id>/differences.csv")
@own
def differences(visit: Visit, public_id: str) -> AnyResponse:
    """Send all that the file says otherwise, as a list."""
    found = archive.preview_import(visit.session, visit.person, public_id, visit.now)
    rows = differences_table(difference_rows(found.differences))
    return _send_list("differences.csv", ("Day", "What", "Your diary", "The file"), rows)


@blueprint.get("/preview/<public_id>/left-out.csv")
@own
def left_out(visit: Visit, public_id: str) -> AnyResponse:
    """Send all that is left out of the file, row by row, with why."""
    rows = rows_left_out(visit.session, visit.person, public_id, visit.now)
    return _send_list("left-out.csv", LEFT_OUT_COLUMNS, left_out_table(rows))


@blueprint.post("/preview/<public_id>")
@own
def add(visit: Visit, public_id: str) -> AnyResponse:
    """Add the archive to the diary, and settle what differs as the person chose."""
    form = sent_import_form()
    if not form.validate_on_submit():
        return _preview_page(visit, public_id, status=422)
    sent = form.sent()
    try:
        added = archive.add_kept(
            visit.session, visit.person, sent, public_id, visit.now, form.said()
        )
    except KeyReused:
        return _preview_page(visit, public_id, ADDED_BEFORE, 409)
    except StaleEdit:
        return _preview_page(visit, public_id, CHANGED_MEANWHILE, 409)
    flash_done(added_sentence(added), url_for("archive.undo", key=sent.key), "Undo")
    return redirect(url_for("history.show"), 303)


@blueprint.post("/undo/<key>")
@own
def undo(visit: Visit, key: str) -> AnyResponse:
    """Take back what was just brought in."""
    is_all_undone = undo_import(visit.session, visit.person, key)
    flash_done(IMPORT_UNDONE if is_all_undone else IMPORT_PARTLY_UNDONE)
    return redirect(url_for("history.show"), 303)


def _zip(content: bytes, name: str) -> AnyResponse:
    return send_file(
        io.BytesIO(content), mimetype="application/zip", as_attachment=True, download_name=name
    )


def _start_page(
    form: UploadForm, status: int = 200, troubles: Sequence[TroubleRow] = ()
) -> Response:
    return page("archive/show.html", active="settings", status=status, form=form, troubles=troubles)


def _preview_page(visit: Visit, public_id: str, refused: str = "", status: int = 200) -> Response:
    found = archive.preview_import(visit.session, visit.person, public_id, visit.now)
    differences = difference_rows(found.differences)
    form = import_form(found, differences)
    if status != 200:
        form.validate_on_submit()
    if refused:
        form.renew_key()
        form.show_afresh(differences)
        form.form_errors.append(refused)
    return page(
        "archive/preview.html",
        active="settings",
        # Without anything to add there is no form that could be wrong.
        status=200 if found.adds_nothing else status,
        form=form,
        preview=found,
        rows=preview_rows(found),
        period=period_words(found),
        differences=len(differences),
        lists=[list_preview(one) for one in found.lists],
        nothing_new=nothing_new_sentence(found),
        left_out=trouble_rows(found.left_out),
        odd_amounts=odd_amount_rows(found),
        came_twice=came_twice_sentence(found),
        row_counts=row_counts_sentence(found),
    )


def _send_list(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Return a download that spreadsheets open, none of whose cells they run."""
    content = sheet_bytes(columns, ([defuse(cell) for cell in row] for row in rows))
    return send_file(
        io.BytesIO(content), mimetype="text/csv", as_attachment=True, download_name=name
    )
