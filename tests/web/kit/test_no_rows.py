"""A table row reaches neither a view nor a template: web is handed values."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from types import ModuleType
from typing import get_args, get_type_hints

import pytest

import app.web
from app.db import Base
from app.models import Medicine, Person
from app.services.account import account
from app.services.medicines import medicines, regimens
from app.services.owner import Owner, person_row
from tests.client import rows_in

pytestmark = pytest.mark.slow

USE_CASES = "app.services."


@dataclass(frozen=True)
class Card:
    """A presenter's value with whatever in it."""

    lines: list[object]


def web_modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(app.web.__path__, "app.web."):
        yield importlib.import_module(found.name)


def use_cases_of(module: ModuleType) -> set[Callable[..., object]]:
    """Return the functions of services that a module of web names."""
    names = vars(module)
    found = [names.get(name) for name in names]
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = names.get(node.value.id)
            if isinstance(owner, ModuleType) and owner.__name__.startswith(USE_CASES):
                found.append(getattr(owner, node.attr))
    return {
        function
        for function in found
        if inspect.isfunction(function) and function.__module__.startswith(USE_CASES)
    }


def holds_a_row(hint: object, seen: frozenset[object] = frozenset()) -> bool:
    """Whether a type is a table's, or has one in it."""
    if hint in seen:
        return False
    seen |= {hint}
    if isinstance(hint, type) and issubclass(hint, Base):
        return True
    inner = list(get_args(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        inner += get_type_hints(hint).values()
    return any(holds_a_row(part, seen) for part in inner if not isinstance(part, list))


def answers_with_a_row(function: Callable[..., object]) -> bool:
    return holds_a_row(get_type_hints(function).get("return"))


def test_no_use_case_that_web_calls_answers_with_a_row() -> None:
    called = {function for module in web_modules() for function in use_cases_of(module)}
    assert {account.find_person, medicines.find_medicine} <= called
    assert not [function.__qualname__ for function in called if answers_with_a_row(function)]


def test_a_use_case_that_answers_with_a_row_is_found() -> None:
    assert answers_with_a_row(person_row)
    assert answers_with_a_row(regimens.medicine_row)
    assert holds_a_row(tuple[dict[str, Person | None], ...])
    assert not holds_a_row(tuple[Owner, ...])


def test_a_row_in_what_a_template_is_handed_is_found() -> None:
    row = Medicine(name="morphine")
    assert [*rows_in([{"page": Card([("row", row)])}], set())] == [row]
    assert not [*rows_in([{"page": Card([("row", "morphine")])}], set())]
