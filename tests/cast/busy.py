"""A busy diary, and for each form of the app a way to fill it in right."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

from flask import Flask
from sqlalchemy.orm import Session

from app.diary.example import example_diary
from app.interop.archive import write_archive
from app.models import Medicine
from app.services.account.mailed_codes import make_mailed_code
from tests.cast.authenticator import ALICES, Authenticator, challenge_on
from tests.cast.diary import a_medicine
from tests.cast.filled import FilledDiary, fill
from tests.cast.links import give_link
from tests.cast.people import HASHED_PASSWORD, NOW, PASSWORD, add_person, database_of
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import (
    TABLET,
    add_unasked,
    begin,
    choose_kind,
    opioid_questions,
    say_opioid,
)

STOPPED_ON = date(2026, 2, 1)
# Eight medicines at two times: as many due doses a day as anybody on Tidemark has to log.
SCHEDULED, AS_NEEDED = 8, 3

Typed = dict[str, str | list[str] | tuple[BytesIO, str]]
# The page on which a form stands, where it is sent, and what is typed into it.
Form = tuple[Page, str, Typed]
Way = Callable[[Browser, dict[str, str]], Form]


def busy_diary(app: Flask) -> tuple[FilledDiary, dict[str, str]]:
    """Fill Alice's diary; return it, and the ids that stand in addresses."""
    owner_id = add_person(database_of(app), "alice")
    diary = fill(app, owner_id)
    with database_of(app).writing() as session:
        stopped = add_medicines(session, owner_id, SCHEDULED)
    code = give_link(app, "alice", NOW.date() - timedelta(days=89), NOW.date())
    named = {key.replace(":", "_").replace(".", "_"): text for key, text in diary.ids.items()}
    codes = mailed_codes(app, owner_id)
    return diary, named | codes | {"stopped": stopped, "code": code}


def mailed_codes(app: Flask, owner_id: int) -> dict[str, str]:
    """Return a code of each kind, as if it had come by mail."""
    new = {"email": "new@example.org"}
    with database_of(app).writing() as session:
        return {
            "reset_code": make_mailed_code(session, "reset", NOW, person_id=owner_id),
            "email_code": make_mailed_code(session, "email", NOW, person_id=owner_id, **new),
            "sign_up_code": make_mailed_code(
                session, "sign-up", NOW, password_hash=HASHED_PASSWORD, **new
            ),
        }


def add_medicines(session: Session, owner_id: int, scheduled: int) -> str:
    """Add medicines at two times a day and some as needed; return the id of one stopped since."""
    rows = [own(owner_id, f"of my own {n}", "08:00", "20:00") for n in range(scheduled)]
    rows += [own(owner_id, f"when needed {n}") for n in range(AS_NEEDED)]
    stopped = own(owner_id, "from before")
    stopped.stopped_on = STOPPED_ON
    session.add_all([*rows, stopped])
    session.commit()
    return stopped.public_id


def own(owner_id: int, name: str, *times: str) -> Medicine:
    """Return a medicine under the person's own name, which no catalogue knows."""
    return a_medicine(owner_id, name, *times, substance=None)


def form(address: str, action: str = "", **typed: str | list[str]) -> Way:
    """Fill in the form that stands at `address` and is sent to `action`, else back there."""

    def way(browser: Browser, ids: dict[str, str]) -> Form:
        page = browser.get(address.format(**ids))
        filled = {
            name: text.format(**ids) if isinstance(text, str) else text
            for name, text in typed.items()
        }
        return page, (action or address).format(**ids), filled

    return way


def sheet(address: str) -> Way:
    """Fill in a day's sheet: scores, an event, every due dose, everything as needed."""

    def way(browser: Browser, ids: dict[str, str]) -> Form:
        page = browser.get(address.format(**ids))
        # Today's doses are buttons, of which only one is pressed: the boxes of a past day send
        # the same fields, and one sending of them all is the dearest.
        names = [name for name in names_of(page) if name.startswith("took-")]
        times = [name for name in fields_of(page) if name.startswith("at-")]
        typed: Typed = {"average_pain": "6", "touch": "3", "kinds": ["illness"], "note": "rain"}
        typed |= dict.fromkeys(names, "y")
        if address != "/":
            typed |= dict.fromkeys(times, "09:30")
        return page, address.format(**ids), typed

    return way


def fields_of(page: Page) -> list[str]:
    main = page.root.find(".//main")
    assert main is not None
    return [field.get("name") or "" for field in main.iter("input")]


