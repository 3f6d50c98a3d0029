"""Names under which pain medicines are or were sold on the European continent.

Germany, Austria, Switzerland, Spain, France, Italy, the Netherlands, Belgium, Denmark, Norway and
Sweden. A name that is sold in several of these countries is listed once.
"""

from types import MappingProxyType

from app.clinical.name_table import NameTable

GERMANY_AUSTRIA_SWITZERLAND = NameTable(
    ("amice", "basg", "swissmedic"),
    MappingProxyType(
        {
            "oxycodone ER": "Oxygesic",
            "oxycodone": "Oxyconoica, Eukodal",
            "morphine": "Vendal, Capros, M-Stada, M-dolor, M-beta, Morphelan",
            "morphine ER": "Vendal retard, Substitol, Sevre-Long, M-long, Mundidol",
            "tapentadol ER": "Palexia retard",
            "tilidine/naloxone": "Valoron N, Tilicomp, Andolor, Tiloxon",
            "tilidine": "Valoron",
            "hydromorphone": "Palladon, Hydal",
            "tramadol": "Tramal, Tramadolor, Tramabeta, Tramundin, Noax, Tramagit, Amadol, "
            "Tramamed",
            "tramadol/acetaminophen": "Zaldiar",
            "methadone": "Ketalgin, Ketalgine",
            "levomethadone": "L-Polamidon, Polamidon, L-Polamidone, Polamidone",
            "piritramide": "Dipidolor",
            "meperidine": "Dolantin",
            "pentazocine": "Fortalgesic",
            "codeine/acetaminophen": "Co-Dafalgan, Treuphadol plus, Gelonida, talvosilen, "
            "Nedolon P, Titretta",
            "codeine/acetaminophen/aspirin": "Dolomo, Dolomo N",
            "dihydrocodeine": "Paracodin, Paracodin N",
            "dihydrocodeine ER": "Dehace",
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
            "tramadol": "Topalgic, Orozamudol, Zumalgic, Biodalgic, Takadol",
            "tramadol ER": "Monoalgic, Monocrixo, Zamudol",
            "tramadol/acetaminophen": "Ixprim",
            "tramadol/dexketoprofen": "Skudexum",
            "buprenorphine": "Orobupre",
            "methadone": "Zoryon",
            "codeine/acetaminophen": "Codoliprane, Klipal, Lindilane, Claradol codeine, Algicalm, "
            "Algisedal, Compralgyl",
            "codeine/acetaminophen/aspirin": "Novacetol",
            "codeine/acetaminophen/caffeine": "Prontalgine, Migralgine",
            "codeine/aspirin/caffeine": "Sedaspir",
            "codeine": "Neo-Codion, Codedrill, Paderyl",
            "codeine, liquid": "Dinacode, Eucalyptine Le Brun, Pulmoserum, Thiopectol",
            "codeine/ethylmorphine": "Tussipax",
            "ethylmorphine, liquid": "Vegetoserum",
            "pholcodine, liquid": "Biocalyptol, Broncalene, Hexapneumine",
            "codeine/ibuprofen": "Antarene codeine",
            "dihydrocodeine ER": "Dicodin",
            "opium/acetaminophen": "Lamaline, Izalgi",
            "opium, liquid": "Dropizal",
            "opium/colchicine/tiemonium": "Colchimax",
            "oxycodone/naloxone": "Oxsynia",
            "nalbuphine": "Nalpain",
        }
    ),
)

SPAIN_ITALY_NETHERLANDS = NameTable(
    ("cima", "aifa", "cbg"),
    MappingProxyType(
        {
            "tramadol": "Adolonta, Contramal, Nobligan, Tramagetic",
            "tramadol ER": "Adamon",
            "tramadol/dexketoprofen": "Enanplus",
            "fentanyl": "Avaric, Vellofent",
            "propoxyphene ER": "Deprancol, Depronal",
            "buprenorphine": "Buprex",
            "buprenorphine, patch": "Feliben",
            "tramadol/acetaminophen": "Kolibri, Patrol",
            "tapentadol ER": "Yantil",
            "methadone": "Metasedin, Eptadone, Symoron",
            "oxycodone/acetaminophen": "Depalgos",
            "meperidine": "Dolantina",
            "codeine/acetaminophen": "Co-Efferalgan, Cod-Efferalgan, Tachidol, Analgiplus",
            "fentanyl, injection": "Fentanest",
            "fentanyl, patch": "Fendivia",
        }
    ),
)

BELGIUM = NameTable(
    ("fagg",),
    MappingProxyType(
        {
            "tramadol": "Tradonal, Tramium",
            "tilidine": "Valtran",
            "codeine/acetaminophen/caffeine": "Nevrine codeine",
        }
    ),
)

DENMARK_NORWAY_SWEDEN = NameTable(
    ("dkma", "noma", "mpa"),
    MappingProxyType(
        {
            "morphine ER": "Contalgin, Dolcontin, Doltard",
            "codeine/acetaminophen": "Citodon, Panocod, Altermol, Paralgin, Paralgin forte, "
            "Paralgin major, Pinex Forte, Pinex Major, Pinex comp",
            "codeine/aspirin": "Kodimagnyl",
            "ketobemidone": "Ketogan",
        }
    ),
)
