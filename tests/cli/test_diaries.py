from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.diary.diary import DayEntry, Diary
from app.diary.example import example_diary
from app.interop.archive import read_archive, write_archive
from tests.cast.people import NOW, PASSWORD
from tests.client import Browser

pytestmark = pytest.mark.slow

EMAIL = "bob@example.org"
YESTERDAYS = example_diary(NOW.date() - timedelta(days=1))


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "diary.zip"
    path.write_bytes(write_archive(YESTERDAYS))
    return path


def create(run: FlaskCliRunner) -> None:
    result = run.invoke(args=["create-patient", EMAIL, "--password-stdin"], input=PASSWORD + "\n")
    assert result.exit_code == 0, result.output


def test_a_patient_who_was_created_can_sign_in(app: Flask, run: FlaskCliRunner) -> None:
    create(run)
    browser = Browser(app)
    browser.send(browser.get("/sign-in"), "/sign-in", email=EMAIL, password=PASSWORD)


def test_the_password_is_asked_for_twice_and_never_shown(run: FlaskCliRunner) -> None:
    result = run.invoke(args=["create-patient", EMAIL], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.output


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("nobody", PASSWORD, "is not an e-mail address"),
        (EMAIL, "short", "Use at least 15 characters"),
        (EMAIL, "passwordpassword", "easy to guess"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    run: FlaskCliRunner, email: str, password: str, sentence: str
) -> None:
    result = run.invoke(args=["create-patient", email, "--password-stdin"], input=password + "\n")
    assert result.exit_code == 2
    assert sentence in result.output


def test_a_diary_goes_in_and_comes_out_again(
    run: FlaskCliRunner, archive: Path, tmp_path: Path
) -> None:
    create(run)
    assert run.invoke(args=["import-diary", EMAIL, str(archive)]).exit_code == 0
    again = run.invoke(args=["import-diary", EMAIL, str(archive)])
    assert again.output == "Added 0 records.\n"
    out = tmp_path / "out.zip"
    assert run.invoke(args=["export-diary", EMAIL, str(out)]).exit_code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    found = read_archive(out).diary
    assert set(found.doses) == set(YESTERDAYS.doses)


def test_an_export_replaces_no_file_unless_told(run: FlaskCliRunner, archive: Path) -> None:
    create(run)
    refused = run.invoke(args=["export-diary", EMAIL, str(archive)])
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert run.invoke(args=["export-diary", EMAIL, str(archive), "--force"]).exit_code == 0


@pytest.mark.parametrize("command", ["import-diary", "export-diary"])
def test_an_unknown_patient_is_told_in_one_sentence(
    run: FlaskCliRunner, archive: Path, tmp_path: Path, command: str
) -> None:
    path = archive if command == "import-diary" else tmp_path / "new.zip"
    result = run.invoke(args=[command, "nobody@example.org", str(path)])
    assert (result.exit_code, result.output) == (
        2,
        "There is no patient with the address nobody@example.org.\n",
    )


def test_a_broken_archive_names_file_line_and_column_and_adds_nothing(
    run: FlaskCliRunner, tmp_path: Path
) -> None:
    create(run)
    folder = tmp_path / "diary"
    folder.mkdir()
    (folder / "entries.csv").write_text(
        "date,pain,worst_pain,locations,touch_sensitivity,note\n2026-01-01,5,,,,\n2026-01-02,11,,,,\n",
        "utf-8",
    )
    (folder / "doses.csv").write_text("taken_at,medication,route,amount,unit\n", "utf-8")
    (folder / "events.csv").write_text("date,kind,note\n", "utf-8")
    (folder / "profile.json").write_text("{}", "utf-8")
    result = run.invoke(args=["import-diary", EMAIL, str(folder)])
    assert result.exit_code == 2
    assert "entries.csv, line 3, column pain" in result.output
    assert "Traceback" not in result.output


def test_days_to_come_are_left_out_and_named(run: FlaskCliRunner, tmp_path: Path) -> None:
    create(run)
    path = tmp_path / "diary.zip"
    entries = (DayEntry(date(2026, 3, 1), pain=5), DayEntry(date(2062, 3, 1), pain=9))
    path.write_bytes(write_archive(Diary(entries=entries)))
    result = run.invoke(args=["import-diary", EMAIL, str(path)])
    assert result.output == (
        "Left out: entries.csv, line 3: This day is still to come: 1 March 2062.\n"
        "Added 1 records.\n"
    )


def test_the_demo_patient_can_sign_in_with_the_password_that_is_printed(
    app: Flask, run: FlaskCliRunner
) -> None:
    words = run.invoke(args=["demo"]).output.split()
    browser = Browser(app)
    browser.send(browser.get("/sign-in"), "/sign-in", email=words[3], password=words[-1])
