"""Words in a column of medicines that say that nothing was taken."""

import re

NO_MEDICINE = "says that no medicine was taken."
# English, German, French, Spanish, Italian, Dutch, and what programs write for nothing.
_WORDS = frozenset(
    {"none", "nil", "nothing", "no", "na", "n a", "nan", "null", "not taken", "none taken", "0"}
    | {"no medicine", "no medicines", "no medication", "no medications", "no meds", "no pills"}
    | {"keine", "keins", "keines", "kein", "nichts", "nix", "entfällt", "ohne", "nein"}
    | {"keine medikamente", "kein medikament", "keine tabletten", "keine einnahme"}
    | {"aucun", "aucune", "rien", "néant", "neant", "non", "aucun médicament", "sans médicament"}
    | {"pas de médicament", "pas de médicaments", "aucun medicament", "sans"}
    | {"ninguno", "ninguna", "nada", "sin medicación", "sin medicacion", "ningún medicamento"}
    | {"sin medicamento", "sin medicamentos"}
    | {"nessuno", "nessuna", "niente", "nulla", "nessun farmaco", "nessun medicinale"}
    | {"geen", "niets", "nvt", "n v t", "nee", "geen medicatie", "geen medicijn"}
    | {"geen medicijnen", "ingen", "inga", "inget", "intet", "ingenting"}
)
_NO_LETTERS = re.compile(r"[\W_]+")


def says_no_medicine(written: str) -> bool:
    """Tell whether a cell says that no medicine was taken; an empty one says nothing.

    >>> [says_no_medicine(text) for text in ("None", " - ", "n/a", "Keine.", "", "Nopil")]
    [True, True, True, True, False, False]
    """
    return bool(written.strip()) and _NO_LETTERS.sub(" ", written.casefold()).strip() in (
        "",
        *_WORDS,
    )
