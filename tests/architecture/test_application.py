"""The two buildings stay two: the application takes the engine's public names, the engine's tests need no Django."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

WEB = {"django", "playwright", "bundlinje_web", "allauth"}
# The folders and the one file in which tests of the application stand, and what it is told about its programs.
ITS_TESTS = ("bundlinje_web", "browser", "application.py", "emptying.py")


def _private(tree: ast.Module) -> list[str]:
    """Names of the engine that begin with an underscore, by whatever way they are imported."""
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    names = [(str(node.module), alias.name) for node in taken for alias in node.names]
    paths = [f"{module}.{name}" for module, name in names if module.partition(".")[0] == "bundlinje"]
    return [path for path in paths if any(part.startswith("_") and part != "__version__" for part in path.split("."))]


def _packages(path: Path) -> set[str]:
    """The packages a file imports, at the top or inside a function."""
    tree = ast.parse(path.read_text("utf-8"))
    plain = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    taken = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | taken}


def test_the_application_takes_the_engines_public_names_only(application: list[Any]) -> None:
    assert [f"{m.place}: {name}" for m in application for name in _private(m.tree)] == []


def test_the_wall_sees_a_private_name_of_the_engine() -> None:
    assert _private(ast.parse("from bundlinje.money import _rest"))
    assert not _private(ast.parse("from bundlinje import __version__, settle\nfrom bundlinje_web.said import _flat"))


def test_the_tests_of_the_engine_need_no_web(root: Path) -> None:
    tests = [
        path for path in (root / "tests").rglob("*.py") if path.relative_to(root / "tests").parts[0] not in ITS_TESTS
    ]
    assert {path.name: _packages(path) & WEB for path in tests if _packages(path) & WEB} == {}


def test_the_engine_is_installed_without_the_web(pyproject: dict[str, Any]) -> None:
    asked = " ".join(pyproject["project"]["dependencies"]).lower()
    assert [name for name in ("django", "whitenoise", "granian", "psycopg") if name in asked] == []
