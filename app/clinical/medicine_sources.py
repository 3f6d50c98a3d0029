"""Where each name of a medicine can be looked up: one register a country, open to anybody.

The registers of Britain, Canada, France and the United States were read as files, in the copies
that `read_in` names. The others could not be read when this was written. Each of their names is in
at least one text that `read_in` names; a name that was found in none was left out, and is asked
about. A name that means two medicines in two countries is left out as well.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Register:
    """One country's list of medicines.

    Attributes:
        id: how tables of names cite it.
        country: in words.
        name: of the register, and who keeps it.
        address: where anybody can look a name up.
        read_in: where its names were read.
    """

    id: str
    country: str
    name: str
    address: str
    read_in: str


_GITHUB = "https://github.com/"

_ALL = (
    Register(
        "inn",
        "all",
        "International Nonproprietary Names, World Health Organization",
        "https://www.who.int/teams/health-product-and-policy-standards/inn",
        "the register of each country below; the WHO ATC index, "
        "https://atcddd.fhi.no/atc_ddd_index/?code=N02; "
        "http://legemiddelhandboka.no/Legemidler/78882?expand=1",
    ),
    Register(
        "rxnorm",
        "United States",
        "RxNorm, National Library of Medicine",
        "https://mor.nlm.nih.gov/RxNav/",
        f"{_GITHUB}smart-on-fhir/cumulus-library-opioid (define_rx_opioid.sql) and "
        f"{_GITHUB}pSCANNER/OpioidRCR; "
        "https://www.narcotics.com/oxycodone/oxycodone-brand-names/; "
        "http://cryer.org.uk/Hydrocodone%2fhomatropine, "
        "http://www.rxlist.com/hycotuss-drug.htm and "
        "https://docslib.org/doc/4863480/a-review-of-the-opioid-analgesic-benzhydrocodone-"
        "acetaminophen; https://fda.report/DailyMed/cf2c8436-a9f3-473c-e053-2a95a90a1123; "
        "https://fortebiopharma.com/prolate/; "
        "others found by searching for each name",
    ),
    Register(
        "dpd",
        "Canada",
        "Drug Product Database, Health Canada",
        "https://health-products.canada.ca/dpd-bdpp/",
        f"{_GITHUB}swift-school/dpd_database (drug.txt, ingred.txt); "
        "http://www.drugs.com/mmx/acet-codeine-30.html",
    ),
    Register(
        "cofepris",
        "Mexico",
        "Registros sanitarios, Cofepris",
        "https://www.gob.mx/cofepris",
        "lists of prescribed and of controlled medicines found by searching for each name; "
        "https://mx.ivademecum.com/medicamento-sinergix-rimsa-cod-9AF51F88E78A013D and "
        "https://la-boticaria.com/product/mavidol-tr",
    ),
    Register(
        "dmd",
        "United Kingdom",
        "Dictionary of medicines and devices, NHS Business Services Authority",
        "https://services.nhsbsa.nhs.uk/dmd-browser/",
        f"{_GITHUB}opensafely/opioids-covid-research (codelists/opensafely-opioid-containing-*); "
        "https://www.medicines.org.uk/emc/product/2317/smpc/print; "
        "https://patient-info.co.uk/zalviso-70328/summary-of-medicine-characteristics",
    ),
    Register(
        "hpra",
        "Ireland",
        "Find a medicine, Health Products Regulatory Authority",
        "https://www.hpra.ie/find-a-medicine",
        "the British list: products of the same names",
    ),
    Register(
        "artg",
        "Australia",
        "Australian Register of Therapeutic Goods, Therapeutic Goods Administration",
        "https://www.tga.gov.au/resources/artg",
        "lists of schedule 8 medicines found by searching for each name; "
        "https://issuu.com/australiandrugfoundation/docs/adf_hday_brochure_13_analgesic_web_/3; "
        "https://www.nps.org.au/medicine-finder/ (Prodeine, Codapane Forte, Painstop, Trust, "
        "Denpax, Dutran, Durotram XR); "
        "https://www.hps.com.au/knowledge-centre/drugalert/"
        "discontinuation-of-oxynorm-ms-mono-and-sevredol/",
    ),
    Register(
        "amice",
        "Germany",
        "AMIce, Bundesinstitut für Arzneimittel und Medizinprodukte",
        "https://portal.bfarm.de/amguifree/am/search.xhtml",
        "https://chemie.de/lexikon/Oxycodon.html, https://onmeda.de/therapie/medikamente/, "
        "https://www.rote-liste.de/, https://myhealthbox.eu/de/, https://info-patient.de/ and "
        "https://imedikament.de/; lists found by searching for each name",
    ),
    Register(
        "basg",
        "Austria",
        "Arzneispezialitätenregister, Bundesamt für Sicherheit im Gesundheitswesen",
        "https://aspregister.basg.gv.at/",
        "https://info-patient.at/ and "
        "https://myhealthbox.eu/de/arzneimittel/hydal-13-mg-kapseln/154765; "
        "https://info-patient.at/dehace-retard-120-mg-filmtabletten-104440/",
    ),
    Register(
        "swissmedic",
        "Switzerland",
        "Arzneimittelinformation, Swissmedic",
        "https://www.swissmedicinfo.ch/",
        "https://issuu.com/rheumaligaschweiz/docs/medicamenti_i_303_contenuto_low_211206; "
        "https://ch.oddb.org/de/gcc/fachinfo/reg/14770 (Ketalgin)",
    ),
    Register(
        "cima",
        "Spain",
        "CIMA, Agencia Española de Medicamentos y Productos Sanitarios",
        "https://cima.aemps.es/",
        "lists checked against CIMA by others, found by searching for each name; "
        "https://imedi.es/yantil-retard-100-mg-comprimidos-de-liberacion-prolongada/tecnica, "
        "https://cima.aemps.es/cima/dochtml/ft/69909/FT_69909.html, "
        "https://es.studenta.com/content/129991609/17129-ft and "
        "https://imedi.es/analgiplus-500-mg-30-mg-comprimidos-recubiertos-con-pelicula/tecnica; "
        "https://cima.aemps.es/cima/dochtml/ft/83077/FT_83077.html (Enanplus), "
        "https://imedi.es/deprancol-a-s/tecnica and "
        "https://oladoctor.com/en/medicines/spain/avaric-267-microgramos-comprimidos-sublinguales",
    ),
    Register(
        "bdpm",
        "France",
        "Base de données publique des médicaments",
        "https://base-donnees-publique.medicaments.gouv.fr/",
        f"{_GITHUB}IndySof/DBMedicamentFR (CIS_bdpm.txt) and {_GITHUB}myriapod/medicaments "
        "(CIS_COMPO_bdpm.txt: what is in each product)",
    ),
    Register(
        "aifa",
        "Italy",
        "Banca dati farmaci, Agenzia Italiana del Farmaco",
        "https://medicinali.aifa.gov.it/",
        "https://fertilitycenter.it/neurologia/antidolorici-farmaci, "
        "https://farmaciedelsorriso.it/tachidol and "
        "https://alphabetcity.it/2021/08/25/depalgos-rischi-prescrivibilita-torrino-dopo-quanto-"
        "fa-effetto/; https://www.pharmamedix.com/paracetamolo_specialita_kolibri.php and "
        "https://www.ilmediconline.it/patrol/; https://codifa.it/foglietti-illustrativi/Adamon and "
        "https://silhouettedonna.it/salute-news/salute/farmaci/"
        "vellofent-30cpr-subl-267mcg-angelini-spa",
    ),
    Register(
        "cbg",
        "Netherlands",
        "Geneesmiddeleninformatiebank, College ter Beoordeling van Geneesmiddelen",
        "https://www.geneesmiddeleninformatiebank.nl/",
        "lists found by searching for each name; "
        "https://medikamio.com/nl-nl/geneesmiddelen/symoron-tabletten-5-mg/pil and "
        "https://consumed.nl/bijsluiters/depronal",
    ),
    Register(
        "fagg",
        "Belgium",
        "Geneesmiddelendatabank, Federaal Agentschap voor Geneesmiddelen",
        "https://geneesmiddelendatabank.fagg-afmps.be/",
        "https://www.zivi.be/nl/bijsluiters/tradonal-100-mg, "
        "https://www.zivi.be/nl/bijsluiters/tramium-100-mg and "
        "https://www.riziv.fgov.be/nl/publicaties/jaarverslag-2017/; "
        "https://studylibde.com/doc/17549649/ (Nevrine codeine)",
    ),
    Register(
        "infarmed",
        "Portugal",
        "Infomed, Infarmed",
        "https://extranet.infarmed.pt/INFOMED-fo/",
        "lists found by searching for each name",
    ),
    Register(
        "dkma",
        "Denmark",
        "Produktresuméer, Lægemiddelstyrelsen",
        "https://www.produktresume.dk/",
        "https://www.indlaegssedler.dk/indlaegssedler/indlaegsseddel/37884 and 31145; "
        "https://pro.medicin.dk/Medicin/Praeparater/7866",
    ),
    Register(
        "noma",
        "Norway",
        "Legemiddelsøk, Direktoratet for medisinske produkter",
        "https://www.legemiddelsok.no/",
        "https://www.felleskatalogen.no/medisin/ (Dolcontin, Ketogan, Paralgin forte, Pinex, Pinex "
        "Forte); the Norwegian register FEST names Kodimagnyl under ATC N02AJ07",
    ),
    Register(
        "mpa",
        "Sweden",
        "Sök läkemedelsfakta, Läkemedelsverket",
        "https://www.lakemedelsverket.se/sv/sok-lakemedelsfakta",
        "https://www.1177.se/Halland/Fakta-och-rad/Lakemedel-A-O/Citodon/",
    ),
)
REGISTERS = MappingProxyType({register.id: register for register in _ALL})