def names_of(page: Page) -> list[str]:
    buttons = page.root.iter("button")
    return [*fields_of(page), *(button.get("value") or "" for button in buttons)]


def undo(of: Way, action: str) -> Way:
    """Send a form, and press the button of the message that takes it back."""

    def way(browser: Browser, ids: dict[str, str]) -> Form:
        page, address, typed = of(browser, ids)
        page = browser.follow(browser.send(page, address, **typed))
        actions = [found.get("action") or "" for found in page.root.iter("form")]
        return page, next(found for found in actions if action in found), {}

    return way


def advisory_answer(browser: Browser, ids: dict[str, str]) -> Form:
    browser.send(*form("/advisory", "/advisory/question")(browser, ids)[:2], what="nothing_new")
    return browser.get("/advisory"), "/advisory/answer", {"answer": "later"}


def new_kind(browser: Browser, _ids: dict[str, str]) -> Form:
    return begin(browser, "oxycodone"), "/medicines/add/kind", {"kind": TABLET}


def new_route(browser: Browser, _ids: dict[str, str]) -> Form:
    page = say_opioid(browser, begin(browser, own_name="willow bark"), "no")
    return page, "/medicines/add/route", {"route": "oral"}


def new_meant(browser: Browser, _ids: dict[str, str]) -> Form:
    page = begin(browser, own_name="hydrocodne")
    return page, "/medicines/add/meant", {"meant": "hydrocodone"}


def new_opioid(browser: Browser, _ids: dict[str, str]) -> Form:
    page = begin(browser, own_name="willow bark")
    return page, "/medicines/add/opioid", dict.fromkeys(opioid_questions(page), "no")


def unknown_medicines(browser: Browser, _ids: dict[str, str]) -> Form:
    add_unasked(browser, "willow bark")
    page = browser.get("/medicines/opioids")
    return page, "/medicines/opioids", dict.fromkeys(opioid_questions(page), "no")


def one_medicine(browser: Browser, ids: dict[str, str]) -> Form:
    page = browser.get(f"/medicines/{ids['medicine_id']}/opioid")
    return page, page.address, dict.fromkeys(opioid_questions(page), "yes")


def new_amount(browser: Browser, ids: dict[str, str]) -> Form:
    page = choose_kind(browser, new_kind(browser, ids)[0], TABLET)
    return page, "/medicines/add/amount", {"amount": "10", "how_often": "2"}


def new_times(browser: Browser, ids: dict[str, str]) -> Form:
    page, action, typed = new_amount(browser, ids)
    return browser.follow(browser.send(page, action, **typed)), "/medicines/add/times", {}


def share_preview(browser: Browser, _ids: dict[str, str]) -> Form:
    return browser.get("/share/new"), "/share/new", {"sections": ["chart", "medicines", "advisory"]}


def share_make(browser: Browser, ids: dict[str, str]) -> Form:
    page, action, typed = share_preview(browser, ids)
    return browser.send(page, action, 200, **typed), "/share/links", {}


def share_open(browser: Browser, ids: dict[str, str]) -> Form:
    return browser.get("/s"), "/s", {"code": ids["code"]}


def upload(browser: Browser, _ids: dict[str, str]) -> Form:
    archive = (BytesIO(write_archive(example_diary(NOW.date()))), "diary.zip")
    return browser.get("/archive"), "/archive/upload", {"archive": archive}


def new_passkey(browser: Browser, _ids: dict[str, str]) -> Form:
    page, action = browser.get("/settings/passkeys"), "/settings/passkeys"
    made = Authenticator(credential_id=b"another").make(challenge_on(page, action))
    return page, action, {"credential": made}


def passkey_at(address: str) -> Way:
    """Answer with the passkey where one is asked for."""

    def way(browser: Browser, _ids: dict[str, str]) -> Form:
        page, action = browser.get(address), f"{address}/passkey"
        return page, action, {"credential": ALICES.answer(challenge_on(page, action))}

    return way


def a_list(browser: Browser, _ids: dict[str, str]) -> Form:
    page, action, typed = upload(browser, {})
    sheet = (BytesIO(b"date,pain\n2026-03-01,7\n"), "mine.csv")
    values = page.form_values(action) | typed | {"archive": sheet}
    sent = browser.client.post(action, data=values, follow_redirects=True)
    asked = browser.inspected(sent, sent.request.path, 200)
    return asked, asked.address, {"date": "0", "pain": "1"}


