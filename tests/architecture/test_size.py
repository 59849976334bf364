"""Small functions, modules with one subject, and a sentence about each."""

from __future__ import annotations

import ast
from statistics import median
from typing import Any

import pytest

LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
MEDIAN_FUNCTION = 12
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _body_lines(function: Any) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno - body[0].lineno + 1) if body else 0


def _documented(modules: list[Any]) -> dict[str, set[str]]:
    """Names of methods with a docstring, by class, those that a class inherits from others of the engine included."""
    classes: dict[str, list[ast.ClassDef]] = {}
    for node in (n for m in modules for n in ast.walk(m.tree) if isinstance(n, ast.ClassDef)):
        classes.setdefault(node.name, []).append(node)
    return {name: {told for c in _line(name, classes) for n in classes[c] for told in _told(n)} for name in classes}


def _line(name: str, classes: dict[str, list[ast.ClassDef]]) -> set[str]:
    """The name of a class and of all it descends from, as far as they are the engine's own."""
    line, ahead = set[str](), [name]
    while ahead:
        now = ahead.pop()
        if now in classes and now not in line:
            line.add(now)
            ahead += [_class_name(base) for node in classes[now] for base in node.bases]
    return line


def _class_name(base: ast.expr) -> str:
    return ast.unparse(base).partition("[")[0].rpartition(".")[2]


def _told(node: ast.ClassDef) -> set[str]:
    return {n.name for n in node.body if isinstance(n, FUNCTIONS) and ast.get_docstring(n)}


def _silent(module: Any, documented: dict[str, set[str]]) -> list[str]:
    """Public functions and methods of a module that say nothing, neither themselves nor where they are inherited."""
    free = [n.name for n in module.tree.body if isinstance(n, FUNCTIONS) and not ast.get_docstring(n)]
    classes = [n for n in module.tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]
    methods = [(c.name, n) for c in classes for n in c.body if isinstance(n, FUNCTIONS) and not _repeats(n)]
    bound = [f"{c}.{n.name}" for c, n in methods if not n.name.startswith("_") and n.name not in documented[c]]
    return [name for name in free if not name.startswith("_")] + bound


def _repeats(node: Any) -> bool:
    """Whether a decorator says that the docstring stands elsewhere."""
    return any(ast.unparse(d).rpartition(".")[2] in {"overload", "setter"} for d in node.decorator_list)


@pytest.fixture(params=["modules", "application"], ids=["engine", "application"])
def building(request: pytest.FixtureRequest) -> list[Any]:
    """The modules of one of the two buildings: each stands by itself."""
    found: list[Any] = request.getfixturevalue(request.param)
    return found


def test_every_module_says_what_it_is(building: list[Any]) -> None:
    assert [m.place for m in building if not ast.get_docstring(m.tree)] == []


def test_every_public_name_says_what_it_is(building: list[Any]) -> None:
    documented = _documented(building)
    assert [f"{m.place}: {name}" for m in building for name in _silent(m, documented)] == []


def test_no_function_is_longer_than_a_screen(building: list[Any]) -> None:
    long = [
        f"{m.place}:{f.lineno} {f.name}" for m in building for f in m.functions() if _body_lines(f) > LONGEST_FUNCTION
    ]
    assert long == []


def test_the_middle_function_fits_in_the_head(building: list[Any]) -> None:
    assert median(_body_lines(f) for m in building for f in m.functions()) < MEDIAN_FUNCTION


def test_no_module_has_more_than_one_subject(building: list[Any]) -> None:
    sizes = {m.place: len(m.text.splitlines()) for m in building}
    assert {place: lines for place, lines in sizes.items() if lines > LONGEST_MODULE} == {}
