"""Every pain medicine of the catalogue, and the tables of names under which people know them."""

from types import MappingProxyType

from app.clinical import (
    brands_america,
    brands_britain,
    brands_europe,
    brands_europe_others,
    generic_names,
)
from app.clinical.name_table import NameTable
from app.clinical.opioid_catalogue import OPIOIDS
from app.clinical.other_catalogue import OTHER_PAIN_MEDICINES, OTHERS_BY_NAME
from app.clinical.substances import Substance

# What the list offers to choose from; CATALOGUE knows more by name.
LISTED: tuple[Substance, ...] = (*OPIOIDS, *OTHER_PAIN_MEDICINES)
CATALOGUE: tuple[Substance, ...] = (*LISTED, *OTHERS_BY_NAME)
SUBSTANCES_BY_CODE = MappingProxyType({substance.code: substance for substance in CATALOGUE})

NAME_TABLES: tuple[NameTable, ...] = (
    generic_names.OPIOID_NAMES,
    generic_names.OTHER_NAMES,
    brands_america.UNITED_STATES_NAMES,
    brands_america.CANADA,
    brands_america.MEXICO,
    brands_america.AMERICAN_OTHERS,
    brands_britain.UNITED_KINGDOM,
    brands_britain.AUSTRALIA,
    brands_britain.BRITISH_OTHERS,
    brands_europe.GERMANY_AUSTRIA_SWITZERLAND,
    brands_europe.FRANCE,
    brands_europe.SPAIN_ITALY_NETHERLANDS,
    brands_europe.BELGIUM,
    brands_europe.DENMARK_NORWAY_SWEDEN,
    brands_europe_others.FRENCH_OTHERS,
    brands_europe_others.EUROPEAN_OTHERS,
)
