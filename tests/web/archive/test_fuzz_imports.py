"""Any table of any form through the pages, answered anyhow: never a fault, nothing lost unseen."""

import csv
import io
import random
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.client import Browser, Page
from tests.interop.other_apps.test_fuzz_lists import CELLS, FORMS, HEADINGS, written
from tests.interop.samples import SAMPLE
from tests.web.archive.uploads import zipped_text

pytestmark = pytest.mark.slow

MOST_PAGES = 12
TYPED = ("", "5 mg", "1 tablet", "nonsense", "12 mcg/h")
a_few = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def rows_of(text: str) -> list[list[str]]:
    found = csv.reader(io.StringIO(text.replace("\\n", "\n"), newline=""))
    return [row for row in found if row]


def any_table(chance: random.Random) -> bytes:
    """A table of a known app with other cells, rows and columns; or any table at all."""
    if chance.random() < 0.3:
        width = chance.randint(1, 6)
        rows = [[chance.choice(CELLS) for _ in range(width)] for _ in range(chance.randint(0, 8))]
        return written(chance.sample(HEADINGS, width), rows, chance.choice(",;\t"))
    head, *rows = rows_of(chance.choice(FORMS))
    rows = [list(chance.choice(rows)) for _ in range(chance.randint(1, 8))] if rows else []
    for row in rows:
        for _ in range(chance.randint(0, 3)):
            row[chance.randrange(len(row))] = chance.choice(CELLS)
    order = list(range(len(head)))
    if chance.random() < 0.3:
        chance.shuffle(order)
    shuffled = [[row[at] if at < len(row) else "" for at in order] for row in rows]
    return written([head[at] for at in order], shuffled, chance.choice(",;\t"))


def any_own_file(chance: random.Random) -> bytes:
    """Our own four files with a few other cells."""
    files = {name: content.decode() for name, content in SAMPLE.items()}
    name = chance.choice(["entries.csv", "doses.csv", "events.csv"])
    rows = rows_of(files[name])
    for _ in range(chance.randint(1, 3)):
        row = chance.choice(rows[1:])
        row[chance.randrange(len(row))] = chance.choice([*CELLS, "3", "2026-02-28", ""])
    files[name] = written(rows[0], rows[1:], chance.choice(",;\t")).decode()
    return zipped_text(files)


def fetched(alice: Browser, address: str) -> Page:
    response = alice.client.get(address, follow_redirects=True)
    return alice.inspected(response, response.request.path, 200)


def anyhow(page: Page, chance: random.Random) -> dict[str, list[str]]:
    """Answer the page's form as somebody might who does not look."""
    form = page.form(page.address)
    values = page.form_values(page.address)
    changes = chance.random() < 0.6
    for select in form.iter("select"):
        if not changes and not (select.get("name") or "").startswith("subject_"):
            continue
        values[select.get("name")] = [chance.choice(list(select.iter("option"))).get("value") or ""]
    radios: dict[str, list[str]] = {}
    for box in form.iter("input"):
        name, kind = box.get("name") or "", box.get("type") or "text"
        if kind == "radio":
            radios.setdefault(name, []).append(box.get("value") or "")
        elif kind == "checkbox" and name != "leave_out" and chance.random() < 0.3:
            values[name] = [box.get("value") or ""]
        elif kind == "text":
            values[name] = [chance.choice(TYPED)]
    chosen = {name: [chance.choice(sides)] for name, sides in radios.items()}
    return values | {name: side for name, side in chosen.items() if chance.random() < 0.8}


def plainly(page: Page) -> dict[str, list[str]]:
    """Answer with the first of what is offered; write nothing."""
    values = page.form_values(page.address)
    for box in page.form(page.address).iter("input"):
        if (box.get("type") or "text") == "text":
            values[box.get("name") or ""] = [""]
        if box.get("type") == "radio":
            values.setdefault(box.get("name") or "", [box.get("value") or ""])
    return values


