"""Names under which pain medicines are or were sold in the United States, Canada and Mexico.

Names that are no longer sold are listed too: people go on using them. A name that is sold in
several countries is listed once.
"""

from types import MappingProxyType

from app.clinical.name_table import NameTable

UNITED_STATES_NAMES = NameTable(
    ("rxnorm",),
    MappingProxyType(
        {
            "oxycodone": "Roxicodone, RoxyBond, Oxaydo, Oxecta, OxyIR, Oxyfast, Percolone, "
            "Endocodone, Roxicodone Intensol, Roxy",
            "oxycodone ER": "OxyContin, Xtampza, Xtampza ER",
            "oxycodone/acetaminophen": "Percocet, Endocet, Roxicet, Tylox, Primlev, Xolox, "
            "Nalocet, Xartemis, Perloxx, Narvox, Prolate, perc",
            "oxycodone/aspirin": "Percodan, Endodan",
            "oxycodone/ibuprofen": "Combunox",
            "oxycodone/naloxone": "Targiniq",
            "oxycodone/naltrexone": "Troxyca",
            "hydrocodone ER": "Hysingla, Hysingla ER, Zohydro, Zohydro ER",
            "hydrocodone/acetaminophen": "Vicodin, Norco, Lortab, Lorcet, Xodol, Verdrocet, "
            "Zamicet, Hycet, Maxidone, Zydone, Anexsia, Co-Gesic, Stagesic, Liquicet, Zolvit",
            "hydrocodone/chlorpheniramine, liquid": "Tussionex, Vituz",
            "hydrocodone/chlorpheniramine, capsule": "TussiCaps",
            "hydrocodone/chlorpheniramine/pseudoephedrine, liquid": "Zutripro",
            "hydrocodone/pseudoephedrine, liquid": "Rezira",
            "hydrocodone/pseudoephedrine": "P-V-Tussin",
            "hydrocodone/guaifenesin, liquid": "Obredon, Flowtuss, Hycotuss",
            "hydrocodone/guaifenesin/pseudoephedrine, liquid": "Hycofenix",
            "hydrocodone/homatropine, liquid": "Hycodan, Hydromet",
            "hydrocodone/homatropine": "Tussigon",
            "benzhydrocodone/acetaminophen": "Apadaz",
            "hydrocodone/ibuprofen": "Vicoprofen, Reprexain, Ibudone, Xylon",
            "morphine": "MSIR, MS IR, Roxanol",
            "morphine ER": "MS Contin, MSContin, Kadian, Avinza, Arymo, Morphabond",
            "morphine, injection": "Duramorph, Infumorph, Astramorph, Mitigo, DepoDur",
            "morphine/naltrexone": "Embeda",
            "hydromorphone": "Dilaudid",
            "hydromorphone ER": "Exalgo",
            "oxymorphone": "Opana, Numorphan",
            "oxymorphone ER": "Opana ER",
            "tapentadol": "Nucynta",
            "tapentadol ER": "Nucynta ER",
            "tramadol": "Ultram",
            "tramadol, liquid": "Qdolo",
            "tramadol/celecoxib": "Seglentis",
            "tramadol ER": "Ultram ER, ConZip, Ryzolt",
            "tramadol/acetaminophen": "Ultracet",
            "fentanyl, patch": "Duragesic",
            "fentanyl": "Actiq, Abstral, Fentora, Onsolis, Sublimaze, Ionsys",
            "fentanyl, spray": "Lazanda, Subsys",
            "buprenorphine": "Subutex, Buprenex, Sublocade, Brixadi, Probuphine",
            "buprenorphine, patch": "Butrans",
            "buprenorphine, film": "Belbuca",
            "buprenorphine/naloxone": "Suboxone, Zubsolv, Bunavail",
            "methadone": "Dolophine, Methadose, Diskets",
            "codeine/acetaminophen": "Tylenol 1, Tylenol 2, Tylenol 3, Tylenol 4, "
            "Tylenol No 1, Tylenol No 2, Tylenol No 3, Tylenol No 4, "
            "Tylenol number 1, Tylenol number 2, Tylenol number 3, Tylenol number 4, "
            "Tylenol two, Tylenol three, Tylenol four, Tylenol II, Tylenol III, Tylenol IV, "
            "Tylenol 1s, Tylenol 2s, Tylenol 3s, Tylenol 4s, Tylenol with codeine",
            "codeine/aspirin": "Ascomp, Fiorinal with codeine, Empirin with codeine",
            "codeine/guaifenesin, liquid": "Cheratussin, Cheratussin AC, Robitussin AC",
            "codeine/brompheniramine/pseudoephedrine, liquid": "Mar-Cof BP",
            "codeine/chlorpheniramine": "Tuxarin, Tuxarin ER",
            "dihydrocodeine/aspirin/caffeine": "Synalgos, Synalgos-DC",
            "oliceridine": "Olinvyk",
            "sufentanil": "Dsuvia, Sufenta",
            "dihydrocodeine/acetaminophen": "Trezix, Panlor, Dvorah",
            "meperidine": "Demerol",
            "pentazocine": "Talwin",
            "butorphanol": "Stadol",
            "nalbuphine": "Nubain",
            "levorphanol": "Levo-Dromoran",
            "propoxyphene": "Darvon",
            "propoxyphene/acetaminophen": "Darvocet",
            "tianeptine": "Tianaa, Za Za, Zaza, Neptune's Fix, Stablon, Coaxil, gas station heroin",
        }
    ),
)

