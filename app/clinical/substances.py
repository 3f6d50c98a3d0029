"""What the catalogue says about one pain medicine: the shape shared by opioids and the others."""

from dataclasses import dataclass
from enum import StrEnum

from app.clinical import routes


class Form(StrEnum):
    """What the person holds in their hand."""

    TABLET = "tablet"
    CAPSULE = "capsule"
    LIQUID = "liquid"
    PATCH = "patch"
    FILM = "film"
    GEL = "gel"
    SPRAY = "spray"
    SUPPOSITORY = "suppository"
    INJECTION = "injection"
    OTHER = "other"


class Release(StrEnum):
    """How fast the product gives off the medicine."""

    IMMEDIATE = "immediate"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Product:
    """One way in which a substance is sold.

    Attributes:
        route: a code of `app.clinical.routes`.
        form: tablet, patch and so on.
        release: immediate or extended.
        unit: unit of `strengths`, a code of `app.clinical.units`.
        strengths: usual strengths, rising; empty where none was confirmed. For a combination
            product, of the part that gives the substance its name.
        partner: the other part of a combination product.
    """

    route: str
    form: Form
    unit: str
    strengths: tuple[float, ...] = ()
    release: Release = Release.IMMEDIATE
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Substance:
    """One pain medicine of the catalogue.

    Attributes:
        code: generic name in lower case, as in the archive.
        is_opioid: whether it acts on opioid receptors.
        products: what it is sold as; the usual one first.
        rxcui: RxNorm ingredient identifier, where confirmed.
        synonyms: other generic names, in lower case.
        mme_per_mg: CDC 2022 factor for 1 mg taken by mouth; None has no such factor.
        mme_per_mcg_per_hour: CDC 2022 factor for one day of wearing 1 mcg/h; None has none.
    """

    code: str
    is_opioid: bool
    products: tuple[Product, ...]
    rxcui: str | None = None
    synonyms: tuple[str, ...] = ()
    mme_per_mg: float | None = None
    mme_per_mcg_per_hour: float | None = None

    @property
    def route_codes(self) -> tuple[str, ...]:
        """Routes of its products, each once, the usual one first."""
        return tuple(dict.fromkeys(product.route for product in self.products))

    def medication(self, product: Product) -> str:
        """Return the name under which `product` stands in the diary.

        >>> tablet = Product("oral", Form.TABLET, "mg", release=Release.EXTENDED)
        >>> Substance("oxycodone", is_opioid=True, products=(tablet,)).medication(tablet)
        'oxycodone ER'
        """
        if product.partner:
            return f"{self.code}/{product.partner}"
        slow = product.release is Release.EXTENDED and product.form is not Form.PATCH
        return f"{self.code} ER" if slow else self.code


def by_mouth(
    *strengths_mg: float,
    form: Form = Form.TABLET,
    release: Release = Release.IMMEDIATE,
    partner: str = "",
) -> Product:
    """Return a product taken by mouth with its usual strengths in mg."""
    return Product(routes.ORAL, form, "mg", strengths_mg, release, partner)


def patch(*strengths_mcg_per_hour: float) -> Product:
    """Return an opioid patch with its usual strengths in mcg/h."""
    return Product(
        routes.TRANSDERMAL, Form.PATCH, "mcg/h", strengths_mcg_per_hour, Release.EXTENDED
    )
