"""The pages of Learn: their order, what each rests on, and when it was last looked over."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import url_for

from app.clinical.emergency import COUNTRIES
from app.clinical.sources import SOURCES, Source
from app.diary.day_words import day_words
from app.web.advisory.questions import SUGGESTED

# A page older than this is due: the test of the pages warns.
REVIEW_EVERY_MONTHS = 18
_REVIEWED = date(2026, 11, 30)


@dataclass(frozen=True)
class Article:
    """One page of Learn.

    Attributes:
        slug: its place in the address, and the name of its template.
        title: its heading.
        intro: what it says, in a sentence.
        source_ids: the sources it cites, in the order of their numbers.
        reviewed_on: when its words were last held against the sources.
    """

    slug: str
    title: str
    intro: str
    source_ids: tuple[str, ...]
    reviewed_on: date = _REVIEWED

    @property
    def template(self) -> str:
        return f"reading/learn/{self.slug}.html"

    @property
    def reviewed(self) -> str:
        """The day of the last review in words."""
        return day_words(self.reviewed_on)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number that a source has on this page, by its id."""
        return {source_id: number for number, source_id in enumerate(self.source_ids, start=1)}

    @property
    def sources(self) -> list[Source]:
        """The sources in the order of their numbers.

        Raises:
            KeyError: an id is not in the registry.
        """
        return [SOURCES[source_id] for source_id in self.source_ids]

    def is_due(self, today: date) -> bool:
        """Tell whether the page should be held against its sources again."""
        months = (today.year - self.reviewed_on.year) * 12 + today.month - self.reviewed_on.month
        months -= today.day < self.reviewed_on.day
        return months >= REVIEW_EVERY_MONTHS


ARTICLES = (
    Article(
        "when-pain-medicine-makes-pain-worse",
        "When pain medicine makes pain worse",
        "Opioids ease pain. In some people, they start to do the opposite.",
        ("fda-2023", "lee-2011", "eisenberg-2015", "guichard-2022", "hss-dependence"),
    ),
    Article(
        "signs",
        "Signs to know",
        "What this kind of pain can look like, and what your diary can show.",
        ("fda-2023", "chen-2014", "tompkins-2011", "lee-2011", "mhc-2015", "mypcnow-57"),
    ),
    Article(
        "tolerance-or-paradoxical-pain",
        "Tolerance or paradoxical pain?",
        "They look much the same at first. What comes after a dose change can be different.",
        (
            "chen-2014",
            "fpm-28",
            "hayes-2020",
            "rieb-2016",
            "dydyk-2020",
            "sturgeon-2018",
            "schneider-2012",
        ),
    ),
    Article(
        "how-it-happens",
        "How it happens",
        "Your nerves can learn to turn pain up. Here’s what we know so far.",
        ("schmerz-2005", "echeverria-2023", "dydyk-2020", "mhc-2015"),
    ),
    Article(
        "what-it-can-lead-to",
        "What it can lead to",
        "Why it is worth talking about early.",
        (
            "lee-2011",
            "fda-2023",
            "hayes-2020",
            "kotlinska-2022",
            "ladron-2023",
            "schneider-2012",
            "fda-2025",
            "guichard-2022",
        ),
    ),
    Article(
        "how-it-is-found",
        "How it is found",
        "There’s no test. It takes a good look at the whole story.",
        ("chen-2014", "mhc-2015", "fda-2019", "hhs-2019"),
    ),
    Article(
        "what-can-be-done",
        "What can be done",
        "There are ways to treat it. Here’s what to ask about.",
        (
            "guichard-2022",
            "mhc-2015",
            "fda-2019",
            "taper-review-2020",
            "frank-2017",
            "cdc-nonopioid",
            "dydyk-2020",
        ),
    ),
    Article(
        "talking-to-your-provider",
        "Talking to your provider",
        "A few words to start with, and questions to choose from.",
        ("fda-2019",),
    ),
    Article(
        "stay-safe",
        "Stay safe",
        "What to do when it is urgent, and who to call.",
        (
            "fda-2019",
            "fda-2023",
            "fda-2025",
            "asam-2025",
            "kane-overdose",
            "pa-naloxone",
            "alberta-withdrawal",
            *dict.fromkeys(
                line.source_id
                for country in COUNTRIES.values()
                for line in (*country.emergency, *country.crisis)
                if line.source_id != "asam-2025"
            ),
            "nida-treatable",
            "samhsa-helpline",
        ),
    ),
    Article(
        "what-tidemark-is",
        "What Tidemark is and is not",
        "A diary that shows patterns. It’s not a doctor, and nobody is watching what you write.",
        ("tidemark-rules",),
    ),
)
BY_SLUG = {article.slug: article for article in ARTICLES}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands among the others; None before the first and after the last."""

    number: int
    count: int
    before: Article | None
    after: Article | None


def place_of_article(article: Article) -> Place:
    """Return which page it is, and its neighbours."""
    index = ARTICLES.index(article)
    return Place(
        number=index + 1,
        count=len(ARTICLES),
        before=ARTICLES[index - 1] if index else None,
        after=ARTICLES[index + 1] if index + 1 < len(ARTICLES) else None,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the provider, and the page of a new share with it ticked."""

    text: str
    href: str


def questions() -> list[Question]:
    """Return the questions that sharing suggests, too."""
    return [
        Question(text, url_for("share.show_new", question=code)) for code, text in SUGGESTED.items()
    ]
