"""Small functions, modules with one subject, and a sentence about each."""

from __future__ import annotations

import ast
from statistics import median
from typing import Any

LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
MEDIAN_FUNCTION = 12


def _body_lines(function: Any) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno - body[0].lineno + 1) if body else 0


def _nameless(tree: ast.Module) -> list[str]:
    """Public classes, functions and methods without a docstring; a nested function and a setter are not public."""
    holders: list[Any] = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
    named = [n for h in holders for n in h.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
    return [n.name for n in named if not n.name.startswith("_") and not ast.get_docstring(n) and not _repeats(n)]


def _repeats(node: Any) -> bool:
    """Whether a decorator says that the docstring stands elsewhere."""
    return any(ast.unparse(d).rpartition(".")[2] in {"overload", "override", "setter"} for d in node.decorator_list)


def test_every_module_says_what_it_is(modules: list[Any]) -> None:
    assert [m.place for m in modules if not ast.get_docstring(m.tree)] == []


def test_every_public_name_says_what_it_is(modules: list[Any]) -> None:
    assert [f"{m.place}: {name}" for m in modules for name in _nameless(m.tree)] == []


def test_no_function_is_longer_than_a_screen(modules: list[Any]) -> None:
    long = [
        f"{m.place}:{f.lineno} {f.name}" for m in modules for f in m.functions() if _body_lines(f) > LONGEST_FUNCTION
    ]
    assert long == []


def test_the_middle_function_fits_in_the_head(modules: list[Any]) -> None:
    assert median(_body_lines(f) for m in modules for f in m.functions()) < MEDIAN_FUNCTION


def test_no_module_has_more_than_one_subject(modules: list[Any]) -> None:
    sizes = {m.place: len(m.text.splitlines()) for m in modules}
    assert {place: lines for place, lines in sizes.items() if lines > LONGEST_MODULE} == {}