def to_the_preview(alice: Browser, page: Page, chance: random.Random) -> Page:
    for number in range(MOST_PAGES):
        if page.address.startswith("/archive/preview/"):
            return page
        # Nonsense is refused each time: at last something that can be used is answered.
        values = anyhow(page, chance) if number < 6 else plainly(page)
        if number > 3 and "leave_out" in page.html:
            values["leave_out"] = ["y"]
        response = alice.client.post(page.address, data=values)
        assert response.status_code in (303, 422), response.status_code
        if response.status_code == 422:
            page = alice.inspected(response, page.address, 422)
        else:
            page = fetched(alice, str(response.location))
    raise AssertionError("asked for ever")


def check_nothing_is_lost(alice: Browser, preview: Page) -> None:
    left_out = alice.client.get(f"{preview.address}/left-out.csv")
    assert left_out.status_code == 200
    listed = list(csv.reader(io.StringIO(left_out.get_data(as_text=True))))[1:]
    told = re.findall(r"Rows in the file: (\d+)\. Read: (\d+)\. Left out: (\d+)\.", preview.text)
    for whole, read, left in told:
        assert int(whole) == int(read) + int(left)
    whole_rows = [row for row in listed if row[1] and not row[2]]
    assert sum(int(left) for _, _, left in told) == len(whole_rows)


def bring_in_and_take_back(alice: Browser, preview: Page, chance: random.Random) -> None:
    before = alice.client.get("/archive/diary.zip").get_data()
    if f'action="{preview.address}"' not in preview.html:
        assert "nothing here to add" in preview.text or "already" in preview.text
        return
    values = anyhow(preview, chance)
    response = alice.client.post(preview.address, data=values)
    if response.status_code == 422:
        alice.inspected(response, preview.address, 422)
        values |= {name: [""] for name in values if name.startswith("strength_")}
        response = alice.client.post(preview.address, data=values)
    assert response.status_code == 303, response.status_code
    again = alice.client.post(preview.address, data=values)
    assert again.location == response.location, "a double tap"
    assert alice.client.get("/archive/diary.zip").status_code == 200
    for page in ("/", "/history", "/medicines", "/trends"):
        assert alice.client.get(page).status_code == 200
    done = fetched(alice, "/history")
    undo = re.search(r'action="(/archive/undo/[^"]+)"', done.html)
    if undo is not None:
        assert alice.client.post(undo[1], data=done.form_values(undo[1])).status_code == 303
        assert alice.client.get("/archive/diary.zip").get_data() == before


@given(st.integers(0, 2**32))
@example(4056)  # only nonsense at first
@a_few
def test_any_list(alice: Browser, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - what is answered hangs on the page
    # The forms tell of November 2026; here it is March.
    content = any_table(chance).replace(b"2026", b"2025").replace(b"/26", b"/25")
    sent = try_upload(alice, content, "list.csv")
    if sent is not None:
        preview = to_the_preview(alice, sent, chance)
        check_nothing_is_lost(alice, preview)
        bring_in_and_take_back(alice, preview, chance)


@given(st.integers(0, 2**32))
@a_few
def test_any_change_in_our_own_files(alice: Browser, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    sent = try_upload(alice, any_own_file(chance), "diary.zip")
    if sent is not None:
        check_nothing_is_lost(alice, sent)
        bring_in_and_take_back(alice, sent, chance)


def try_upload(alice: Browser, content: bytes, name: str) -> Page | None:
    """Return the page that follows; None where the file was refused with a sentence."""
    page = alice.get("/archive")
    values = {key: value[0] for key, value in page.form_values("/archive/upload").items()}
    response = alice.client.post(
        "/archive/upload",
        data={**values, "archive": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )
    assert response.status_code in (303, 422)
    if response.status_code == 422:
        assert "Choose another file." in alice.inspected(response, "/archive/upload", 422).text
        return None
    return fetched(alice, str(response.location))
