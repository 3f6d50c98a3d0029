"""An amount as people take it: one and a half tablets of 5 mg, 7.5 mL of 10 mg in 5 mL."""

from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

# What is counted or measured, one and several.
PIECES = MappingProxyType(
    {
        "tablet": "tablets",
        "capsule": "capsules",
        "mL": "mL",
        "drop": "drops",
        "spray": "sprays",
        "film": "films",
        "suppository": "suppositories",
    }
)
_FRACTIONS = MappingProxyType({Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"})
# So many digits are kept of a third of a tablet.
_FINEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class AsTaken:
    """How an amount was counted, beside the amount itself.

    Attributes:
        count: how many pieces, or how many mL or drops.
        piece: a code of `PIECES`.
        strength: how much is in `per` of them.
        unit: of `strength`, a code of `app.clinical.units`.
        per: how many of them hold `strength`: 5 in "10 mg in 5 mL".
    """

    count: Decimal
    piece: str
    strength: Decimal
    unit: str
    per: Decimal = Decimal(1)

    @property
    def amount(self) -> Decimal:
        """Return what it comes to, in `unit`.

        >>> AsTaken(Decimal("7.5"), "mL", Decimal(10), "mg", Decimal(5)).amount
        Decimal('15')
        """
        exact = self.count * self.strength / self.per
        return exact.quantize(_FINEST).normalize() + 0

    def holding(self, amount: Decimal) -> "AsTaken":
        """Return so many of the same pieces as hold `amount`.

        >>> AsTaken(Decimal(1), "tablet", Decimal(5), "mg").holding(Decimal("7.5")).counted
        '1½ tablets'
        """
        count = (amount * self.per / self.strength).quantize(_FINEST).normalize() + 0
        return replace(self, count=count)

    @property
    def words(self) -> str:
        """Write it out with the strength.

        >>> AsTaken(Decimal("1.5"), "tablet", Decimal(5), "mg").words
        '1½ tablets of 5 mg'
        >>> AsTaken(Decimal("7.5"), "mL", Decimal(10), "mg", Decimal(5)).words
        '7.5 mL of 10 mg in 5 mL'
        """
        return f"{self.counted} of {self.strength_words}"

    @property
    def strength_words(self) -> str:
        """Write how strong it is.

        >>> AsTaken(Decimal("7.5"), "mL", Decimal(10), "mg", Decimal(5)).strength_words
        '10 mg in 5 mL'
        """
        strength = f"{_plain(self.strength)} {self.unit}"
        if self.per == 1 and self.piece not in ("mL", "drop"):
            return strength
        name = self.piece if self.per == 1 else PIECES[self.piece]
        return f"{strength} in {_plain(self.per)} {name}"

    @property
    def counted(self) -> str:
        """Write how many there were.

        >>> AsTaken(Decimal("0.5"), "tablet", Decimal(5), "mg").counted
        '½ tablet'
        """
        return f"{self._count_words()} {self.piece if self.count <= 1 else PIECES[self.piece]}"

    def _count_words(self) -> str:
        whole, rest = divmod(self.count, 1)
        is_measured = self.piece in ("mL", "drop")
        if is_measured or rest not in _FRACTIONS:
            return _plain(self.count)
        return f"{whole:f}{_FRACTIONS[rest]}" if whole else _FRACTIONS[rest]


def as_taken_plain(taken: AsTaken | None) -> dict[str, str] | None:
    """Return it as plain text by name, for a file and for a row."""
    if taken is None:
        return None
    return {
        "count": _plain(taken.count),
        "piece": taken.piece,
        "strength": _plain(taken.strength),
        "unit": taken.unit,
        "per": _plain(taken.per),
    }


def as_taken_from(plain: dict[str, str] | None) -> AsTaken | None:
    """Read what `as_taken_plain` wrote."""
    if plain is None:
        return None
    return AsTaken(
        count=Decimal(plain["count"]),
        piece=plain["piece"],
        strength=Decimal(plain["strength"]),
        unit=plain["unit"],
        per=Decimal(plain["per"]),
    )


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
