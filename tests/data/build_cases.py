"""Write the diaries of tests/data anew: `python -m tests.data.build_cases`.

Each case is a published report, laid out day by day. What the report states is in `STATED`, what
had to be filled in to make a diary of it in `FILLED_IN`; the phases below hold both. Daily scores
alternate around the stated level in a fixed pattern, so that no random numbers are needed.
"""

import csv
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
FIRST_DAY = date(2025, 1, 6)
# Day-to-day changes around the level of a phase, repeated; they add up to zero.
PATTERN = (0, 1, 0, -1, 1, 0, 0, -1, 0, 1, -1, 0)


@dataclass(frozen=True)
class Phase:
    """Days alike: pain, touch, areas, and the dose rows of each day (hour, name, amount, unit)."""

    days: int
    pain: int
    touch: int
    areas: tuple[str, ...]
    doses: tuple[tuple[int, str, float, str], ...]
    dose_every_days: int = 1
    event: str = ""


@dataclass(frozen=True)
class Case:
    """One report."""

    name: str
    citation: str
    stated: tuple[str, ...]
    filled_in: tuple[str, ...]
    levels_accepted: tuple[str, ...]
    original: tuple[str, ...]
    condition: str
    phases: tuple[Phase, ...] = field(repr=False)


def morphine(mg_per_day: float) -> tuple[tuple[int, str, float, str], ...]:
    """Half in the morning, half in the evening."""
    return ((8, "morphine ER", mg_per_day / 2, "mg"), (20, "morphine ER", mg_per_day / 2, "mg"))


def patch(mcg_per_hour: float) -> tuple[tuple[int, str, float, str], ...]:
    """All patches of a change as one row."""
    return ((9, "fentanyl", mcg_per_hour, "mcg/h"),)


HEAD = ("head",)
WIDER = (*HEAD, "neck", "left_shoulder_girdle")
WIDEST = (*WIDER, "upper_back", "right_upper_arm", "left_upper_leg")
HIP = ("lower_back", "left_hip", "left_upper_leg")
PLEXUS = (*HIP, "left_foot")
QUADRANTS = (*PLEXUS, "right_shoulder_girdle", "right_upper_leg", "upper_back")
BACK = ("lower_back",)
LEGS = (*BACK, "left_upper_leg", "right_upper_leg")
FEET = (*LEGS, "left_lower_leg", "right_lower_leg", "left_foot", "right_foot")
BELLY = ("abdomen",)
DOWN = "dose_change_by_prescriber"
UP = DOWN

