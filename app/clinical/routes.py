"""How a medicine gets into the body: the archive's codes, and words for people."""

from types import MappingProxyType

ORAL = "oral"
TRANSDERMAL = "transdermal"
SUBLINGUAL = "sublingual"
BUCCAL = "buccal"
NASAL = "nasal"
RECTAL = "rectal"
TOPICAL = "topical"
SUBCUTANEOUS = "subcutaneous"
INTRAMUSCULAR = "intramuscular"
INTRAVENOUS = "intravenous"
SPINAL = "spinal"
OTHER_ROUTE = "other"

ROUTE_NAMES = MappingProxyType(
    {
        ORAL: "by mouth",
        TRANSDERMAL: "patch on the skin",
        SUBLINGUAL: "under the tongue",
        BUCCAL: "inside the cheek",
        NASAL: "into the nose",
        RECTAL: "into the rectum",
        TOPICAL: "on the skin where it hurts",
        SUBCUTANEOUS: "injected under the skin",
        INTRAMUSCULAR: "injected into a muscle",
        INTRAVENOUS: "into a vein",
        SPINAL: "into the spine",
        OTHER_ROUTE: "another way",
    }
)

_ALSO_WRITTEN = MappingProxyType(
    {
        "po": ORAL,
        "by mouth": ORAL,
        "patch": TRANSDERMAL,
        "sl": SUBLINGUAL,
        "transmucosal": BUCCAL,
        "intranasal": NASAL,
        "pr": RECTAL,
        "sc": SUBCUTANEOUS,
        "im": INTRAMUSCULAR,
        "iv": INTRAVENOUS,
        "intrathecal": SPINAL,
        "epidural": SPINAL,
    }
)


def find_route(written: str) -> str | None:
    """Return the route code for what a person or a file wrote, or None.

    >>> find_route(" IV "), find_route("oral"), find_route("magic")
    ('intravenous', 'oral', None)
    """
    code = " ".join(written.casefold().split())
    code = _ALSO_WRITTEN.get(code, code)
    return code if code in ROUTE_NAMES else None
