"""What is written beside the code holds: for whoever runs it, for whoever changes it."""

import re
import subprocess
from pathlib import Path

import pytest

from app.config import ROOT


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.slow
def test_no_commit_names_a_package_registry() -> None:
    hosts = re.compile(rb"registry\.npmjs|pypi\.org|pythonhosted|deb\.debian", re.IGNORECASE)
    for path in tracked_files():
        if path != Path(__file__):
            assert not hosts.search(path.read_bytes()), path.name


def test_readme_explains_every_make_target() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.MULTILINE):
        assert target == "help" or f"make {target}" in readme, target


def test_every_setting_stands_in_the_table_of_whoever_runs_it() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs/operations.md").read_text("utf-8"), re.MULTILINE
    )
    read = re.findall(
        r"environ(?:ment)?\.get\(\s*['\"](\w+)['\"]",
        "".join((ROOT / name).read_text("utf-8") for name in ("app/config.py", "gunicorn.conf.py")),
    )
    assert len(read) >= 6
    assert sorted(rows) == sorted(set(read))


def test_every_path_that_contributing_names_exists_and_holds_what_it_says() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`([\w.-]+/[\w./-]*|[A-Z]+\.md)`", text)
    assert len(named) >= 50
    assert not [path for path in named if not (ROOT / path).exists()]


def test_the_map_answers_each_question_in_three_files() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    answers = re.findall(r"^\| [^|]+\? \| (.+) \|$", text, re.MULTILINE)
    assert len(answers) >= 5
    for answer in answers:
        paths = re.findall(r"`([\w/]+\.py)`", answer)
        code = "\n".join((ROOT / path).read_text("utf-8") for path in paths)
        assert 1 <= len(paths) <= 3, answer
        for name in re.findall(r"`(\w+)`", answer):
            assert re.search(rf"\b{name}\b", code), name


def test_a_commit_is_checked_by_what_make_lint_runs_and_by_nothing_else() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"^  - repo: (.+)$", hooks, re.MULTILINE) == ["local"]
    assert re.findall(r"^ +entry: (.+)$", hooks, re.MULTILINE) == ["make lint"]
