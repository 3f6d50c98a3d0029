"""The opioids of the catalogue and their CDC 2022 morphine equivalents.

Factors: Dowell et al. 2022, CDC Clinical Practice Guideline for Prescribing Opioids for Pain,
MMWR Recomm Rep 71(3):1, table of conversion factors, read in the reprint at
https://globalrph.com/medcalcs/morphine-milligram-equivalents-calculator. They are estimates of
exposure. They must not be used to convert one opioid into another.

RxNorm identifiers and strengths: RxNorm extract in the CDC decision-support artefacts,
https://github.com/cqframework/opioid-cds-r4 (OMTKData2020.cql). The *factors* in those artefacts
are older than the guideline (hydromorphone 4, methadone in bands, tramadol 0.1): not used.
Strengths of extended-release morphine, oxycodone and oxymorphone tablets and of meperidine
tablets: table 2 of Ther Clin Risk Manag 2007;3:381,
https://pmc.ncbi.nlm.nih.gov/articles/PMC2386360/table/tbl2/.
Buprenorphine patch and film: US labels as given at
https://www.rxlist.com/butrans-drug/indications-dosage.htm and
https://www.straighthealthcare.com/opiate-medications.html.

Where the guideline gives no factor, there is none here: a wrong figure is worse than none. That
holds for buprenorphine (a partial agonist) and for every opioid not given by mouth, but for the
fentanyl patch. Older lists have figures for some of these; they are left out on purpose.
"""

from app.clinical import routes
from app.clinical.substances import Form, Product, Release, Substance, by_mouth, patch

_ACETAMINOPHEN = "acetaminophen"
_LIQUID = by_mouth(form=Form.LIQUID)
_EXTENDED = Release.EXTENDED
_INJECTION = Product(routes.INTRAVENOUS, Form.INJECTION, "mg")

COUNTED_OPIOIDS = (
    Substance(
        code="codeine",
        is_opioid=True,
        rxcui="2670",
        mme_per_mg=0.15,
        products=(
            by_mouth(15, 30, 60),
            by_mouth(partner=_ACETAMINOPHEN),
            by_mouth(partner="ibuprofen"),
            _LIQUID,
        ),
    ),
    Substance(
        code="fentanyl",
        is_opioid=True,
        rxcui="4337",
        mme_per_mcg_per_hour=2.4,
        products=(
            patch(12, 25, 37.5, 50, 62.5, 75, 87.5, 100),
            Product(routes.BUCCAL, Form.TABLET, "mcg"),
            Product(routes.SUBLINGUAL, Form.TABLET, "mcg"),
            Product(routes.NASAL, Form.SPRAY, "mcg"),
        ),
    ),
    Substance(
        code="hydrocodone",
        is_opioid=True,
        rxcui="5489",
        mme_per_mg=1.0,
        products=(
            by_mouth(2.5, 5, 7.5, 10, partner=_ACETAMINOPHEN),
            # The extract names the span 10-120 mg, not each strength.
            by_mouth(form=Form.CAPSULE, release=_EXTENDED),
            by_mouth(partner="ibuprofen"),
        ),
    ),
    Substance(
        code="hydromorphone",
        is_opioid=True,
        rxcui="3423",
        mme_per_mg=5.0,
        products=(by_mouth(2, 4, 8), by_mouth(8, 12, 16, 32, release=_EXTENDED), _LIQUID),
    ),
    Substance(
        code="methadone",
        is_opioid=True,
        rxcui="6813",
        mme_per_mg=4.7,
        products=(by_mouth(5, 10, 40), _LIQUID),
    ),
    Substance(
        code="morphine",
        is_opioid=True,
        rxcui="7052",
        mme_per_mg=1.0,
        products=(
            by_mouth(15, 30),
            by_mouth(15, 30, 60, 100, 200, release=_EXTENDED),
            _LIQUID,
            Product(routes.RECTAL, Form.SUPPOSITORY, "mg", (5, 10, 20, 30)),
            _INJECTION,
        ),
    ),
    Substance(
        code="oxycodone",
        is_opioid=True,
        rxcui="7804",
        mme_per_mg=1.5,
        products=(
            by_mouth(5, 10, 15, 20, 30),
            by_mouth(2.5, 5, 7.5, 10, partner=_ACETAMINOPHEN),
            by_mouth(10, 20, 40, 80, release=_EXTENDED),
            by_mouth(partner="naloxone"),
            _LIQUID,
        ),
    ),
    Substance(
        code="oxymorphone",
        is_opioid=True,
        rxcui="7814",
        mme_per_mg=3.0,
        products=(by_mouth(5, 10), by_mouth(5, 10, 20, 40, release=_EXTENDED)),
    ),
    Substance(
        code="tapentadol",
        is_opioid=True,
        rxcui="787390",
        mme_per_mg=0.4,
        # Of the extended-release tablets only the span 50-250 mg was confirmed. The solution: the
        # British dictionary.
        products=(by_mouth(50, 75, 100), by_mouth(release=_EXTENDED), _LIQUID),
    ),
    Substance(
        code="tramadol",
        is_opioid=True,
        rxcui="10689",
        mme_per_mg=0.2,
        products=(
            by_mouth(50, 100),
            by_mouth(37.5, partner=_ACETAMINOPHEN),
            # The extract names the span 100-300 mg, not each strength.
            by_mouth(release=_EXTENDED),
            # Drops and solutions: the British dictionary (`dmd` of `medicine_sources`).
            _LIQUID,
        ),
    ),
)

