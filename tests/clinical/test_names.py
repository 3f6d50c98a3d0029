"""Names that people type: brands, other languages, short forms, slips, and names nobody knows."""

from itertools import pairwise

import pytest

from app.clinical.catalogue import NAME_TABLES, SUBSTANCES_BY_CODE
from app.clinical.meant import did_you_mean
from app.clinical.medicine_sources import REGISTERS
from app.clinical.medicines import OpioidKind, find_name, opioid_kind
from app.clinical.name_table import words_of
from app.clinical.opioids import mme_factor

# Name as typed | what it is in the diary | MME of 1 mg by mouth, "-" where there is no factor.
OPIOIDS = """
OxyContin 20 mg | oxycodone ER | 1.5
Oxycontin | oxycodone ER | 1.5
oxy | oxycodone | 1.5
Roxicodone | oxycodone | 1.5
OxyIR | oxycodone | 1.5
Oxy.IR | oxycodone | 1.5
Endone | oxycodone | 1.5
OxyNorm 10 mg Kapseln | oxycodone | 1.5
Oxynormoro | oxycodone | 1.5
Oxygesic | oxycodone ER | 1.5
OxyNEO | oxycodone ER | 1.5
Longtec | oxycodone ER | 1.5
Shortec | oxycodone | 1.5
Supeudol | oxycodone | 1.5
Xtampza ER | oxycodone ER | 1.5
Oxycodon-HCl ratiopharm 10 mg | oxycodone | 1.5
oxicodona | oxycodone | 1.5
ossicodone | oxycodone | 1.5
Seglentis | tramadol/celecoxib | 0.2
Espranor | buprenorphine | -
Empracet-30 | codeine/acetaminophen | 0.15
Atasol-30 | codeine/acetaminophen | 0.15
Prodeine 15 | codeine/acetaminophen | 0.15
Codapane Forte | codeine/acetaminophen | 0.15
MS Mono | morphine ER | 1
Mundidol Uno retard 30 mg | morphine ER | 1
Tilicomp beta | tilidine/naloxone | -
Andolor Tropfen | tilidine/naloxone | -
Titretta | codeine/acetaminophen | 0.15
Yantil retard | tapentadol ER | 0.4
Eptadone | methadone | 4.7
Kolibri | tramadol/acetaminophen | 0.2
Tradonal Odis | tramadol | 0.2
Citodon | codeine/acetaminophen | 0.15
Paralgin forte | codeine/acetaminophen | 0.15
Pinex Forte | codeine/acetaminophen | 0.15
Kodimagnyl | codeine/aspirin | 0.15
Contalgin | morphine ER | 1
Dolcontin | morphine ER | 1
Ketogan | ketobemidone | -
Oxikodon Depot | oxycodone ER | 1.5
Tramal long | tramadol ER | 0.2
metadon | methadone | 4.7
Percocet | oxycodone/acetaminophen | 1.5
Percocet 5/325 | oxycodone/acetaminophen | 1.5
Endocet | oxycodone/acetaminophen | 1.5
Roxicet | oxycodone/acetaminophen | 1.5
Tylox | oxycodone/acetaminophen | 1.5
percs | oxycodone/acetaminophen | 1.5
Depalgos | oxycodone/acetaminophen | 1.5
Percodan | oxycodone/aspirin | 1.5
Targin 10/5 | oxycodone/naloxone | 1.5
Targinact | oxycodone/naloxone | 1.5
oxycodone with naloxone | oxycodone/naloxone | 1.5
Vicodin | hydrocodone/acetaminophen | 1
Norco 10-325 | hydrocodone/acetaminophen | 1
Lortab | hydrocodone/acetaminophen | 1
Lorcet | hydrocodone/acetaminophen | 1
Hysingla | hydrocodone ER | 1
Zohydro ER | hydrocodone ER | 1
Vicoprofen | hydrocodone/ibuprofen | 1
Hydrocodon | hydrocodone | 1
hidrocodona | hydrocodone | 1
MS Contin | morphine ER | 1
MS-Contin 15mg | morphine ER | 1
MSContin | morphine ER | 1
MST | morphine ER | 1
MST Continus | morphine ER | 1
Kadian | morphine ER | 1
Zomorph | morphine ER | 1
Oramorph | morphine | 1
Sevredol | morphine | 1
Statex | morphine | 1
M-Eslon | morphine ER | 1
Skenan LP | morphine ER | 1
Actiskenan | morphine | 1
Moscontin | morphine ER | 1
Kapanol | morphine ER | 1
Sevre-Long | morphine ER | 1
Vendal retard | morphine ER | 1
Substitol | morphine ER | 1
Morphin | morphine | 1
morfina | morphine | 1
morfine | morphine | 1
Dilaudid | hydromorphone | 5
Hydromorph Contin | hydromorphone ER | 5
hydromorph | hydromorphone | 5
Jurnista | hydromorphone ER | 5
Palladon | hydromorphone | 5
Palladone SR | hydromorphone ER | 5
Sophidone | hydromorphone ER | 5
idromorfone | hydromorphone | 5
Opana | oxymorphone | 3
Opana ER | oxymorphone ER | 3
oximorfona | oxymorphone | 3
Nucynta | tapentadol | 0.4
Nucynta ER | tapentadol ER | 0.4
Palexia | tapentadol | 0.4
Palexia retard | tapentadol ER | 0.4
tapentadolo | tapentadol | 0.4
Ultram | tramadol | 0.2
tramadol SR | tramadol ER | 0.2
Tramal | tramadol | 0.2
Tramal retard | tramadol ER | 0.2
Zydol XL | tramadol ER | 0.2
Topalgic | tramadol | 0.2
Contramal | tramadol | 0.2
Adolonta | tramadol | 0.2
Tradol | tramadol | 0.2
Tridural | tramadol ER | 0.2
Ultracet | tramadol/acetaminophen | 0.2
Zaldiar | tramadol/acetaminophen | 0.2
Ixprim | tramadol/acetaminophen | 0.2
tramadolo | tramadol | 0.2
Dolophine | methadone | 4.7
Methadose | methadone | 4.7
Metadol | methadone | 4.7
Physeptone | methadone | 4.7
metadona | methadone | 4.7
Tylenol 3 | codeine/acetaminophen | 0.15
Tylenol #3 | codeine/acetaminophen | 0.15
Tylenol No. 4 | codeine/acetaminophen | 0.15
Tylenol with codeine | codeine/acetaminophen | 0.15
co-codamol 30/500 | codeine/acetaminophen | 0.15
Solpadol | codeine/acetaminophen | 0.15
Nurofen Plus | codeine/ibuprofen | 0.15
Panadeine Forte | codeine/acetaminophen | 0.15
Dafalgan codeine | codeine/acetaminophen | 0.15
Co-Dafalgan | codeine/acetaminophen | 0.15
Co-Efferalgan | codeine/acetaminophen | 0.15
Klipal | codeine/acetaminophen | 0.15
Codein | codeine | 0.15
codeína | codeine | 0.15
Codeine Contin | codeine ER | 0.15
Duragesic | fentanyl | -
Durogesic DTrans | fentanyl | -
Matrifen | fentanyl | -
Actiq | fentanyl | -
Abstral | fentanyl | -
PecFent | fentanyl | -
fentanilo | fentanyl | -
Butrans | buprenorphine | -
BuTrans 10 | buprenorphine | -
Norspan | buprenorphine | -
Transtec | buprenorphine | -
Belbuca | buprenorphine | -
Temgesic | buprenorphine | -
Subutex | buprenorphine | -
Suboxone | buprenorphine/naloxone | -
Zubsolv | buprenorphine/naloxone | -
Buprenorphin | buprenorphine | -
Demerol | meperidine | -
Pethidin | meperidine | -
Dolantin | meperidine | -
Tilidin | tilidine | -
Valoron N | tilidine/naloxone | -
L-Polamidon | levomethadone | -
Dipidolor | piritramide | -
dihidrocodeína | dihydrocodeine | -
DHC Continus | dihydrocodeine | -
DF118 | dihydrocodeine | -
co-dydramol | dihydrocodeine/acetaminophen | -
Talwin | pentazocine | -
Fortalgesic | pentazocine | -
Nubain | nalbuphine | -
Stadol | butorphanol | -
Palfium | dextromoramide | -
Diconal | dipipanone/cyclizine | -
Darvocet | propoxyphene/acetaminophen | -
Lamaline | opium/acetaminophen | -
kratom | kratom | -
Kratom powder | kratom | -
7-OH | kratom | -
oxycodone 10mg | oxycodone | 1.5
Oxy 5 | oxycodone | 1.5
oxycodone HCl | oxycodone | 1.5
roxys | oxycodone | 1.5
perc 10 | oxycodone/acetaminophen | 1.5
Norcos | hydrocodone/acetaminophen | 1
hydrocodone bitartrate and acetaminophen | hydrocodone/acetaminophen | 1
MS Contin 15 | morphine ER | 1
morphine sulfate ER | morphine ER | 1
morphine sulphate MR | morphine ER | 1
Oramorph 10mg/5ml | morphine | 1
hydromorphone contin | hydromorphone ER | 5
Hydal retard | hydromorphone ER | 5
methadone liquid | methadone | 4.7
methadone 1mg/1ml | methadone | 4.7
tapentadol retard | tapentadol ER | 0.4
Nucynta CR | tapentadol ER | 0.4
Tramundin | tramadol | 0.2
Noax | tramadol | 0.2
Zydol SR | tramadol ER | 0.2
Tussionex | hydrocodone/chlorpheniramine | 1
Hycodan | hydrocodone/homatropine | 1
Zutripro | hydrocodone/chlorpheniramine/pseudoephedrine | 1
Dalmacol | hydrocodone/doxylamine | 1
Cheratussin AC | codeine/guaifenesin | 0.15
Robitussin AC | codeine/guaifenesin | 0.15
promethazine with codeine | codeine/promethazine | 0.15
codeine linctus | codeine | 0.15
Kodein | codeine | 0.15
Gelonida | codeine/acetaminophen | 0.15
Nedolon P | codeine/acetaminophen | 0.15
Dolomo N | codeine/acetaminophen/aspirin | 0.15
Tachidol | codeine/acetaminophen | 0.15
Lindilane | codeine/acetaminophen | 0.15
Claradol codéine | codeine/acetaminophen | 0.15
Dymadon Forte | codeine/acetaminophen | 0.15
Aspalgin | codeine/aspirin | 0.15
Triatec-30 | codeine/acetaminophen | 0.15
Solpadeine Max | codeine/acetaminophen | 0.15
Apadaz | benzhydrocodone/acetaminophen | -
Synalgos-DC | dihydrocodeine/aspirin/caffeine | -
Paracodin N-Tropfen | dihydrocodeine | -
fentanyl 25 patch | fentanyl | -
Buvidal | buprenorphine | -
Suboxone 8/2 | buprenorphine/naloxone | -
pethidine | meperidine | -
Meptid | meptazinol | -
levorphanol tartrate | levorphanol | -
butorphanol nasal spray | butorphanol | -
Olinvyk | oliceridine | -
Dsuvia | sufentanil | -
remifentanil | remifentanil | -
Capadex | propoxyphene/acetaminophen | -
Naloxon Tilidin | tilidine/naloxone | -
kratom tea | kratom | -
gas station heroin | tianeptine | -
Zalviso | sufentanil | -
Ketalgine | methadone | 4.7
Symoron | methadone | 4.7
Rubidexol | methadone | 4.7
Painstop Day-Time | codeine/acetaminophen | 0.15
Painstop Night-Time | codeine/acetaminophen/promethazine | 0.15
Panadeine Extra | codeine/acetaminophen | 0.15
Trust Analgesic Calmative | codeine/acetaminophen/doxylamine | 0.15
Denpax | fentanyl | -
Dutran | fentanyl | -
Durotram XR | tramadol ER | 0.2
Adamon SR 100 | tramadol ER | 0.2
Enanplus 75 mg/25 mg | tramadol/dexketoprofen | 0.2
Vellofent | fentanyl | -
Avaric 133 | fentanyl | -
Depronal | propoxyphene ER | -
Deprancol A.S. | propoxyphene ER | -
Prolate | oxycodone/acetaminophen | 1.5
Sinergix | tramadol/ketorolac | 0.2
Supradol Duet | tramadol/ketorolac | 0.2
Plexicodim | oxycodone | 1.5
Endocodil IR | oxycodone | 1.5
Graten | morphine | 1
Soloro 7 | buprenorphine | -
M-dolor | morphine | 1
Dehace retard | dihydrocodeine ER | -
Oxsynia LP | oxycodone/naloxone | 1.5
Takadol | tramadol | 0.2
Migralgine | codeine/acetaminophen/caffeine | 0.15
Novacétol | codeine/acetaminophen/aspirin | 0.15
Néo-Codion | codeine | 0.15
Tussipax | codeine/ethylmorphine | -
Colchimax | opium/colchicine/tiemonium | -
Nevrine Codeine | codeine/acetaminophen/caffeine | 0.15
l-methadone | levomethadone | -
L-Methadon | levomethadone | -
levo-methadone | levomethadone | -
levo methadone | levomethadone | -
Polamidone | levomethadone | -
L-Polamidone | levomethadone | -
dihydro codeine | dihydrocodeine | -
di-hydrocodeine | dihydrocodeine | -
diacetyl morphine | diamorphine | -
ethyl-morphine | ethylmorphine | -
oxy morphone | oxymorphone | 3
oxy codone | oxycodone | 1.5
hydro-morphone | hydromorphone | 5
tianeptine | tianeptine | -
Zaza | tianeptine | -
"""
OTHERS = """
Pinex | acetaminophen
Tylenol 500 mg | acetaminophen
Panadol | acetaminophen
Doliprane | acetaminophen
Tachipirina | acetaminophen
Dafalgan | acetaminophen
Advil | ibuprofen
Motrin | ibuprofen
Nurofen | ibuprofen
Aleve | naproxen
Voltaren | diclofenac
Celebrex | celecoxib
Mobic | meloxicam
Neurontin | gabapentin
Lyrica | pregabalin
Cymbalta | duloxetine
Elavil | amitriptyline
Novalgin | metamizole
Nolotil | metamizole
Novaminsulfon | metamizole
Excedrin | acetaminophen/aspirin/caffeine
Flexeril | cyclobenzaprine
Soma | carisoprodol
Acupan | nefopam
ibuprofeno | ibuprofen
gabapentina | gabapentin
ASS 500 | aspirin
low-dose naltrexone | naltrexone
LDN | naltrexone
Solpadeine Headache | acetaminophen/caffeine
Excedrin Migraine | acetaminophen/aspirin/caffeine
Nurofen Migraine | ibuprofen
Advil PM | ibuprofen
Vimovo | naproxen/esomeprazole
Arthrotec | diclofenac/misoprostol
Prozac | fluoxetine
Zoloft | sertraline
Cipralex | escitalopram
Effexor XR | venlafaxine ER
milnacipran | milnacipran
Lamictal | lamotrigine
Valium | diazepam
Buscopan | hyoscine butylbromide
Sativex | cannabis
naloxone | naloxone
CBD oil | cannabis
Enantyum | dexketoprofen
Ben-u-ron | acetaminophen
Aulin | nimesulide
Oki | ketoprofen
Antadys | flurbiprofen
Versatis | lidocaine
Voltarène | diclofenac
Surgam | tiaprofenic acid
Nifluril | niflumic acid
Feldene | piroxicam
Laroxyl | amitriptyline
Kardegic | aspirin
Spasfon | phloroglucinol
Mexalen | acetaminophen
Seractil | dexibuprofen
Katadolon | flupirtine
Thomapyrin | acetaminophen/aspirin/caffeine
Movantik | naloxegol
Relistor | methylnaltrexone
"""
# Slip | what is asked.
SLIPS = """
oxycodne | oxycodone
hydrocodne | hydrocodone
hyrocodone | hydrocodone
hydromorfone | hydromorphone
fentynal | fentanyl
fentanly | fentanyl
morhpine | morphine
methodone | methadone
tramadal | tramadol
tapentadoll | tapentadol
buprenorfyn | buprenorphine
percoset | Percocet
oxicontin | OxyContin
vicoden | Vicodin
suboxen | Suboxone
gabapenten | gabapentin
hydro morphine | hydromorphone
ibuprofen with hydrocodne | hydrocodone/ibuprofen
bupe | buprenorphine
subs | Suboxone
fent | fentanyl
fent patch 25 | fentanyl
tram | tramadol
trams | tramadol
hydros | hydrocodone
dillies | Dilaudid
vics | Vicodin
tapent | tapentadol
morph | morphine
T3 | Tylenol 3
T-3 | Tylenol 3
T3s | Tylenol 3
222s | codeine/aspirin/caffeine
HYDROCO/APAP 10-325 | hydrocodone/acetaminophen
hydroco/apap | hydrocodone/acetaminophen
oxycod/apap | oxycodone/acetaminophen
ACETAMINOPHEN-COD #3 | codeine/acetaminophen
HC/APAP | hydrocodone/acetaminophen
Lonarid | codeine/acetaminophen
"""
UNKNOWN = (
    "willow bark",
    "prednisone",
    "metformin",
    "hydroxyzine",
    "Vitamin D",
    "my own tea",
    "the white one",
    "paracetamol plus",
    "Nurofen+",
    "Panadol +",
    "apap # 3",
    "paracetamol 500/15",
    "paracetamol 500 mg/30 mg",
    "acetaminophen 300-60",
    "tylenol fours",
    "Fiorinal #3",
    "aspirin 222",
    "ibuprofen (an opiate, too)",
    "Dafalgan forte",
    "ibuprofen with hydrocodne",
    "study medicine A",
    # Found in no register: asked about, whatever they are.
    "Comfarol",
    "Hydagelan",
    "Emcodeine",
    "nor-buprenorphine",
    "d-methadone",
    # Two medicines in two countries, or products with an opioid and without one.
    "Triatec",
    "Ketum gel",
    "Codral",
    "Robitussin",
    "Calpol 6 plus",
    "",
)


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.split("\n") if line]


