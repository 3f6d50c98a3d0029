"""Names under which pain medicines are or were sold on the European continent.

Germany, Austria, Switzerland, Spain, France, Italy and the Netherlands. A name that is
sold in several of these countries is listed once.
"""

from types import MappingProxyType

from app.clinical.name_table import NameTable

GERMANY_AUSTRIA_SWITZERLAND = NameTable(
    ("amice", "basg", "swissmedic"),
    MappingProxyType(
        {
            "oxycodone ER": "Oxygesic",
            "oxycodone": "Oxyconoica, Eukodal",
            "morphine": "Vendal, Capros",
            "morphine ER": "Vendal retard, Substitol, Sevre-Long, M-long",
            "tapentadol ER": "Palexia retard",
            "tilidine/naloxone": "Valoron N",
            "tilidine": "Valoron",
            "hydromorphone": "Palladon, Hydal",
            "tramadol": "Tramal, Tramadolor, Tramabeta, Tramundin, Noax",
            "tramadol/acetaminophen": "Zaldiar",
            "levomethadone": "L-Polamidon, Polamidon",
            "piritramide": "Dipidolor",
            "meperidine": "Dolantin",
            "pentazocine": "Fortalgesic",
            "codeine/acetaminophen": "Co-Dafalgan, Treuphadol plus, Gelonida, talvosilen, "
            "Nedolon P",
            "codeine/acetaminophen/aspirin": "Dolomo, Dolomo N",
            "dihydrocodeine": "Paracodin, Paracodin N",
        }
    ),
)

FRANCE = NameTable(
    ("bdpm",),
    MappingProxyType(
        {
            "morphine": "Actiskenan",
            "morphine ER": "Skenan, Moscontin",
            "oxycodone": "OxyNormoro",
            "hydromorphone ER": "Sophidone",
            "tramadol": "Topalgic, Orozamudol, Zumalgic",
            "tramadol ER": "Monoalgic, Monocrixo, Zamudol",
            "tramadol/acetaminophen": "Ixprim",
            "tramadol/dexketoprofen": "Skudexum",
            "buprenorphine": "Orobupre",
            "methadone": "Zoryon",
            "codeine/acetaminophen": "Codoliprane, Klipal, Lindilane, Claradol codeine",
            "codeine/acetaminophen/caffeine": "Prontalgine",
            "codeine/ibuprofen": "Antarene codeine",
            "dihydrocodeine ER": "Dicodin",
            "opium/acetaminophen": "Lamaline, Izalgi",
        }
    ),
)

SPAIN_ITALY_NETHERLANDS = NameTable(
    ("cima", "aifa", "cbg"),
    MappingProxyType(
        {
            "tramadol": "Adolonta, Contramal, Nobligan, Tramagetic",
            "buprenorphine, patch": "Feliben",
            "oxycodone/acetaminophen": "Depalgos",
            "meperidine": "Dolantina",
            "codeine/acetaminophen": "Co-Efferalgan, Tachidol",
            "fentanyl, injection": "Fentanest",
            "fentanyl, patch": "Fendivia",
        }
    ),
)

EUROPEAN_OTHERS = NameTable(
    ("amice", "basg", "swissmedic", "cima", "bdpm", "aifa", "cbg"),
    MappingProxyType(
        {
            "acetaminophen": "Doliprane, Dafalgan, Efferalgan, Tachipirina, Perfalgan, "
            "Gelocatil, Termalgin, Apotel, Treuphadol, Zolben, Paralyoc",
            "ibuprofen": "Spedifen, Antarene",
            "metamizole": "Novalgin, Nolotil, Novalgina",
            "naproxen": "Apranax",
            "aspirin": "Aspegic, Adiro",
            "ketoprofen": "Profenid, Bi-Profenid",
            "acetaminophen/caffeine": "Claradol cafeine",
            "mefenamic acid": "Ponstyl",
            "nefopam": "Acupan",
            "amitriptyline": "Saroten, Amineurin",
            "nortriptyline": "Nortrilen",
        }
    ),
)