A_DOSE = form("/doses/new/{medicine_id}", which="extra", amount="5", when="now")
TAKE_OFF = form("/patches/{patches_public_id}/off", when="now")
WAYS: dict[str, Way] = {
    "account.sign_in": form("/sign-in", email="alice@example.org", password=PASSWORD),
    "account.sign_out": form("/settings", "/sign-out"),
    "account.sign_up": form("/sign-up", email="erin@example.org", password=PASSWORD),
    "address.ask": form("/settings/email", email="new@example.org"),
    "address.change": form("/settings/email/code", code="{email_code}"),
    "advisory.answer": advisory_answer,
    "advisory.answer_question": form("/advisory", "/advisory/question", what="nothing_new"),
    "archive.undo": undo(form("/archive/preview/{archive_public_id}"), "/archive/undo/"),
    "archive.add": form("/archive/preview/{archive_public_id}"),
    "archive.upload": upload,
    "lists.answer": a_list,
    "devices.end": form("/settings/devices", "/settings/devices/{devices_device_id}/end"),
    "devices.end_others": form("/settings/devices", "/settings/devices/end-others"),
    "doses.delete": form("/doses/{doses_public_id}/delete"),
    "doses.edit": form("/doses/{doses_public_id}/edit", amount="12"),
    "new_doses.log": A_DOSE,
    "doses.undo": undo(A_DOSE, "/undo"),
    "entries.change_check_in": form(
        "/entries/check-in/{entries_change_check_in_public_id}", average_pain="1"
    ),
    "entries.change_event": form("/entries/event/{entries_change_event_public_id}", note="rain"),
    "entries.delete_check_in": form("/entries/check-in/{entries_delete_check_in_public_id}/delete"),
    "entries.delete_event": form("/entries/event/{entries_delete_event_public_id}/delete"),
    "history.add": sheet("/history/{day}/add"),
    "history.undo": undo(sheet("/"), "/undo/"),
    "medicine_add.kind": new_kind,
    "medicine_add.route": new_route,
    "medicine_add.what": form("/medicines/add", substance="oxycodone"),
    "medicine_course.change_prescription": form("/medicines/{medicine_id}/dose", amount="30"),
    "undo_change.undo": form("/medicines/{medicine_id}/dose/{from_day}/remove"),
    "medicine_course.start_again": form("/medicines/{stopped}/start-again"),
    "medicine_course.stop": form("/medicines/{medicine_id}/stop"),
    "medicine_dose.amount": new_amount,
    "medicine_dose.times": new_times,
    "medicine_unknown.meant": new_meant,
    "medicine_unknown.opioid": new_opioid,
    "medicines.delete": form("/medicines/{medicine_id}/delete"),
    "medicines.edit": form("/medicines/{stopped}/edit", amount="12"),
    "opioid_question.answer_all": unknown_medicines,
    "opioid_question.answer_one": one_medicine,
    "passkeys.add": new_passkey,
    "passkeys.prove": passkey_at("/is-it-you"),
    "passkeys.remove": form("/settings/passkeys", "/settings/passkeys/{passkeys_public_id}/remove"),
    "passkeys.sign_in": passkey_at("/sign-in"),
    "patches.off": TAKE_OFF,
    "patches.still_on": undo(TAKE_OFF, "/still-on"),
    "proof.check": form("/is-it-you", password=PASSWORD),
    "recovery_codes.make": form("/settings/recovery-codes"),
    "reset.ask": form("/reset", email="alice@example.org"),
    "reset.set_password": form(
        "/reset/code", code="{reset_code}", password="a lamp beside the window"
    ),
    "sign_up_code.sign_up": form("/sign-up/code", code="{sign_up_code}"),
    "settings.change_password": form("/settings/password", password="a lamp beside the window"),
    "settings.day_end": form("/settings/day-end", hour="6"),
    "settings.today": form("/settings/today", opens_with="one", asks_about=["nausea"]),
    "settings.look": form("/settings/look", theme="dim", text_size="large"),
    "settings.delete": form("/settings/delete", sure="y"),
    "setup.areas": form("/about-you/where", areas=["neck"]),
    "setup.condition": form("/about-you/condition", condition="my hip"),
    "setup.opioid_start": form("/about-you/opioid-start", year="2019"),
    "setup.story": form("/about-you/story", pain="more"),
    "setup.time_zone": form("/about-you/time-zone", time_zone="Europe/Berlin"),
    "phone_zone.use": form("/", "/phone-zone", time_zone="Europe/Berlin"),
    "share.create": share_make,
    "share.preview": share_preview,
    "share.revoke": form("/share", "/share/links/{share_public_id}/revoke"),
    "share_view.reveal": share_open,
    "today.save": sheet("/"),
}