def test_the_tables_hold_at_least_150_names() -> None:
    assert len(_rows(OPIOIDS) + _rows(OTHERS) + _rows(SLIPS)) + len(UNKNOWN) >= 150


@pytest.mark.parametrize(("typed", "medication", "factor"), _rows(OPIOIDS))
def test_an_opioid_is_known_by_what_people_call_it(
    typed: str, medication: str, factor: str
) -> None:
    known = find_name(typed)
    assert known is not None
    assert (known.medication, known.substance.is_opioid) == (medication, True)
    assert known.written in typed
    assert mme_factor(typed, "oral", "mg") == (None if factor == "-" else float(factor))
    assert opioid_kind(medication) is OpioidKind.OPIOID


@pytest.mark.parametrize(("typed", "medication"), _rows(OTHERS))
def test_another_pain_medicine_is_known_to_be_no_opioid(typed: str, medication: str) -> None:
    known = find_name(typed)
    assert known is not None
    assert known.medication == medication
    assert opioid_kind(typed) is OpioidKind.NOT_OPIOID
    assert mme_factor(typed, "oral", "mg") is None


@pytest.mark.parametrize(("typed", "meant"), _rows(SLIPS))
def test_a_slip_is_asked_about_and_never_corrected(typed: str, meant: str) -> None:
    assert did_you_mean(typed)[0] == meant
    assert opioid_kind(typed) is OpioidKind.UNKNOWN


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_nobody_knows_is_unknown_and_not_a_medicine_without_opioid(typed: str) -> None:
    assert opioid_kind(typed) is OpioidKind.UNKNOWN
    assert mme_factor(typed, "oral", "mg") is None