CANADA = NameTable(
    ("dpd",),
    MappingProxyType(
        {
            "oxycodone": "Supeudol, Oxy IR",
            "oxycodone ER": "OxyNEO",
            "oxycodone/acetaminophen": "Oxycocet, Rivacocet",
            "oxycodone/aspirin": "Oxycodan",
            "hydromorphone ER": "Hydromorph Contin",
            "morphine": "Statex, Doloral",
            "morphine ER": "M-Eslon",
            "codeine ER": "Codeine Contin",
            "codeine/acetaminophen": "Emtec, Triatec 8, Triatec 30, Lenoltec, Acetaco, Tamicode, "
            "Empracet, Atasol 8, Atasol 15, Atasol 30",
            "codeine/acetaminophen/chlorzoxazone": "Acetazone Forte C8",
            "codeine/acetaminophen/methocarbamol": "Robaxacet 8",
            "codeine/guaifenesin/pheniramine, liquid": "Calmylin ACE",
            "codeine/pseudoephedrine/triprolidine, liquid": "Cotridin",
            "hydrocodone/doxylamine, liquid": "Dalmacol",
            "codeine/aspirin": "Fiorinal C, Tecnal C, Robaxisal C",
            "methadone": "Metadol",
            "tramadol ER": "Durela, Ralivia, Tridural, Zytram XL",
        }
    ),
)

MEXICO = NameTable(
    ("cofepris",),
    MappingProxyType(
        {
            "oxycodone": "Endocodil, Plexicodim",
            "morphine, injection": "Graten",
            "methadone": "Rubidexol",
            "fentanyl, injection": "Fenodid",
            "buprenorphine": "Brospina",
            "buprenorphine, patch": "Soloro",
            "nalbuphine": "Bufigen",
            "tramadol": "Tradol, Pisazol",
            "tramadol/ketorolac": "Sinergix, Supradol Duet, Onemer Duet, Mavidol TR",
        }
    ),
)

AMERICAN_OTHERS = NameTable(
    ("rxnorm", "dpd"),
    MappingProxyType(
        {
            "acetaminophen": "Tylenol, Tylenol ER, Ofirmev, Feverall, Mapap, Tempra",
            "ibuprofen": "Advil, Motrin, Caldolor, Midol IB",
            "naproxen": "Aleve, Naprosyn, Anaprox, Naprelan, Flanax",
            "diclofenac": "Cataflam, Zipsor, Zorvolex, Cambia, Pennsaid, Flector",
            "celecoxib": "Celebrex",
            "meloxicam": "Mobic, Mobicox",
            "aspirin": "Bayer, Ecotrin, Bufferin, Entrophen",
            "acetaminophen/aspirin/caffeine": "Excedrin",
            "acetaminophen/butalbital/caffeine": "Fioricet",
            "aspirin/butalbital/caffeine": "Fiorinal, Tecnal",
            "acetaminophen/methocarbamol": "Robaxacet",
            "aspirin/methocarbamol": "Robaxisal",
            "methocarbamol": "Robaxin",
            "ketorolac": "Toradol",
            "gabapentin": "Neurontin, Gralise, Horizant",
            "pregabalin": "Lyrica",
            "duloxetine": "Cymbalta",
            "amitriptyline": "Elavil",
            "nortriptyline": "Pamelor, Aventyl",
            "lidocaine": "Lidoderm, Xylocaine",
            "capsaicin": "Qutenza, Zostrix",
            "cyclobenzaprine": "Flexeril, Amrix",
            "carisoprodol": "Soma",
            "tizanidine": "Zanaflex",
            "baclofen": "Lioresal",
            "metaxalone": "Skelaxin",
            "venlafaxine": "Effexor",
            "desvenlafaxine": "Pristiq",
            "fluoxetine": "Prozac",
            "sertraline": "Zoloft",
            "citalopram": "Celexa",
            "escitalopram": "Cipralex, Lexapro",
            "paroxetine": "Paxil",
            "fluvoxamine": "Luvox",
            "mirtazapine": "Remeron",
            "bupropion": "Wellbutrin, Zyban",
            "clomipramine": "Anafranil",
            "doxepin": "Sinequan",
            "vortioxetine": "Trintellix",
            "topiramate": "Topamax",
            "carbamazepine": "Tegretol",
            "oxcarbazepine": "Trileptal",
            "lamotrigine": "Lamictal",
            "levetiracetam": "Keppra",
            "phenytoin": "Dilantin",
            "valproic acid": "Epival, Depakene",
            "diazepam": "Valium",
            "lorazepam": "Ativan",
            "clonazepam": "Rivotril, Klonopin",
            "alprazolam": "Xanax",
            "temazepam": "Restoril",
            "zopiclone": "Imovane",
            "zolpidem": "Sublinox, Ambien",
            "sumatriptan": "Imitrex, Imigran",
            "rizatriptan": "Maxalt",
            "zolmitriptan": "Zomig",
            "eletriptan": "Relpax",
            "frovatriptan": "Frova",
            "diclofenac/misoprostol": "Arthrotec",
            "naproxen/esomeprazole": "Vimovo",
            "ibuprofen/methocarbamol": "Robax",
            "dantrolene": "Dantrium",
            "hyoscine butylbromide": "Buscopan",
            "cannabis": "Sativex",
            "naloxone": "Narcan",
            "naloxegol": "Movantik, Moventig",
            "suzetrigine": "Journavx",
            "nabilone": "Cesamet",
            "dronabinol": "Marinol",
        }
    ),
)
