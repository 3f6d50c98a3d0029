"""How people write units: short forms, several of one, and the languages of the tables of names.

Without capitals, accents and spaces: "Zäpfchen" is "zapfchen", "µg / h" is "μg/h".
"""

from types import MappingProxyType

_MU = "\N{GREEK SMALL LETTER MU}"
_WRITTEN = MappingProxyType(
    {
        "mg": "mgs milligram milligrams milligramm milligramme milligrammes milligrammo "
        "milligrammi miligramo miligramos miligrama miligramas",
        "mcg": f"ug {_MU}g mcgs microgram micrograms mikrogramm microgramme microgrammes "
        "microgrammo microgrammi microgramo microgramos microgramas",
        "mcg/h": f"ug/h {_MU}g/h mcg/hr ug/hr {_MU}g/hr mcg/hour ug/hour mcgperhour mcg/std "
        f"{_MU}g/std micrograms/hour microgramsperhour mikrogramm/h",
        "g": "gm gms gram grams gramm gramme grammes gramo gramos grammo grammi grama gramas",
        "mL": "ml mls cc milliliter milliliters mililitro mililitros",
        "tablet": "tablets tab tabs pill pills caplet caplets tbl tabl tablette tabletten "
        "tablettes tableta tabletas comprimido comprimidos comprime comprimes comp cp cpr "
        "compressa compresse pastilla pastillas pille pillen",
        "capsule": "capsules cap caps kapsel kapseln kaps capsula capsulas gelule gelules",
        "patch": "patches pflaster parche parches cerotto cerotti pleister pleisters",
        "drop": "drops gtt gtts tropfen gota gotas goutte gouttes goccia gocce druppel druppels",
        "spray": "sprays puff puffs spruhstoss spruhstosse pulverizacion pulverizaciones "
        "pulverisation pulverisations spruzzo spruzzi",
        "film": "films strip strips",
        "suppository": "suppositories supp supps zapfchen supositorio supositorios suppositoire "
        "suppositoires supposta supposte zetpil zetpillen",
    }
)
UNIT_OF_WRITTEN = MappingProxyType(
    {written: unit for unit, several in _WRITTEN.items() for written in several.split()}
)