@pytest.mark.parametrize(
    "label",
    [
        "ACETAMINOPHEN-COD #3",
        "APAP/COD 300-30",
        "HYDROCO/APAP 10-325",
        "OXYCOD/APAP",
        "HC/APAP",
        "Tylenol with cod",
        "Cod-Dafalgan",
    ],
)
def test_an_opioid_shortened_beside_another_medicine_is_asked_about(label: str) -> None:
    assert opioid_kind(label) is OpioidKind.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "medication"),
    [
        ("Paracetamol/codeinefosfaat 500/20", "codeine/acetaminophen"),
        ("Paracetamol Codeinphosphat", "codeine/acetaminophen"),
        ("Morphinsulfat", "morphine"),
        ("Oxycodonhydrochlorid", "oxycodone"),
        ("tramadolhydrochloride", "tramadol"),
        ("Tylenol number 3", "codeine/acetaminophen"),
        ("Tylenol III", "codeine/acetaminophen"),
    ],
)
def test_what_is_written_onto_or_beside_a_name_does_not_hide_the_opioid(
    typed: str, medication: str
) -> None:
    known = find_name(typed)
    assert known is not None
    assert known.medication == medication


@pytest.mark.parametrize(("typed", "meant"), _rows(SLIPS))
def test_what_is_asked_can_be_chosen(typed: str, meant: str) -> None:
    assert all(opioid_kind(name) is not OpioidKind.UNKNOWN for name in did_you_mean(typed))
    assert find_name(meant) is not None