CASES = (
    Case(
        "glioma-rising-with-every-increase",
        "Kaneria A. Opioid-induced hyperalgesia: when pain killers make pain worse. BMJ Case Rep "
        "2014, doi 10.1136/bcr-2014-204551, https://casereports.bmj.com/content/2014/bcr-2014-204551",
        (
            "woman of 44 with a temporal glioma",
            "pain rose after every increase of the dose, in the end continuous",
            "touch hurt so much that she could hardly be examined; nothing else was found",
        ),
        ("morphine as the opioid, its amounts", "length of each step", "scores", "places"),
        ("discuss",),
        HEAD,
        "temporal glioma",
        (
            Phase(28, 4, 0, HEAD, morphine(60)),
            Phase(21, 5, 2, WIDER, morphine(90), event=UP),
            Phase(21, 6, 4, WIDEST, morphine(140), event=UP),
            Phase(28, 8, 6, WIDEST, morphine(210), event=UP),
        ),
    ),
    Case(
        "glioma-after-the-cut",
        "Kaneria A. BMJ Case Rep 2014, doi 10.1136/bcr-2014-204551",
        (
            "the dose was cut by a third at first, then every one or two days",
            "pain improved at once and went away; she was steady on almost one seventh",
            "home after 8 days",
        ),
        ("the weeks before as in the other diary", "eight quiet weeks after", "scores", "places"),
        ("none",),
        HEAD,
        "temporal glioma",
        (
            Phase(28, 7, 5, WIDEST, morphine(210)),
            Phase(2, 5, 4, WIDER, morphine(140), event=DOWN),
            Phase(2, 3, 2, WIDER, morphine(90), event=DOWN),
            Phase(2, 2, 1, HEAD, morphine(60), event=DOWN),
            Phase(56, 1, 0, HEAD, morphine(30), event=DOWN),
        ),
    ),
    Case(
        "plexopathy-morphine-to-300-mg",
        "Mulla N. Case of the Month #28: Opioid-induced hyperalgesia. Faculty of Pain Medicine "
        "2023, "
        "https://beta.fpm.ac.uk/documents/case-month-28-opioid-induced-hyperalgesia-dr-nofil-mulla",
        (
            "man of 48; left lower back, buttock, leg and foot",
            "more morphine made it worse; pain in several quadrants began after the dose rose",
            "300 mg a day in the end; allodynia and many tender points",
        ),
        ("amounts before", "length of each step", "scores"),
        ("discuss",),
        PLEXUS,
        "lumbosacral plexopathy after radiation",
        (
            Phase(28, 4, 1, PLEXUS, morphine(90)),
            Phase(21, 5, 3, PLEXUS, morphine(150), event=UP),
            Phase(21, 7, 5, QUADRANTS, morphine(210), event=UP),
            Phase(21, 8, 6, QUADRANTS, morphine(300), event=UP),
        ),
    ),
    Case(
        "myeloma-pain-ten-of-ten",
        "Axelrod DJ, Reville B. Using methadone to treat opioid-induced hyperalgesia and "
        "refractory pain, https://docslib.org/doc/9911106/",
        (
            "woman of 45 with multiple myeloma and back pain, on high doses for years",
            "pain not controlled although several opioids were raised; 10 of 10 most of the time",
            "back, both thighs and calves, tingling pain in both feet",
        ),
        ("morphine for the several opioids", "amounts", "touch scores", "weeks before"),
        ("watch", "discuss"),
        BACK,
        "multiple myeloma",
        (
            Phase(35, 6, 1, BACK, morphine(180)),
            Phase(21, 7, 3, LEGS, morphine(240), event=UP),
            Phase(28, 9, 5, FEET, morphine(360), event=UP),
        ),
    ),
    Case(
        "methadone-one-week",
        "Methadone-induced hyperalgesia: is it possible?, https://discovery.researcher.life/article/"
        "methadone-induced-hyperalgesia-is-it-possible-775/965f00cc11293ad7922b36b203664c66",
        (
            "man of 64; methadone 5 mg three times a day for one week",
            "then severe pain in the neck, low back, hips and left lower leg",
            "2.5 mg twice a day; much better within 48 hours",
        ),
        ("scores", "touch", "the days around that week"),
        ("insufficient_data",),
        ("lower_back", "left_lower_leg"),
        "low back pain, broken leg",
        (
            Phase(3, 6, 0, ("lower_back", "left_lower_leg"), ((8, "codeine", 60, "mg"),)),
            Phase(
                7,
                8,
                3,
                ("neck", "lower_back", "left_hip", "right_hip", "left_lower_leg"),
                tuple((hour, "methadone", 5, "mg") for hour in (7, 14, 21)),
                event=UP,
            ),
            Phase(
                3,
                3,
                0,
                ("lower_back", "left_lower_leg"),
                ((8, "methadone", 2.5, "mg"), (20, "methadone", 2.5, "mg")),
                event=DOWN,
            ),
        ),
    ),
    Case(
        "bile-duct-patches-to-1050",
        "Kim et al. High-dose fentanyl patch for cancer pain of a patient with cholangiocarcinoma. "
        "Korean J Intern Med 2010;25(3), https://kjim.org/journal/view.php?number=162442",
        (
            "man of 52; bearable on 250 mcg/h for three months, then 8 to 9 of 10",
            "a drainage did not help; patches raised step by step to 1,050 mcg/h",
            "2 to 3 of 10 at that dose",
        ),
        ("length of each step", "no touch pain", "one place"),
        ("none", "watch"),
        BELLY,
        "cholangiocarcinoma",
        (
            Phase(42, 3, 0, BELLY, patch(250), 3),
            Phase(12, 8, 0, BELLY, patch(250), 3, event="surgery_or_procedure"),
            Phase(12, 6, 0, BELLY, patch(500), 3, event=UP),
            Phase(12, 5, 0, BELLY, patch(800), 3, event=UP),
            Phase(42, 3, 0, BELLY, patch(1050), 3, event=UP),
        ),
    ),
    Case(
        "rectal-cancer-patches-to-650",
        "High-dose transdermal fentanyl for cancer pain. J Jpn Soc Pain Clin 2008;15(2), "
        "https://www.jstage.jst.go.jp/article/jjspc/15/2/15_07-0019/_article/-char/en",
        (
            "man of 56 with rectal cancer; pain worsened as the tumour grew",
            "patches raised up to 650 mcg/h; about 4 of 10; 7 months",
        ),
        ("length of each step", "scores before each step", "no touch pain", "places"),
        ("none", "watch"),
        BACK,
        "rectal cancer",
        (
            Phase(30, 5, 0, BACK, patch(100), 3),
            Phase(30, 6, 0, BACK, patch(200), 3, event="condition_worse"),
            Phase(30, 5, 0, BACK, patch(350), 3, event=UP),
            Phase(30, 5, 0, BACK, patch(500), 3, event=UP),
            Phase(60, 4, 0, BACK, patch(650), 3, event=UP),
        ),
    ),
    Case(
        "rectal-cancer-patches-to-1000",
        "High-dose fentanyl patch for cancer pain. J Am Board Fam Pract 2004;17:388, "
        "doi 10.3122/jabfm.17.5.388",
        (
            "man of 62; 10 of 10 on 150 mcg/h, in his last 3.5 months",
            "raised gradually to 1,000 mcg/h; 1 to 4 of 10 most of the time",
        ),
        ("length of each step", "no touch pain", "one place"),
        ("none",),
        ("left_hip",),
        "rectal carcinoma",
        (
            Phase(14, 9, 0, ("left_hip",), patch(150), 3),
            Phase(15, 7, 0, ("left_hip",), patch(400), 3, event=UP),
            Phase(15, 5, 0, ("left_hip",), patch(700), 3, event=UP),
            Phase(60, 3, 0, ("left_hip",), patch(1000), 3, event=UP),
        ),
    ),
    Case(
        "withdrawal-old-injury-hurts-again",
        "Withdrawal-associated injury site pain: a descriptive case series of 34 people, "
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5113230",
        (
            "an old, healed injury hurts again when the opioid is stopped",
            "median 8 of 10; over after a median of 14 days",
        ),
        ("the course before and after", "the opioid and its amount", "places", "touch"),
        ("none", "watch"),
        BACK,
        "back pain",
        (
            Phase(42, 4, 0, BACK, morphine(60)),
            Phase(14, 8, 2, (*BACK, "right_lower_leg", "left_lower_arm"), (), event="missed_doses"),
            Phase(28, 4, 0, BACK, morphine(60)),
        ),
    ),
)


