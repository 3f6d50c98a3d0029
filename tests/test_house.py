"""The house keeps its own rules."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from app.config import ROOT
from app.web.kit.access import kind_of

PUBLIC = {
    "account.show_sign_in",
    "account.show_sign_up",
    "account.sign_in",
    "account.sign_up",
    "example.advisory",
    "example.figure",
    "example.show",
    "example.trends",
    "archive.empty",
    "archive.form",
    "help.about",
    "help.now",
    "learn.index",
    "learn.show",
    "passkeys.sign_in",
    "reset.ask",
    "reset.set_password",
    "reset.show",
    "reset.show_code",
    "share_view.show",
    "share_view.show_changed",
    "sign_up_code.show",
    "sign_up_code.sign_up",
    "static",
    "today.show",
}


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.slow
def test_only_the_listed_routes_are_open_to_anyone(app: Flask) -> None:
    opened = {name for name, view in app.view_functions.items() if kind_of(view) == "public"}
    assert opened == PUBLIC


@pytest.mark.slow
def test_every_route_that_changes_something_takes_post_only(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        assert len(methods) == 1, f"{rule.endpoint} is one function for {methods}"


def test_no_template_reads_what_it_was_not_given() -> None:
    forbidden = re.compile(r"\b(current_user|config|session|g|request)\b\s*[.\[(]")
    for template in (ROOT / "templates").rglob("*.html"):
        code = " ".join(re.findall(r"{[{%](.*?)[%}]}", template.read_text("utf-8"), re.DOTALL))
        assert not forbidden.search(code), template.name


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


@pytest.mark.slow
def test_a_table_that_shares_its_name_with_a_value_is_written_with_its_module() -> None:
    """`Dose` is what the diary says; its row is `models.Dose`."""
    diary = {node.name for path in modules("app/diary") for node in classes(path)}
    tables = {node.name for path in modules("app/models") for node in classes(path)}
    shared = diary & tables
    assert {"CheckIn", "Dose", "Medicine"} <= shared
    for path in modules("app"):
        for node in statements(path):
            is_tables = isinstance(node, ast.ImportFrom) and node.module == "app.models"
            named = {alias.name for alias in node.names} if is_tables else set()
            assert not named & shared or path.is_relative_to(ROOT / "app/models"), path


@pytest.mark.slow
def test_what_a_function_finds_it_returns() -> None:
    """Nothing is handed out by writing into the function around it."""
    for path in modules("app"):
        outer = (node for node in statements(path) if isinstance(node, ast.Nonlocal | ast.Global))
        assert not list(outer), path


@pytest.mark.slow
def test_no_name_stands_twice_in_the_app() -> None:
    """Whoever reads a name, or searches for it, finds one thing.

    What may bear a name that stands elsewhere: a view, which is named after its use-case; a table,
    which is written with its module (`models.Dose`); and what frameworks or `typing` go by.
    """
    places: dict[str, list[str]] = {}
    for path in modules("app"):
        if not path.is_relative_to(ROOT / "app/models") and "versions" not in path.parts:
            for name in public_names(path) - EVERYWHERE:
                places.setdefault(name, []).append(str(path.relative_to(ROOT)))
    doubles = {name: paths for name, paths in places.items() if len(paths) > 1}
    assert not doubles
    assert len(places) > 1000


@pytest.mark.slow
def test_files_functions_and_templates_keep_a_size_that_the_eye_takes_in() -> None:
    """An entry here has its reason; one that no longer needs its place leaves the list."""
    files = {name(path): line_count(path) for path in modules("app")}
    templates = {name(path): line_count(path) for path in (ROOT / "templates").rglob("*.html")}
    functions = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in modules("app")
        if "versions" not in path.parts  # a migration is written once and read never again
        for node in statements(path)
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
    }
    assert {file for file, lines in files.items() if lines > 250} == LONG_FILES
    assert {one for one, lines in functions.items() if lines > 40} == LONG_FUNCTIONS
    assert {file for file, lines in templates.items() if lines > 80} == LONG_TEMPLATES


LONG_FILES = {
    "app/clinical/sources.py",  # a table of sources, looked up by name
    "app/migrations/versions/0001_the_first_tables.py",  # all tables of the first version
}
LONG_FUNCTIONS = {
    "app/trends/detector/assess.py:assess",  # the front door: one step after the other
    "app/validation/observe.py:write_down",  # draws in one order: another would change every person
}
LONG_TEMPLATES = {
    "templates/patterns.html",  # shows every component once, for whoever builds a page
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def line_count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


# A module of the app is attached by its `init`; views hang on their module's `blueprint`.
EVERYWHERE = {"blueprint", "init"}


def public_names(path: Path) -> set[str]:
    """Return what a module defines for others, without its views and type variables."""
    names = set()
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not is_view(node):
            names.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        if not is_type_variable(getattr(node, "value", None)):
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def is_view(node: ast.ClassDef | ast.FunctionDef) -> bool:
    decorators = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
    return "blueprint." in decorators or "click." in decorators


def is_type_variable(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) in {"TypeVar", "ParamSpec"}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in tree(path).body if isinstance(node, ast.ClassDef)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def statements(path: Path) -> Iterator[ast.stmt]:
    """Yield a module's statements and those within them; expressions hold none."""
    left = list(tree(path).body)
    while left:
        node = left.pop()
        yield node
        left += [inner for part in BODIES for inner in getattr(node, part, ())]


BODIES = ("body", "handlers", "orelse", "finalbody")
