"""Common pain medicines that are not opioids.

Strengths are those read in US labels and lists; where none was confirmed there is none, and a
person types their own. Addresses: acetaminophen
https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=3f96aeb1-a533-4d36-9a1f-62fc094b6754
(500 mg) and ...?setid=d973a910-5fe0-4a85-884d-2c3987836691 (650 mg, extended release); aspirin
https://www.straighthealthcare.com/nsaids.html; ibuprofen
https://ndclist.com/ndc/66267-115/label (200 mg) and
https://pillsync.com/drug/Ibuprofen-400-MG-Oral-Tablet/OVAL_WHITE_4I/ndc/f23e77bb-6795-4cbf-82bc-27f7a719431c;
naproxen https://www.drugs-library.com/drugs/naproxen_0e5315bc.html; diclofenac
https://www.dermatologyadvisor.com/home/clinical-charts/arthritis-treatments-nsaids/; celecoxib
https://medlibrary.org/lib/rx/meds/celecoxib-28/; gabapentin
https://medlibrary.org/lib/rx/meds/neurontin-1/page/7/; pregabalin
https://dailymed.nlm.nih.gov/dailymed/fda/fdaDrugXsl.cfm?setid=35814e1e-2eb0-4379-bd35-ce876b3476cd;
duloxetine https://realvalueproducts.com/products/duloxetine-hcl-dr-cp-30mg-90; amitriptyline
https://medlibrary.org/lib/rx/meds/amitriptyline-hydrochloride-23/page/4/; nortriptyline
https://www.realvalueproducts.com/products/nortriptyline-hcl-cap-10-mg-100-ea.
RxNorm identifiers: https://github.com/cqframework/opioid-cds-r4 (OMTKData2020.cql).
"""

from app.clinical import routes
from app.clinical.substances import Form, Product, Release, Substance, by_mouth

_CAPSULE = Form.CAPSULE

OTHER_PAIN_MEDICINES = (
    Substance(
        code="acetaminophen",
        is_opioid=False,
        rxcui="161",
        synonyms=("paracetamol", "apap"),
        products=(
            by_mouth(500),
            by_mouth(650, release=Release.EXTENDED),
            by_mouth(form=Form.LIQUID),
            Product(routes.RECTAL, Form.SUPPOSITORY, "mg"),
        ),
    ),
    Substance(
        code="ibuprofen",
        is_opioid=False,
        rxcui="5640",
        products=(
            by_mouth(200, 400, 600, 800),
            by_mouth(form=Form.LIQUID),
            Product(routes.TOPICAL, Form.GEL, "g"),
        ),
    ),
    Substance(code="naproxen", is_opioid=False, products=(by_mouth(250, 375, 500),)),
    Substance(
        code="diclofenac",
        is_opioid=False,
        products=(
            by_mouth(25, 50, 75),
            by_mouth(100, release=Release.EXTENDED),
            Product(routes.TOPICAL, Form.GEL, "g"),
        ),
    ),
    Substance(
        code="celecoxib", is_opioid=False, products=(by_mouth(50, 100, 200, 400, form=_CAPSULE),)
    ),
    Substance(
        code="aspirin",
        is_opioid=False,
        rxcui="1191",
        synonyms=("asa",),
        products=(by_mouth(81, 325, 500),),
    ),
    Substance(
        code="gabapentin",
        is_opioid=False,
        products=(by_mouth(100, 300, 400, form=_CAPSULE), by_mouth(600, 800)),
    ),
    Substance(
        code="pregabalin",
        is_opioid=False,
        products=(by_mouth(25, 50, 75, 100, 150, 200, 225, 300, form=_CAPSULE),),
    ),
    Substance(code="duloxetine", is_opioid=False, products=(by_mouth(20, 30, 60, form=_CAPSULE),)),
    Substance(
        code="amitriptyline", is_opioid=False, products=(by_mouth(10, 25, 50, 75, 100, 150),)
    ),
    Substance(
        code="nortriptyline",
        is_opioid=False,
        products=(by_mouth(10, 25, 50, 75, form=_CAPSULE),),
    ),
    Substance(
        code="lidocaine",
        is_opioid=False,
        synonyms=("lignocaine",),
        products=(Product(routes.TOPICAL, Form.PATCH, "patch"),),
    ),
)

# Also taken for pain, beside a pain medicine, or together with an opioid in one product: known to
# be no opioids, and not offered in the list. Their place in the WHO ATC index (groups A02, A03,
# A06, M01, M02, M03, M04, N02, N03, N05, N06, R01, R05, R06, V03) is at
# https://atcddd.fhi.no/atc_ddd_index/. Naloxone and naltrexone block opioids, methylnaltrexone and
# naloxegol only in the gut.
# Suzetrigine: https://www.fda.gov/news-events/press-announcements/fda-approves-novel-non-opioid-treatment-moderate-severe-acute-pain.
_NAMES_ONLY = (
    "aceclofenac",
    "acemetacin",
    "alminoprofen",
    "almotriptan",
    "alprazolam",
    "baclofen",
    "brompheniramine",
    "bupropion",
    "butalbital",
    "caffeine",
    "cannabis",
    "capsaicin",
    "carbamazepine",
    "carisoprodol",
    "chlorpheniramine",
    "chlorzoxazone",
    "citalopram",
    "clomipramine",
    "clonazepam",
    "clonidine",
    "colchicine",
    "cyclizine",
    "cyclobenzaprine",
    "dantrolene",
    "desipramine",
    "desvenlafaxine",
    "dexibuprofen",
    "dexketoprofen",
    "diazepam",
    "diflunisal",
    "doxepin",
    "doxylamine",
    "dronabinol",
    "eletriptan",
    "escitalopram",
    "esomeprazole",
    "etodolac",
    "etoricoxib",
    "fenoprofen",
    "fluoxetine",
    "flupirtine",
    "flurbiprofen",
    "fluvoxamine",
    "frovatriptan",
    "guaifenesin",
    "homatropine",
    "hyoscine butylbromide",
    "imipramine",
    "indomethacin",
    "ketamine",
    "ketoprofen",
    "ketorolac",
    "lamotrigine",
    "levetiracetam",
    "lorazepam",
    "lornoxicam",
    "maprotiline",
    "mefenamic acid",
    "meloxicam",
    "metamizole",
    "metaxalone",
    "methocarbamol",
    "methylnaltrexone",
    "milnacipran",
    "mirtazapine",
    "misoprostol",
    "nabilone",
    "nabumetone",
    "naloxegol",
    "naloxone",
    "naltrexone",
    "naratriptan",
    "nefopam",
    "niflumic acid",
    "nimesulide",
    "orphenadrine",
    "oxaprozin",
    "oxazepam",
    "oxcarbazepine",
    "paroxetine",
    "pheniramine",
    "phenytoin",
    "phloroglucinol",
    "piroxicam",
    "promethazine",
    "pseudoephedrine",
    "rizatriptan",
    "sertraline",
    "sulindac",
    "sumatriptan",
    "suzetrigine",
    "temazepam",
    "tenoxicam",
    "thiocolchicoside",
    "tiaprofenic acid",
    "tiemonium",
    "tizanidine",
    "tolmetin",
    "tolperisone",
    "topiramate",
    "trazodone",
    "trimebutine",
    "trimipramine",
    "triprolidine",
    "valproic acid",
    "venlafaxine",
    "vortioxetine",
    "zolmitriptan",
    "zolpidem",
    "zopiclone",
)
OTHERS_BY_NAME = tuple(
    Substance(code=name, is_opioid=False, products=(by_mouth(),)) for name in _NAMES_ONLY
)