def write(case: Case, folder: Path) -> None:
    """Write the four files of a diary and what is known about it."""
    folder.mkdir(parents=True, exist_ok=True)
    entries, doses, events = [], [], []
    day = FIRST_DAY
    number = 0
    for phase in case.phases:
        if phase.event:
            events.append((day.isoformat(), phase.event, ""))
        for count in range(phase.days):
            shift = PATTERN[number % len(PATTERN)]
            pain = min(max(phase.pain + shift, 0), 10)
            touch = min(max(phase.touch + (shift if phase.touch else 0), 0), 10)
            entries.append((day.isoformat(), pain, "", ";".join(phase.areas), touch, ""))
            if count % phase.dose_every_days == 0:
                for hour, name, amount, unit in phase.doses:
                    taken = datetime(day.year, day.month, day.day, hour).isoformat()  # noqa: DTZ001 - local
                    route = "transdermal" if unit == "mcg/h" else "oral"
                    doses.append((taken, name, route, amount, unit))
            day += timedelta(days=1)
            number += 1
    head = ("date", "pain", "worst_pain", "locations", "touch_sensitivity", "note")
    _write_csv(folder / "entries.csv", head, entries)
    _write_csv(folder / "doses.csv", ("taken_at", "medication", "route", "amount", "unit"), doses)
    _write_csv(folder / "events.csv", ("date", "kind", "note"), events)
    profile = {
        "original_locations": case.original,
        "opioid_start": (FIRST_DAY - timedelta(days=90)).isoformat(),
        "condition": case.condition,
    }
    _write_json(folder / "profile.json", profile)
    source = {key: value for key, value in asdict(case).items() if key != "phases"}
    _write_json(folder / "source.json", source | {"as_of": (day - timedelta(days=1)).isoformat()})


def _write_csv(path: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for one in CASES:
        write(one, FOLDER / one.name)