# Opioids without a factor in the guideline. That those without an RxNorm identifier are opioids:
# WHO ATC index, groups N02A and N01AH, https://atcddd.fhi.no/atc_ddd_index/?code=N02A.
UNCOUNTED_OPIOIDS = (
    Substance(
        code="buprenorphine",
        is_opioid=True,
        rxcui="1819",
        products=(
            patch(5, 7.5, 10, 15, 20),
            Product(routes.SUBLINGUAL, Form.TABLET, "mg", (2, 8)),
            Product(routes.BUCCAL, Form.FILM, "mcg", (75, 150, 300, 450, 600, 750, 900)),
            Product(routes.SUBLINGUAL, Form.FILM, "mg", partner="naloxone"),
        ),
    ),
    # A prodrug of hydrocodone; the guideline has no factor for it by itself.
    Substance(code="benzhydrocodone", is_opioid=True, products=(by_mouth(),)),
    Substance(
        code="butorphanol",
        is_opioid=True,
        rxcui="1841",
        products=(Product(routes.NASAL, Form.SPRAY, "mg"), _INJECTION),
    ),
    Substance(code="dihydrocodeine", is_opioid=True, rxcui="23088", products=(by_mouth(), _LIQUID)),
    Substance(code="levorphanol", is_opioid=True, rxcui="6378", products=(by_mouth(),)),
    Substance(
        code="meperidine",
        is_opioid=True,
        rxcui="6754",
        synonyms=("pethidine",),
        products=(by_mouth(50, 100), _LIQUID, _INJECTION),
    ),
    Substance(code="nalbuphine", is_opioid=True, rxcui="7238", products=(_INJECTION,)),
    Substance(code="opium", is_opioid=True, rxcui="7676", products=(_LIQUID,)),
    Substance(code="pentazocine", is_opioid=True, rxcui="8001", products=(by_mouth(),)),
    Substance(
        code="diamorphine",
        is_opioid=True,
        synonyms=("diacetylmorphine",),
        products=(_INJECTION, by_mouth()),
    ),
    Substance(code="piritramide", is_opioid=True, products=(_INJECTION,)),
    Substance(
        code="propoxyphene",
        is_opioid=True,
        synonyms=("dextropropoxyphene",),
        products=(by_mouth(form=Form.CAPSULE),),
    ),
    Substance(
        code="tilidine",
        is_opioid=True,
        products=(by_mouth(), by_mouth(partner="naloxone"), _LIQUID),
    ),
    # The half of methadone that works: about twice as strong. The guideline has a factor for
    # methadone alone, so there is none here, and methadone's own is never taken for it.
    Substance(code="levomethadone", is_opioid=True, products=(_LIQUID, by_mouth())),
    Substance(code="dextromoramide", is_opioid=True, products=(by_mouth(),)),
    Substance(code="dipipanone", is_opioid=True, products=(by_mouth(partner="cyclizine"),)),
    Substance(code="ketobemidone", is_opioid=True, products=(by_mouth(),)),
    Substance(code="meptazinol", is_opioid=True, products=(by_mouth(), _INJECTION)),
    Substance(code="nicomorphine", is_opioid=True, products=(by_mouth(), _INJECTION)),
    # For a cough; both stand beside codeine in the WHO ATC index, group R05DA.
    Substance(code="ethylmorphine", is_opioid=True, products=(_LIQUID, by_mouth())),
    Substance(code="pholcodine", is_opioid=True, products=(_LIQUID,)),
    Substance(code="oliceridine", is_opioid=True, products=(_INJECTION,)),
    Substance(code="papaveretum", is_opioid=True, products=(_INJECTION,)),
    Substance(
        code="sufentanil",
        is_opioid=True,
        products=(Product(routes.SUBLINGUAL, Form.TABLET, "mcg"),),
    ),
    Substance(code="alfentanil", is_opioid=True, products=(_INJECTION,)),
    Substance(code="remifentanil", is_opioid=True, products=(_INJECTION,)),
)

# No opioids by law or by name, but they act on the same receptors. Both have no factor.
# Kratom: https://www.fda.gov/news-events/public-health-focus/fda-and-kratom. Tianeptine:
# https://www.fda.gov/consumers/consumer-updates/tianeptine-products-linked-serious-harm-overdoses-death.
OPIOID_LIKE = (
    Substance(
        code="kratom",
        is_opioid=True,
        synonyms=("mitragynine",),
        products=(by_mouth(form=Form.CAPSULE), _LIQUID, by_mouth(form=Form.OTHER)),
    ),
    Substance(code="tianeptine", is_opioid=True, products=(by_mouth(), by_mouth(form=Form.OTHER))),
)

OPIOIDS = (*COUNTED_OPIOIDS, *UNCOUNTED_OPIOIDS, *OPIOID_LIKE)
