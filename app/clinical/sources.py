"""The publications behind the words for patients: each has an id that pages cite.

An address is where the text was read. Where only an abstract could be read, the words claim no
more than the abstract says. A test fails for a cited id that is not listed here.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Source:
    """One publication.

    Attributes:
        id: how pages cite it.
        authors: who wrote it, or the body that published it.
        title: its title, or what it reports where the title was not read.
        year: when it was published; None for a page that carries no year.
        address: where it was read.
    """

    id: str
    authors: str
    title: str
    year: int | None
    address: str


_FDA = "Food and Drug Administration"
_FDA_SAFETY = "https://www.fda.gov/drugs/drug-safety-and-availability/"
_PMC = "https://pmc.ncbi.nlm.nih.gov/articles/"

_PARADOXICAL_PAIN = (
    Source(
        "fda-2023",
        _FDA,
        "FDA updates prescribing information for all opioid pain medicines",
        2023,
        _FDA_SAFETY
        + "fda-updates-prescribing-information-all-opioid-pain-medicines-provide-additional-"
        "guidance-safe-use",
    ),
    Source(
        "fda-2025",
        _FDA,
        "FDA is requiring opioid pain medicine manufacturers to update prescribing information "
        "regarding long-term use",
        2025,
        _FDA_SAFETY + "fda-requiring-opioid-pain-medicine-manufacturers-update-prescribing-"
        "information-regarding-long-term",
    ),
    Source(
        "guichard-2022",
        "Guichard and others",
        "Opioid-induced hyperalgesia in patients with chronic pain",
        2022,
        "https://pure.gustaveroussy.fr/fr/publications/"
        "opioid-induced-hyperalgesia-in-patients-with-chronic-pain",
    ),
    Source(
        "lee-2011",
        "Lee and others",
        "A comprehensive review of opioid-induced hyperalgesia (Pain Physician)",
        2011,
        "https://abcdocz.com/doc/141948/",
    ),
    Source(
        "tompkins-2011",
        "Tompkins and Campbell",
        "Opioid-induced hyperalgesia: clinically relevant or extraneous research phenomenon?",
        2011,
        f"{_PMC}PMC3165032",
    ),
    Source(
        "chen-2014",
        "Chen and others",
        "How clinicians tell opioid-induced hyperalgesia from tolerance, a survey "
        "(Journal of Opioid Management)",
        2014,
        "https://pubmed.ncbi.nlm.nih.gov/25531956/",
    ),
    Source(
        "eisenberg-2015",
        "Eisenberg, Suzan and Pud",
        "Opioid-induced hyperalgesia: a real clinical problem or just an experimental phenomenon?",
        2015,
        "https://cris.iucc.ac.il/en/publications/"
        "opioid-induced-hyperalgesia-oih-a-real-clinical-problem-or-just-a",
    ),
    Source(
        "mhc-2015",
        "Mental Health Clinician",
        "Opioid-induced hyperalgesia, a review (volume 5, page 138)",
        2015,
        "https://mhc.kglmeridian.com/view/journals/mhcl/5/3/article-p138.xml",
    ),
    Source(
        "fpm-28",
        "Faculty of Pain Medicine",
        "Case of the month 28: opioid-induced hyperalgesia, differential diagnosis",
        None,
        "https://beta.fpm.ac.uk/documents/"
        "case-month-28-opioid-induced-hyperalgesia-dr-nofil-mulla/differential-diagnosis",
    ),
)

_HOW_IT_HAPPENS = (
    Source(
        "schmerz-2005",
        "Der Schmerz",
        "Opioid-induced analgesia and hyperalgesia",
        2005,
        "https://doi.org/10.1007/s00482-005-0424-9",
    ),
    Source(
        "echeverria-2023",
        "Echeverria-Villalobos and others",
        "The role of neuroinflammation in the transition of acute to chronic pain and the "
        "opioid-induced hyperalgesia and tolerance",
        2023,
        "https://frontiersin.org/articles/10.3389/fphar.2023.1297931/full",
    ),
    Source(
        "dydyk-2020",
        "Dydyk and Givler",
        "Central pain syndrome (StatPearls)",
        2020,
        "https://iiab.me/modules/en-statpearls/articles/article-19133.html",
    ),
)

_LONG_TERM = (
    Source(
        "ladron-2023",
        "Ladrón Abia and others",
        "Incidence of opioid-induced esophageal dysfunction",
        2023,
        "https://pubmed.ncbi.nlm.nih.gov/35605820/",
    ),
    Source(
        "kotlinska-2022",
        "Kotlińska-Lemieszek and Żylicz",
        "Less well-known consequences of the long-term use of opioid analgesics",
        2022,
        f"{_PMC}PMC8784970",
    ),
    Source(
        "hayes-2020",
        "Hayes and others",
        "Opioid dose escalation and pain in veterans, a matched comparison",
        2020,
        "https://www.hsrd.research.va.gov/research/citations/abstract.cfm?Identifier=127822",
    ),
    Source(
        "sturgeon-2018",
        "Sturgeon and others",
        "Daily pain, mood and use of pain medicine in chronic back pain "
        "(International Journal of Behavioral Medicine)",
        2018,
        "https://link.springer.com/article/10.1007/s12529-017-9686-8",
    ),
    Source(
        "rieb-2016",
        "Rieb and others",
        "Withdrawal-associated injury site pain (Pain)",
        2016,
        f"{_PMC}PMC5113230",
    ),
    Source(
        "schneider-2012",
        "Schneider and others",
        "Day-to-day change of pain and depression",
        2012,
        f"{_PMC}PMC3307888",
    ),
)

_CARE = (
    Source(
        "fda-2019",
        _FDA,
        "FDA identifies harm reported from sudden discontinuation of opioid pain medicines",
        2019,
        _FDA_SAFETY + "fda-identifies-harm-reported-sudden-discontinuation-opioid-pain-medicines-"
        "and-requires-label-changes",
    ),
    Source(
        "hhs-2019",
        "Department of Health and Human Services",
        "Guide for clinicians on the reduction or discontinuation of long-term opioids",
        2019,
        "https://www.hhs.gov/opioids/treatment/clinicians-guide-opioid-dosage-reduction/",
    ),
    Source(
        "cdc-nonopioid",
        "Centers for Disease Control and Prevention",
        "Nonopioid therapies for pain, a clinical reference",
        None,
        "https://cdc.gov/overdose-resources/hcp/files/"
        "non-opioid-therapies-for-pain-a-clinical-reference.html",
    ),
    Source(
        "frank-2017",
        "Frank and others",
        "Patient outcomes in dose reduction or discontinuation of long-term opioid therapy",
        2017,
        "https://psnet.ahrq.gov/issue/"
        "patient-outcomes-dose-reduction-or-discontinuation-long-term-opioid-therapy-"
        "systematic-review",
    ),
    Source(
        "taper-review-2020",
        "Journal of General Internal Medicine",
        "Outcomes of reducing long-term opioids, an update of the evidence",
        2020,
        f"{_PMC}PMC7728933",
    ),
)

_SAFETY = (
    Source(
        "asam-2025",
        "American Society of Addiction Medicine",
        "Patient guide",
        2025,
        "https://eguideline.guidelinecentral.com/i/1536453-asam-opioid-use-disorder-patient-guide-2025/18",
    ),
    Source(
        "kane-overdose",
        "Kane County Health Department",
        "Overdose signs",
        None,
        "https://www.kanehealth.com/opioid-awareness/Pages/Overdose-Signs.aspx",
    ),
    Source(
        "pa-naloxone",
        "Pennsylvania Department of Health",
        "Naloxone",
        None,
        "https://health.pa.gov/topics/disease/Opioids/Pages/Naloxone.aspx",
    ),
    Source(
        "acep-signs",
        "American College of Emergency Physicians",
        "Warning signs, as printed in a hospital’s health library",
        None,
        "https://healthlibrary.bvhealthsystem.org/85,P00868",
    ),
    Source(
        "aaos-cauda",
        "American Academy of Orthopaedic Surgeons",
        "Cauda equina syndrome",
        None,
        "http://orthoinfo.aaos.org/topic.cfm?topic=A00362",
    ),
    Source(
        "mypcnow-57",
        "Palliative Care Network of Wisconsin",
        "Fast Fact 57: neuroexcitatory effects of opioids",
        None,
        "https://www.mypcnow.org/fast-fact/neuroexcitatory-effects-of-opioids-patient-assessment/",
    ),
    Source(
        "nhsct-back",
        "Northern Health and Social Care Trust",
        "Low back pain",
        None,
        "https://www.northerntrust.hscni.net/services/physiotherapy-services/"
        "physiotherapy-service-outpatient-service/low-back-pain/",
    ),
    Source(
        "alberta-withdrawal",
        "Alberta Health Services",
        "Opioid withdrawal",
        None,
        "https://myhealth.alberta.ca/health/AfterCareInformation/pages/conditions.aspx?hwid=abr9593",
    ),
    Source(
        "cdc-pregnancy",
        "Centers for Disease Control and Prevention",
        "Pregnancy and opioid pain medications",
        None,
        "https://docslib.org/doc/859003/pregnancy-and-opioid-pain-medications",
    ),
    Source(
        "hss-dependence",
        "Hospital for Special Surgery",
        "Opioids: understanding addiction versus dependence",
        None,
        "https://www.hss.edu/conditions_understanding-addiction-versus-dependence.asp",
    ),
    Source(
        "nida-treatable",
        "National Institutes of Health (NIDA)",
        "Efficacy of medications for opioid use disorder",
        None,
        "https://nida.nih.gov/publications/research-reports/"
        "medications-to-treat-opioid-addiction/efficacy-medications-opioid-use-disorder",
    ),
    Source(
        "samhsa-helpline",
        "SAMHSA",
        "National Helpline",
        None,
        "https://www.samhsa.gov/find-help/national-helpline",
    ),
)

_PHONE_NUMBERS = (
    Source(
        "988-us",
        "988 Lifeline",
        "What to expect",
        None,
        "https://988lifeline.org/get-help/what-to-expect",
    ),
    Source(
        "911-ca",
        "Government of New Brunswick",
        "NB 911",
        None,
        "https://www.gnb.ca/en/topic/laws-safety/community-safety/911.html",
    ),
    Source(
        "988-ca",
        "Government of Canada",
        "Government of Canada launches three-digit suicide crisis helpline",
        2023,
        "https://www.newswire.ca/news-releases/"
        "government-of-canada-launches-three-digit-suicide-crisis-helpline-896472116.html",
    ),
    Source(
        "999-uk",
        "West Midlands Ambulance Service",
        "Should I ring 999 or 111?",
        None,
        "https://wmas.nhs.uk/999-or-111/",
    ),
    Source(
        "samaritans-uk",
        "Samaritans",
        "Contact a Samaritan",
        None,
        "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
    ),
    Source(
        "112-ie",
        "Health Service Executive",
        "When to call 112 or 999",
        None,
        "https://www2.hse.ie/emergencies/when-to-call-112-or-999/",
    ),
    Source(
        "samaritans-ie",
        "Irish Examiner",
        "Samaritans answer 2.9m calls since 2014",
        None,
        "https://www.irishexaminer.com/breakingnews/ireland/"
        "samaritans-answer-29m-calls-since-2014-charity-to-play-crucial-role-in-new-mental-help-"
        "phone-service-914684.html",
    ),
    Source(
        "lifeline-au",
        "Lifeline Australia",
        "Telephone crisis support: frequently asked questions",
        None,
        "https://lifelineh2h.org.au/get-help/telephone-crisis-support/faqs/",
    ),
    Source(
        "111-nz",
        "New Zealand Government",
        "111 emergency service",
        None,
        "https://www.govt.nz/browse/crime-and-justice/crimes-and-emergencies/111-emergency-service/",
    ),
    Source(
        "1737-nz",
        "New Zealand Minister of Health",
        "Single phone number to access support services",
        2017,
        "http://www.scoop.co.nz/stories/PA1706/S00527/single-phone-number-to-access-support-services.htm",
    ),
    Source(
        "112-eu",
        "European Commission, as printed by Government Technology",
        "European emergency number 112 now works in all EU member states",
        2008,
        "https://www.govtech.com/public-safety/European-Emergency-Number-112-Now-Works.html",
    ),
    Source(
        "144-ch",
        "Canton of Grisons",
        "Emergencies",
        None,
        "https://hallo.gr.ch/en/gesundheit/notfall/Seiten/default.aspx?isdlg=1",
    ),
    Source(
        "143-ch",
        "Swiss authorities (ch.ch)",
        "Road accident: what should I do?",
        None,
        "https://ch.ch/en/road-accident-what-should-i-do",
    ),
    Source(
        "911-mx",
        "Noventa Grados, after Michoacán’s ministry of public safety",
        "Sistema de Emergencias 911",
        2026,
        "https://www.noventagrados.com.mx/politica/"
        "sistema-de-emergencias-911-aliado-de-las-y-los-michoacanos-ante-cualquier-eventualidad-ssp.htm",
    ),
    Source(
        "911-pr",
        "Laws of Puerto Rico",
        "Negociado de Sistemas de Emergencias 9-1-1",
        2020,
        "https://instalawyer.io/laws/2020-laws-of-puerto-rico/3623-definiciones",
    ),
    Source(
        "988-pr",
        "#CrisisTalk",
        "Puerto Rico’s 988 system",
        None,
        "https://talk.crisisnow.com/puerto-rico-988/",
    ),
)

_OWN = (
    Source(
        "tidemark-rules",
        "Tidemark",
        "How the advisory is worked out, and how often it is wrong",
        2026,
        "/about#advisory",
    ),
)

SOURCES = MappingProxyType(
    {
        source.id: source
        for source in (
            *_PARADOXICAL_PAIN,
            *_HOW_IT_HAPPENS,
            *_LONG_TERM,
            *_CARE,
            *_SAFETY,
            *_PHONE_NUMBERS,
            *_OWN,
        )
    }
)
