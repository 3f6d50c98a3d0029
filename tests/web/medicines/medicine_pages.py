"""Ways through the pages of medicines that several tests take."""

from tests.client import Browser, Page

TABLET = "oral-tablet-immediate-"
PATCH = "transdermal-patch-extended-"


def begin(browser: Browser, substance: str = "", own_name: str = "") -> Page:
    """Name a medicine and come to the next page."""
    form = browser.get("/medicines/add")
    sent = browser.send(form, "/medicines/add", substance=substance, own_name=own_name)
    return browser.follow(sent)


def say_opioid(browser: Browser, page: Page, answer: str) -> Page:
    """Answer whether each medicine of the page is an opioid; come to the next page."""
    said = dict.fromkeys(opioid_questions(page), answer)
    return browser.follow(browser.send(page, post_of(page), **said))


def opioid_questions(page: Page) -> set[str]:
    """Return the fields that ask whether a medicine is an opioid."""
    names = {box.get("name") or "" for box in page.root.iter("input")}
    asked = {name for name in names if name.startswith("opioid_")}
    assert asked, page.text
    return asked


def add_unasked(browser: Browser, name: str) -> Page:
    """Add a medicine that nobody knows, past the question whether it is an opioid."""
    begin(browser, own_name=name)
    route = browser.get("/medicines/add/route")
    page = browser.follow(browser.send(route, "/medicines/add/route", route="oral"))
    said = {"amount": "2", "unit": "drop", "how_often": "when_needed"}
    return browser.follow(browser.send(page, "/medicines/add/amount", **said))


def choose_kind(browser: Browser, page: Page, kind: str) -> Page:
    """Say which kind it is and come to the amount."""
    return browser.follow(browser.send(page, "/medicines/add/kind", kind=kind))


def add_oxycodone(browser: Browser, **said: str) -> Page:
    """Add oxycodone 10 mg twice a day since January; return its own page."""
    page = choose_kind(browser, begin(browser, "oxycodone"), TABLET)
    amounts = {"amount": "10", "how_often": "2", "started_on": "2026-01-05"} | said
    page = browser.follow(browser.send(page, "/medicines/add/amount", **amounts))
    if "/medicines/add/times" in page.address:
        page = browser.follow(browser.send(page, "/medicines/add/times"))
    return open_medicine(browser, page, "oxycodone")


def add_fentanyl(browser: Browser, **said: str) -> Page:
    """Add a patch of 25 mcg/h; return its own page."""
    page = choose_kind(browser, begin(browser, "fentanyl"), PATCH)
    typed = {"amount": "25", "count_at_once": "1", "change_every": "72", "is_on": "no"} | said
    page = browser.follow(browser.send(page, "/medicines/add/amount", **typed))
    return open_medicine(browser, page, "fentanyl")


def open_medicine(browser: Browser, page: Page, name: str) -> Page:
    """Follow the list's link to the medicine of this name."""
    return browser.get(link(page, name))


def link(page: Page, words: str) -> str:
    """Return where the link with these words leads."""
    for a in page.root.iter("a"):
        if " ".join("".join(a.itertext()).split()).startswith(words):
            return a.get("href") or ""
    raise AssertionError(f"no link {words!r} on {page.address}: {page.text[:800]}")


def post_of(page: Page) -> str:
    """Return where the page's main form is sent."""
    main = page.root.find(".//main")
    assert main is not None
    return next(form.get("action") or "" for form in main.iter("form"))
