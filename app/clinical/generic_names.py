"""Generic names of medicines in other languages of Europe, and short forms.

International Nonproprietary Names and their usual spellings in German, Spanish, French, Italian,
Dutch and the Scandinavian languages. Accents and
capitals do not matter; a salt ("Hydrochlorid") may stand beside the name.
"""

from types import MappingProxyType

from app.clinical.name_table import NameTable

OPIOID_NAMES = NameTable(
    ("inn",),
    MappingProxyType(
        {
            "codeine": "Codein, Kodein, codeína, codeina, codéine, codeïne",
            "dihydrocodeine": "Dihydrocodein, dihidrocodeína, dihydrocodéine, diidrocodeina, "
            "dihydrocodeïne",
            "fentanyl": "Fentanil, fentanilo, fentanile",
            "hydrocodone": "Hydrocodon, hidrocodona, idrocodone",
            "hydromorphone": "Hydromorphon, hidromorfona, idromorfone, hydromorfon, hydromorph",
            "methadone": "Methadon, metadona, méthadone, metadone, metadon",
            "levomethadone": "Levomethadon, levometadona, lévométhadone, levometadone, "
            "l-methadone, l-methadon, l-metadona, l-metadone, l-metadon, r-methadone",
            "morphine": "Morphin, morfina, morfine, morphium, morfin",
            "oxycodone": "Oxycodon, oxicodona, ossicodone, oxikodon, oksykodon, oxy, oxys",
            "oxymorphone": "Oxymorphon, oximorfona, ossimorfone, oxymorfon",
            "tapentadol": "Tapentadolo",
            "tramadol": "Tramadolo",
            "buprenorphine": "Buprenorphin, buprenorfina, buprénorphine, buprenorfine, buprenorfin",
            "butorphanol": "Butorfanol, butorfanolo",
            "levorphanol": "Levorfanol, levorfanolo",
            "meperidine": "Pethidin, petidina, péthidine, meperidina, petidin",
            "nalbuphine": "Nalbuphin, nalbufina, nalbufine",
            "opium": "Opio, oppio, paregoric, laudanum",
            "pentazocine": "Pentazocin, pentazocina",
            "diamorphine": "Diamorphin, diamorfina, diacetylmorphin, heroin",
            "piritramide": "Piritramid, piritramida",
            "propoxyphene": "Dextropropoxyphen, dextropropoxifeno, propoxifeno, "
            "destropropossifene, dextropropoxyfeen",
            "tilidine": "Tilidin, tilidina",
            "dextromoramide": "Dextromoramid, dextromoramida",
            "dipipanone": "Dipipanon",
            "ketobemidone": "Ketobemidon",
            "meptazinol": "Meptazinolo",
            "nicomorphine": "Nicomorphin, nicomorfina, nicomorfine",
            "ethylmorphine": "Ethylmorphin, etilmorfina, éthylmorphine, codéthyline, ethylmorfine",
            "pholcodine": "Pholcodin, folcodina, folcodine",
            "papaveretum": "Papaveretum",
            "sufentanil": "Sufentanilo, sufentanile",
            "alfentanil": "Alfentanilo, alfentanile",
            "remifentanil": "Remifentanilo, remifentanile",
            "kratom": "Mitragynin, mitragyna, 7-hydroxymitragynine, 7-OH",
            "tianeptine": "Tianeptin, tianeptina",
        }
    ),
)

OTHER_NAMES = NameTable(
    ("inn",),
    MappingProxyType(
        {
            "acetaminophen": "Paracetamolo, acetaminofén, acetaminofeno, paracétamol",
            "aspirin": "Aspirina, aspirine, acetylsalicylic acid, Acetylsalicylsäure, ASS, "
            "ácido acetilsalicílico, acide acétylsalicylique, acido acetilsalicilico, "
            "acetylsalicylzuur",
            "ibuprofen": "Ibuprofeno, ibuprofène",
            "naproxen": "Naproxeno, naproxène",
            "diclofenac": "Diclofenaco, diclofénac",
            "gabapentin": "Gabapentina, gabapentine",
            "pregabalin": "Pregabalina, prégabaline",
            "duloxetine": "Duloxetin, duloxetina",
            "amitriptyline": "Amitriptylin, amitriptilina",
            "nortriptyline": "Nortriptylin, nortriptilina",
            "lidocaine": "Lidocain, lidocaína",
            "metamizole": "Metamizol, métamizole, metamizolo, novaminsulfon, dipyrone, dipirona",
            "cannabis": "CBD, cannabidiol, marijuana, marihuana, medical cannabis",
            "dexketoprofen": "Dexketoprofeno, dexkétoprofène, dexketoprofene",
            "flurbiprofen": "Flurbiprofeno, flurbiprofène, flurbiprofene",
            "niflumic acid": "Acide niflumique, ácido niflúmico, acido niflumico",
            "tiaprofenic acid": "Acide tiaprofénique, Tiaprofensäure, ácido tiaprofénico",
            "indomethacin": "Indometacin, indometacina, indométacine",
            "ketoprofen": "Ketoprofeno, kétoprofène, ketoprofene",
            "ketorolac": "Ketorolaco, kétorolac",
            "mefenamic acid": "Mefenaminsäure, ácido mefenámico, acide méfénamique",
            "caffeine": "Coffein, cafeína, caféine, caffeina, cafeïne",
            "naloxone": "Naloxon, naloxona",
            "naltrexone": "Naltrexon, naltrexona, LDN",
            "baclofen": "Baclofeno, baclofène",
            "tizanidine": "Tizanidin, tizanidina",
            "methocarbamol": "Metocarbamol",
            "carbamazepine": "Carbamazepin, carbamazepina",
            "venlafaxine": "Venlafaxin, venlafaxina",
            "topiramate": "Topiramat, topiramato",
            "ketamine": "Ketamin, ketamina, kétamine, esketamine, esketamin",
        }
    ),
)