def test_a_short_form_of_two_medicines_offers_both() -> None:
    assert did_you_mean("hydros") == ("hydrocodone", "hydromorphone")
    assert did_you_mean("subs") == ("Suboxone", "Subutex")


@pytest.mark.parametrize("known", ["oxycodone", "Percocet", "ibuprofen 400 mg", "MST", "tea"])
def test_a_known_or_short_name_is_not_asked_about(known: str) -> None:
    assert did_you_mean(known) == ()


def test_a_combination_names_both_parts_the_opioid_first() -> None:
    for written in ("Percocet 5/325", "acetaminophen/oxycodone", "paracetamol + oxycodone"):
        known = find_name(written)
        assert known is not None
        assert known.parts == ("oxycodone", "acetaminophen")


def test_a_brand_tells_the_form_where_only_that_form_bears_it() -> None:
    patch, spray = find_name("Duragesic 25"), find_name("Instanyl")
    assert patch is not None
    assert spray is not None
    assert (patch.form, spray.form) == ("patch", "spray")


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("fentanyl 25 patch", "patch"),
        ("Buprenorphin Pflaster", "patch"),
        ("methadone liquid", "liquid"),
        ("Tramal Tropfen", "liquid"),
        ("Suboxone film", "film"),
        ("butorphanol nasal spray", "spray"),
        ("oxycodone 5 mg tablet", None),
        ("oxycodone", None),
    ],
)
def test_a_word_behind_the_name_tells_the_form(typed: str, form: str | None) -> None:
    known = find_name(typed)
    assert known is not None
    assert known.form == form


def test_no_name_stands_for_two_medicines() -> None:
    listed = sorted(
        {
            (words_of(name), key)
            for table in NAME_TABLES
            for key, names in table.names.items()
            for name in names.split(", ")
        }
    )
    doubles = [one for one, next_one in pairwise(listed) if one[0] == next_one[0]]
    assert doubles == []


def test_every_table_of_names_has_a_register_and_known_parts() -> None:
    for table in NAME_TABLES:
        assert table.register_ids
        assert set(table.register_ids) <= set(REGISTERS)
        for key in table.names:
            parts = key.split(", ")[0].split("/")
            assert all(part.removesuffix(" ER") in SUBSTANCES_BY_CODE for part in parts)


def test_every_register_is_cited_and_can_be_found() -> None:
    cited = {register_id for table in NAME_TABLES for register_id in table.register_ids}
    assert cited == set(REGISTERS)
    assert all(register.address.startswith("https://") for register in REGISTERS.values())
