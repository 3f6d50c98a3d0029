"""Names under which pain medicines are or were sold in Britain, Ireland and Australia."""

from types import MappingProxyType

from app.clinical.name_table import NameTable

UNITED_KINGDOM = NameTable(
    ("dmd", "hpra"),
    MappingProxyType(
        {
            "codeine": "Galcodine, Kaodene",
            "codeine, liquid": "Bepro",
            "codeine/brompheniramine/pseudoephedrine, liquid": "Dimotane Co",
            "meptazinol": "Meptid",
            "codeine/acetaminophen": "Co-codamol, cocodamol, codamol, Codipar, "
            "Emcozin, Kapake, Medocodene, Migraleve, Panadol Ultra, Paracodol, "
            "Solpadol, Solpadeine Max, Tylex, Zapain, Zipamol Plus",
            "codeine/acetaminophen/caffeine": "Solpadeine, Solpadeine Plus, Codasolve, "
            "Ultramol, Syndol, Veganin",
            "codeine/aspirin": "Co-codaprin, Codis",
            "codeine/ibuprofen": "Codafen, Cuprofen Plus, Nurofen Plus, Solpaflex, "
            "Solpadeine Migraine",
            "dihydrocodeine": "DHC, DHC Continus, DF118, DF 118",
            "dihydrocodeine/acetaminophen": "Co-dydramol, codydramol, Dypracet, Eroset, "
            "Galake, Paramol, Remedeine",
            "propoxyphene": "Doloxene",
            "propoxyphene/acetaminophen": "Co-proxamol, Distalgesic",
            "morphine": "Oramorph, Sevredol, Actimorph, Diocalm Dual Action, J Collis Browne, "
            "Collis Browne, Opazimes",
            "morphine ER": "MST, MST Continus, MXL, Morphgesic, Zomorph, Filnarine, Morcap, "
            "Rhotard",
            "morphine/cyclizine": "Cyclimorph",
            "oxycodone": "OxyNorm, Shortec, Lynlor, Oxyact",
            "oxycodone ER": "Longtec, Abtard, Candox, Carexil, Dolocodon, Ixyldone, Leveraxo, "
            "Onexila, Oxeltra, Oxylan, Oxypro, Reltebon, Renocontin, Zomestine",
            "oxycodone/naloxone": "Targinact, Myloxifin, Oxyargin",
            "hydromorphone": "Palladone",
            "hydromorphone ER": "Palladone SR",
            "tapentadol": "Palexia",
            "tapentadol ER": "Palexia SR, Ationdo",
            "tramadol": "Zydol, Zamadol, Tramake",
            "tramadol ER": "Zydol SR, Zydol XL, Zamadol SR, Oldaram, Brimisol, Dromadol, Invodol, "
            "Larapam, Mabron, Maneo, Marol, Maxitram, Nobligan retard, Tilodol, Tradorec, "
            "Tramquel, Tramulief, Trapadex, Zeridame, Zytram",
            "tramadol/acetaminophen": "Tramacet",
            "tramadol/dexketoprofen": "Skudexa",
            "fentanyl": "Breakyl, Cynril, Effentora, Recivit",
            "fentanyl, spray": "Instanyl, PecFent",
            "fentanyl, patch": "Durogesic, Durogesic DTrans, Fencino, Fentalis, Matrifen, Mezolar, "
            "Mylafent, Opiodur, Osmach, Osmanil, Tilofyl, Victanyl, Yemex",
            "buprenorphine": "Temgesic, Tephine, Buvidal, Espranor",
            "sufentanil": "Dzuveo, Zalviso",
            "buprenorphine, patch": "Bunov, Bupeaze, Buplast, Bupramyl, Busiete, Butec, "
            "Carlosafine, Hapoctasin, Panitaz, Prenotrix, Rebrikel, Reletrans, Relevtec, "
            "Sevodyne, Transtec, Turgeon",
            "methadone": "Physeptone, Synastone",
            "meperidine": "Pamergan",
            "pentazocine": "Fortral",
            "dextromoramide": "Palfium",
            "dipipanone/cyclizine": "Diconal",
            "alfentanil": "Rapifen",
        }
    ),
)

AUSTRALIA = NameTable(
    ("artg",),
    MappingProxyType(
        {
            "oxycodone": "Endone, Proladone",
            "oxycodone/naloxone": "Targin",
            "morphine": "Anamorph, Ordine",
            "morphine ER": "Kapanol, MS Mono",
            "hydromorphone ER": "Jurnista",
            "tramadol ER": "Durotram",
            "fentanyl, patch": "Denpax, Dutran",
            "buprenorphine, patch": "Norspan",
            "codeine/acetaminophen": "Panadeine, Panadeine Forte, Codalgin, Panamax Co, "
            "Mersyndol, Dymadon Co, Dymadon Forte, Prodeine, Prodeinextra, Codapane, "
            "Codapane Forte",
            "codeine/acetaminophen, liquid": "Painstop, Painstop Day Time, Painstop Daytime",
            "codeine/acetaminophen/promethazine, liquid": "Painstop Night Time, "
            "Painstop for Children Night Time",
            "codeine/acetaminophen/doxylamine": "Panalgesic, Trust Analgesic Calmative",
            "codeine/aspirin": "Aspalgin, Codral Original",
            "propoxyphene/acetaminophen": "Capadex, Di-Gesic",
        }
    ),
)

BRITISH_OTHERS = NameTable(
    ("dmd", "hpra", "artg"),
    MappingProxyType(
        {
            "acetaminophen": "Panadol, Panadol Extra, Panadol Osteo, Calpol, Panamax, "
            "Dymadon, Lemsip",
            "acetaminophen/caffeine": "Solpadeine Headache",
            "ibuprofen": "Nurofen, Brufen, Ibuleve",
            "naproxen": "Synflex, Naprogesic",
            "diclofenac": "Voltarol, Voltaren",
            "aspirin": "Disprin, Aspro",
            "etoricoxib": "Arcoxia",
            "mefenamic acid": "Ponstan",
        }
    ),
)
