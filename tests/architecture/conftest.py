"""The code and the documents as the architecture tests read them: as text and as syntax trees, never imported."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One source file of either building: its dotted name, its text and its syntax tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))

    def imports(self) -> Iterator[str]:
        """Dotted names this module imports, at the top or inside a function; `from a import b` gives a and a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _module(path: Path) -> Module:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    text = path.read_text("utf-8")
    return Module(".".join(parts).removesuffix(".__init__"), path, text, ast.parse(text))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def _modules(package: str) -> list[Module]:
    """Every module that a person writes; what Django writes, its migrations, is read by Django alone."""
    paths = sorted((ROOT / "src" / package).rglob("*.py"))
    return [_module(path) for path in paths if not (path.parent.name == "migrations" and path.stem[0].isdigit())]


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the engine."""
    return _modules("bundlinje")


@pytest.fixture(scope="session")
def application() -> list[Module]:
    """Every module of the application."""
    return _modules("bundlinje_web")


@pytest.fixture(scope="session")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def money_path(modules: list[Module], pyproject: dict[str, Any]) -> list[Module]:
    """The modules on which money is computed, as the one list in pyproject.toml names them."""
    names = pyproject["tool"]["coverage"]["run"]["source_pkgs"]
    return [m for m in modules if any(m.name == name or m.name.startswith(f"{name}.") for name in names)]
