"""Names of medicines without an opioid that people on the European continent take for pain."""

from types import MappingProxyType

from app.clinical.name_table import NameTable

FRENCH_OTHERS = NameTable(
    ("bdpm",),
    MappingProxyType(
        {
            "acetaminophen": "Doliprane, Dafalgan, Efferalgan, Paralyoc, Dolko, Geluprane, "
            "Algodol, Sapramol, Claradol",
            "acetaminophen/caffeine": "Claradol cafeine, Dalfeine, Prontadol, Cefaline",
            "acetaminophen/aspirin/caffeine": "Actron",
            "aspirin": "Aspegic, Kardegic, Resitune",
            "aspirin/caffeine": "Metaspirine",
            "ibuprofen": "Spedifen, Antarene, Spifen, Ibupradoll, Upfen, Nureflex, Intralgis, "
            "Ibufetum, Ibutop",
            "ketoprofen": "Profenid, Bi-Profenid, Toprec, Profemigr",
            "dexketoprofen": "Enantyum, Ketesse",
            "naproxen": "Apranax, Naprosyne, Antalnox, Alevetabs",
            "diclofenac": "Voltarene, Antalcalm, Tendol, Solaraze",
            "diclofenac/misoprostol": "Artotec",
            "flurbiprofen": "Antadys, Cebutid, Strefen",
            "niflumic acid": "Nifluril, Niflugel",
            "tiaprofenic acid": "Surgam, Flanid",
            "piroxicam": "Feldene, Geldene, Brexin, Cycladol, Zofora",
            "tenoxicam": "Tilcotil",
            "indomethacin": "Indocid, Chrono-Indocid",
            "aceclofenac": "Cartrex",
            "etodolac": "Lodine",
            "nabumetone": "Nabucox",
            "fenoprofen": "Nalgesic",
            "sulindac": "Arthrocine",
            "alminoprofen": "Minalfene",
            "mefenamic acid": "Ponstyl",
            "nefopam": "Acupan",
            "amitriptyline": "Laroxyl",
            "lidocaine": "Versatis",
            "thiocolchicoside": "Miorel",
            "methocarbamol": "Lumirelax",
            "baclofen": "Baclocur",
            "sumatriptan": "Imigrane, Imiject",
            "almotriptan": "Almogran",
            "naratriptan": "Naramig",
            "frovatriptan": "Isimig, Tigreat",
            "zolmitriptan": "Zomigoro",
            "rizatriptan": "Maxaltlyo",
            "phloroglucinol": "Spasfon, Spasmocalm",
            "trimebutine": "Debridat, Transacalm",
            "naloxone": "Nyxoid, Prenoxad, Nalscue",
            "naltrexone": "Revia",
            "methylnaltrexone": "Relistor",
        }
    ),
)

EUROPEAN_OTHERS = NameTable(
    ("amice", "basg", "swissmedic", "cima", "aifa", "cbg", "infarmed", "noma"),
    MappingProxyType(
        {
            "acetaminophen": "Tachipirina, Perfalgan, Gelocatil, Termalgin, Apotel, Treuphadol, "
            "Zolben, Pinex, Ben-u-ron, Benuron, Mexalen",
            "acetaminophen/aspirin/caffeine": "Thomapyrin",
            "aspirin": "Adiro",
            "ibuprofen": "Dolormin Extra, Ibumetin, Dolgit, Momentact, Antalgil",
            "dexibuprofen": "Seractil",
            "ketoprofen": "Oki, Okitask, Fastum, Ketodol, Orudis",
            "nimesulide": "Aulin, Mesulid, Nimesil",
            "diclofenac": "Voltadol, Diclobene, Deflamat, Voltadvance, Voltfast, Dicloreum",
            "acemetacin": "Rantudil",
            "mefenamic acid": "Parkemed",
            "metamizole": "Novalgin, Nolotil, Novalgina",
            "flupirtine": "Katadolon",
            "amitriptyline": "Saroten, Amineurin",
            "nortriptyline": "Nortrilen",
        }
    ),
)
