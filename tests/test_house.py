"""The house keeps its own rules."""

import ast
import re
from collections import Counter
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
    "server.health",
    "server.ready",
    "server.security_txt",
    "share_view.show",
    "share_view.show_changed",
    "sign_up_code.show",
    "sign_up_code.sign_up",
    "static",
    "today.show",
}


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
    assert not {one for one, lines in functions.items() if lines > 40}
    assert not {file for file, lines in templates.items() if lines > 80}


@pytest.mark.slow
def test_no_wall_stands_where_what_it_parts_is_read_together() -> None:
    """No folder of one file, and no short file that only one other reads; commands stand alone."""
    files = [path for path in modules("app") if "versions" not in path.parts]
    of_folder = Counter(path.parent for path in files if path.name != "__init__.py")
    has_folders = {path.parent.parent for path in modules("app")}
    assert not {
        folder for folder, count in of_folder.items() if count == 1 and folder not in has_folders
    }
    readers = Counter(module for path in files for module in imported_modules(path))
    assert not {
        name(path)
        for path in files
        if line_count(path) < 30 and path.parent.name != "cli" and readers[dotted(path)] == 1
    }


def imported_modules(path: Path) -> set[str]:
    """Name what a module imports from, and what that may be a module of its own."""
    found = [node for node in statements(path) if isinstance(node, ast.ImportFrom) and node.module]
    whole = {
        alias.name
        for node in statements(path)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    return whole | {
        named
        for node in found
        for named in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        if named
    }


def dotted(path: Path) -> str:
    return name(path.with_suffix("")).replace("/", ".")


LONG_FILES = {
    "app/clinical/sources.py",  # a table of sources, looked up by name
    "app/migrations/versions/0001_the_first_tables.py",  # all tables of the first version
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
