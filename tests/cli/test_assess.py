import csv
import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from app.cli.assess import assess
from app.cli.assess_cohort import assess_cohort, find_jobs

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[1] / "data"
CASE = DATA / "glioma-rising-with-every-increase"


def ask(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(assess, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_it_prints_level_and_evidence_in_plain_lines() -> None:
    code, out, _ = ask(str(CASE))
    assert code == 0
    assert out.startswith("2025-04-13: discuss (score ")
    assert "pain_rise: for" in out


def test_as_json_it_is_one_object() -> None:
    code, out, _ = ask(str(CASE), "--as-of", "2025-04-13", "--json")
    assert code == 0
    answer = json.loads(out)
    assert answer["level"] == "discuss"
    assert answer["as_of"] == "2025-04-13"
    assert {line["code"] for line in answer["criteria"]} >= {"pain_rise", "touch_rise"}


def test_the_json_holds_every_point_and_they_add_up() -> None:
    answer = json.loads(ask(str(CASE), "--as-of", "2025-04-13", "--json")[1])
    points = answer["points"]
    total = points["base"] + sum(line["points"] for line in points["lines"])
    assert points["total"] == pytest.approx(total)
    assert points["band"] == [points["discuss"], None]
    assert {code for code, _ in points["conditions"]} == {
        "pain_rose_or_stayed",
        "enough_days",
        "treatment_unchanged",
    }


def test_only_what_is_dated_up_to_the_day_counts() -> None:
    _, out, _ = ask(str(CASE), "--as-of", "2025-01-20", "--json")
    assert json.loads(out)["quality"]["days_logged"] == 15


def test_a_program_may_write_any_number_of_decimals(tmp_path: Path) -> None:
    copy = Path(copytree(CASE, tmp_path / "copy"))
    doses = copy / "doses.csv"
    header, *rows = csv.reader(doses.read_text(encoding="utf-8").splitlines())
    at = header.index("amount")
    for row in rows:
        row[at] = f"{float(row[at]):.3f}"
    doses.write_text("\n".join(map(",".join, [header, *rows])), encoding="utf-8")
    assert ask(str(copy), "--json") == ask(str(CASE), "--json")


def test_a_broken_file_is_one_sentence_that_names_file_line_and_column(tmp_path: Path) -> None:
    broken = Path(copytree(CASE, tmp_path / "broken"))
    entries = broken / "entries.csv"
    lines = entries.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",3,", ",eleven,").replace(",4,", ",eleven,")
    entries.write_text("\n".join(lines), encoding="utf-8")
    code, out, err = ask(str(broken))
    assert (code, out) == (2, "")
    assert err.startswith("entries.csv, line 4, column pain:")
    assert err.count("\n") == 1


def test_a_missing_folder_is_one_sentence_too(tmp_path: Path) -> None:
    code, _, err = ask(str(tmp_path / "nowhere"))
    assert code == 2
    assert err.count("\n") == 1


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        copytree(CASE, tmp_path / "cohort" / "patients" / name)
    return tmp_path / "cohort"


def run(cohort: Path, out: Path) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(assess_cohort, [str(cohort), "--out", str(out)])
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return result.exit_code, [json.loads(line) for line in lines], result.stderr


def test_a_cohort_is_assessed_on_the_days_asked_for(cohort: Path, tmp_path: Path) -> None:
    (cohort / "as_of.csv").write_text(
        "patient,as_of\na,2025-01-10\na,2025-04-13\nb,2025-04-13\n", encoding="utf-8"
    )
    code, lines, _ = run(cohort, tmp_path / "out.jsonl")
    assert code == 0
    assert [(line["patient"], line["as_of"], line["level"]) for line in lines] == [
        ("a", "2025-01-10", "insufficient_data"),
        ("a", "2025-04-13", "discuss"),
        ("b", "2025-04-13", "discuss"),
    ]
    assert lines[0]["score"] is None
    assert lines[1]["score"] == lines[2]["score"]


def test_without_days_it_is_weekly_and_agrees_with_single_looks(
    cohort: Path, tmp_path: Path
) -> None:
    code, lines, _ = run(cohort, tmp_path / "out.jsonl")
    assert code == 0
    assert [line["as_of"] for line in lines[:2]] == ["2025-01-06", "2025-01-13"]
    for line in lines[:14:4]:
        single = json.loads(ask(str(CASE), "--as-of", str(line["as_of"]), "--json")[1])
        assert (single["level"], single["score"]) == (line["level"], line["score"])


def test_a_broken_diary_in_a_cohort_is_named(cohort: Path, tmp_path: Path) -> None:
    (cohort / "patients" / "b" / "events.csv").write_text("date,kind,note\nsoon,illness,\n")
    code, _, err = run(cohort, tmp_path / "out.jsonl")
    assert code == 2
    assert err.startswith("b/events.csv, line 2")


def test_a_broken_line_of_days_is_named(cohort: Path, tmp_path: Path) -> None:
    (cohort / "as_of.csv").write_text("patient,as_of\na,yesterday\n", encoding="utf-8")
    code, _, err = run(cohort, tmp_path / "out.jsonl")
    assert code == 2
    assert err.startswith("as_of.csv, line 2")


def test_people_who_were_not_asked_about_are_left_out(cohort: Path) -> None:
    (cohort / "as_of.csv").write_text("patient,as_of\nb,2025-04-13\n", encoding="utf-8")
    assert [person.name for person, _ in find_jobs(cohort)] == ["b"]


def with_a_day_to_come(tmp_path: Path) -> Path:
    folder = tmp_path / "diary"
    copytree(CASE, folder)
    with (folder / "entries.csv").open("a", encoding="utf-8") as entries:
        entries.write("2162-03-02,9,,,,\n")
    return folder


def test_days_to_come_are_left_out_and_named(tmp_path: Path) -> None:
    code, out, err = ask(str(with_a_day_to_come(tmp_path)))
    assert (code, out) == ask(str(CASE))[:2]
    assert "entries.csv, line 100: This day is still to come: 2 March 2162." in err


def test_a_day_that_is_asked_about_is_looked_back_from(tmp_path: Path) -> None:
    folder = with_a_day_to_come(tmp_path)
    asked = ask(str(folder), "--as-of", "2025-04-13")
    assert asked == ask(str(CASE), "--as-of", "2025-04-13")
