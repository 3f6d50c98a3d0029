"""The style sheet: turns that our pages do without, each with the words that we use instead.

docs/words.md shows it. `tests/words/forbidden.py` lists what must never be said, and why; these are
only stiff, translated or uneven.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RULES = """\
- **Readers:** somebody in pain, tired, on a phone; and a provider with a minute to spare. One
  thought to a sentence, the most useful one first. Say what to do, then why.
- **Spelling** on pages is American, as the words of the clinics are (911, FDA, MME); dates are
  written 3 May 2026, which nobody can misread. Code and these documents are written in British
  English. "Tick" stays, because "check" would collide with check-in.
- **Contractions** where we would say them: it's, that's, I'm, here's. Never shortened: not. "Do
  not" and "cannot" are harder to misread than "don't" and "can't".
- **One word for one thing:** provider (who reads), prescriber (who sets a dose), medicine, dose,
  patch, diary, check-in, place (where it hurts), link, card (what Tidemark noticed).
- **Touch** is asked about with things people know: clothes, a sheet, a light stroke. For the
  provider it is the patient's report, never a test.
- **Errors** say what to do: "Enter the time too, like 08:30." Nobody is to blame; where it was us,
  the problem is on our side.
- **Whole sentences** with places to fill in; never a sentence put together from pieces, which
  another language could not put in order.
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that we do without.

    Attributes:
        pattern: how it reads, in any case.
        banned: an example of it, which the pattern must catch.
        preferred: the same in our words.
    """

    pattern: str
    banned: str
    preferred: str


TURNS = (
    Turn(
        r"\bstands? (?:on|at|in|as|here|there|above|below|beside|apart|behind)\b",
        "Usual times stand here",
        "These are common times",
    ),
    Turn(r"\bt(?:ake|akes|aken|ook|aking) (?:\w+ ){0,4}back\b", "Taken back", "Undone"),
    Turn(r"\bgo(?:es)? on\b", "Go on", "Continue"),
    Turn(r"\bany ?more\b", "I do not take it any more", "I no longer take it"),
    Turn(r"\bas a rule\b", "What you take as a rule", "What you usually take"),
    Turn(r"\bone (?:can|sees|has|may)\b", "A day one can name", "A day you can name"),
    Turn(r"\bwho has the\b", "Who has the link can look", "Anyone with the link can look"),
    Turn(r"\b(?:bring|brought|bringing) (?:\w+ )?in\b", "Bring one in", "Import a file"),
    Turn(
        r"\b(?:not|as|is|are|was) told\b|\btell that\b",
        "How it is prescribed is not told",
        "We do not know how this is prescribed",
    ),
    Turn(r"\bholds? (?:again|from|on)\b", "This holds from today on", "This applies from today"),
    Turn(r"\bgoes? for good\b|\bwhat goes\b|\bgoes too\b", "What goes", "What will be deleted"),
    Turn(r"\bpassed over\b", "Other columns are passed over", "Other columns are ignored"),
    Turn(
        r"\bto (?:stop|cut)(?: \w+){0,3} fast\b",
        "To stop fast can be dangerous",
        "Stopping suddenly can be dangerous",
    ),
    Turn(r"\bby day (?:and|or) night\b", "Call by day or night", "Call day or night"),
    Turn(r"\bslips? of\b", "A slip of typing", "A typing mistake"),
    Turn(r"\breads along\b|\bwatch over\b", "Nobody reads along", "Nobody is watching"),
    Turn(r"\binto the bottom\b", "Into the bottom", "Into the rectum"),
    Turn(r"\bspoke up\b|\bspeaks? up\b", "The FDA spoke up", "The FDA asked for it on the label"),
    Turn(r"\bthe body turns\b", "The body turns pain up", "Nerves can turn pain up"),
    Turn(r"\bstuff that\b", "Stuff that inflames", "Things that irritate the nerves"),
    Turn(r"\brest(?:s|ed) on\b", "What it rested on", "What it was based on"),
    Turn(
        r"(?<!out )(?<!page \d )(?<!page \d\d )\bof 10\b",
        "Pain was 6 of 10",
        "Pain was 6 out of 10",
    ),
    Turn(r"\b, to make \d", "14 more days, to make 14", "14 more days (14 needed)"),
    Turn(r"\ba while ago\b", "Taken since a while ago", "Started: date not given"),
    Turn(r"\bbroken bones\b", "Broken bones are more common", "Ask what to look out for"),
    Turn(
        r"\banother opioid helped\b",
        "Another opioid helped 72 of each 100",
        "How often this helps is not known",
    ),
    Turn(r"\bnoted before\b", "What Tidemark noted before", "What Tidemark noticed earlier"),
    Turn(r"\bhalf year\b", "In the last half year", "In the last 6 months"),
    Turn(r"\be[-\N{NON-BREAKING HYPHEN}]mail\b", "Your e-mail address", "Your email address"),
    Turn(r"\bif you like\)", "(if you like)", "(optional)"),
    Turn(r"\byour doing\b", "It is not your doing", "The problem is on our side"),
    Turn(
        r"\b(?:don|can|won|isn|aren|doesn|didn|couldn|shouldn)['’]t\b",
        "Don’t change your dose",
        "Do not change your dose",
    ),
    Turn(
        r"\b(?:colou?rs?(?<!colors)(?<!color)|grey|behaviours?|favou?rites?(?<!favorites)"
        r"(?<!favorite)|recognise\w*|organise\w*|sensitis\w*|programmes?|oesoph\w*|"
        r"(?:milli)?litres?)\b",
        "5 millilitres",
        "5 milliliters",
    ),
)


def faults_of_style(text: str) -> Iterator[tuple[str, str]]:
    """Yield each banned turn of a text with the words that we prefer."""
    for turn in TURNS:
        for found in re.finditer(turn.pattern, text, re.IGNORECASE):
            yield found.group(), turn.preferred


def sheet() -> str:
    """Return the style sheet as docs/words.md shows it."""
    rows = "".join(f"| {turn.banned} | {turn.preferred} |\n" for turn in TURNS)
    return f"## Style sheet\n\n{RULES}\n| not | but |\n|---|---|\n{rows}\n"
