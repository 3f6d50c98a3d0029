"""Which medicines a name may have been meant for: slips, short forms, labels that cut a name.

Nothing is taken for granted here: the person is asked.
"""

from collections.abc import Iterator
from types import MappingProxyType

from app.clinical.catalogue import CATALOGUE, NAME_TABLES
from app.clinical.name_match import match_names
from app.clinical.name_table import words_of
from app.clinical.slips import closest, lengthened

_MOST = 3
# Short forms that may mean more than one medicine, or something else altogether. They only lead
# to a question, so no register is cited for them. Lonarid holds codeine in one country and
# caffeine in another.
_SHORT_FORMS = MappingProxyType(
    {
        "bupe, bup": ("buprenorphine",),
        "sub": ("Suboxone", "Subutex"),
        "fent, fenty": ("fentanyl",),
        "tram, trammy": ("tramadol",),
        "hydros": ("hydrocodone", "hydromorphone"),
        "hc": ("hydrocodone",),
        "dilly, dillie, dillies, dillys": ("Dilaudid",),
        "vic, vick, vicky, vike, viko, vico": ("Vicodin",),
        "oc, oxycon": ("OxyContin",),
        "roxi, roxie": ("Roxicodone",),
        "demmie, demmies": ("Demerol",),
        "dolly, dollies": ("Dolophine",),
        "T 1": ("Tylenol 1",),
        "T 2": ("Tylenol 2",),
        "T 3": ("Tylenol 3",),
        "T 4": ("Tylenol 4",),
        "222": ("codeine/aspirin/caffeine",),
        "282": ("codeine/aspirin/caffeine",),
        "292": ("codeine/aspirin/caffeine",),
        "Lonarid": ("codeine/acetaminophen", "acetaminophen/caffeine"),
    }
)


def did_you_mean(name: str) -> tuple[str, ...]:
    """Return up to three medicines that a name may be meant for, the nearest first.

    What else is known of the name stays beside it: a label's "HYDROCO/APAP".

    >>> did_you_mean("hydrocodne 5 mg"), did_you_mean("percoset"), did_you_mean("willow bark")
    (('hydrocodone',), ('Percocet',), ())
    >>> did_you_mean("T3"), did_you_mean("hydros"), did_you_mean("HYDROCO/APAP")
    (('Tylenol 3',), ('hydrocodone', 'hydromorphone'), ('hydrocodone/acetaminophen',))
    """
    found, rest = match_names(name)
    known = [one.medication for one, _ in found if not one.substance.is_opioid]
    meant = [*_in_short(words_of(name)), *_in_rest(rest, is_beside_another=bool(found))]
    whole = ("/".join([one, *known]) if one in _GENERIC else one for one in meant)
    return tuple(dict.fromkeys(whole))[:_MOST]


def _in_short(words: tuple[str, ...]) -> Iterator[str]:
    for at in range(len(words)):
        for length in (2, 1):
            yield from _BY_SHORT_FORM.get(words[at : at + length], ())


def _in_rest(rest: list[str], *, is_beside_another: bool) -> Iterator[str]:
    for word in rest:
        yield from lengthened(word, _GENERIC, is_beside_another=is_beside_another)
    for word in rest:
        yield from (_SPELLED[slip] for slip in closest(word, tuple(_SPELLED)))


def _short_forms() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for forms, meant in _SHORT_FORMS.items():
        for form in forms.split(", "):
            words = words_of(form)
            yield words, meant
            yield (*words, "s") if words[-1].isdigit() else (f"{words[-1]}s",), meant


def _spellings() -> Iterator[tuple[str, str]]:
    """Yield the single words that a slip may be meant for, each with how it is shown."""
    for table in NAME_TABLES:
        for key, names in table.names.items():
            for name in names.split(", "):
                words = words_of(name)
                yield words[0], name if table.is_of_brands else key
    for substance in CATALOGUE:
        for name in (substance.code, *substance.synonyms):
            yield words_of(name)[0], name


_BY_SHORT_FORM = MappingProxyType(dict(_short_forms()))
_SPELLED = dict(reversed(list(_spellings())))
_GENERIC = tuple(substance.code for substance in CATALOGUE if " " not in substance.code)
