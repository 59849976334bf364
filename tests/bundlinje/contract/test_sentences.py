"""Every problem a contract can have is told in Danish and English, with the values it carries and no others."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import bundlinje
from bundlinje.words.problems import placeholders, sentences

SOURCE = Path(bundlinje.__file__).parent
AREAS = ("grammar", "contract", "figures", "comparisons", "terms")
OWN = yaml.safe_load((SOURCE / "words" / "problems" / "contract.yaml").read_text("utf-8"))
CALLS = {"error", "warning", "PydanticCustomError", "tagged"}
CODE = re.compile(r"^[a-z_]+\.[a-z_]+$")
NO_CODES = {"facts.own", "cohort.segments", "cohort.groups", "parties.budgets", "contract.yaml"}


@cache
def _nodes() -> list[ast.AST]:
    modules = [path for area in AREAS for path in (SOURCE / area).rglob("*.py")]
    return [node for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8")))]


def _codes() -> set[str]:
    """Every text in these areas that reads as a code, wherever it stands."""
    texts = {node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if CODE.match(text) and not text.startswith("bundlinje.")} - NO_CODES


def _given(code: str) -> list[set[str]]:
    """The values given with a code where it stands in a call; pydantic's own mistakes carry key and text as well."""
    calls = [node for node in _nodes() if isinstance(node, ast.Call) and _name(node) in CALLS]
    return [_values(node) for node in calls if code in _texts(node)]


def _name(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _texts(node: ast.Call) -> list[object]:
    return [arg.value for arg in node.args if isinstance(arg, ast.Constant)]


def _values(node: ast.Call) -> set[str]:
    if _name(node) in ("error", "warning"):
        return {keyword.arg or "*" for keyword in node.keywords}
    context = next((arg for arg in node.args if isinstance(arg, ast.Dict)), ast.Dict([], []))
    keys = {key.value for key in context.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    return {"key", "text"} | keys | {keyword.arg or "*" for keyword in node.keywords}


@pytest.mark.parametrize("code", sorted(_codes()))
def test_a_problem_has_its_sentences(code: str) -> None:
    assert set(sentences()[code]) == {"da", "en"}


@pytest.mark.parametrize("code", sorted(OWN))
def test_both_languages_need_the_same_values(code: str) -> None:
    told = OWN[code]
    assert placeholders(told["da"]) == placeholders(told["en"])
    assert told["da"].endswith((".", "?", ".)"))
    assert told["en"].endswith((".", "?", ".)"))


@pytest.mark.parametrize("code", sorted(OWN))
def test_a_sentence_needs_no_value_that_is_not_given(code: str) -> None:
    needed = placeholders(OWN[code]["da"])
    for given in _given(code):
        assert "*" in given or needed <= given


def test_no_sentence_waits_for_a_problem_that_nobody_has() -> None:
    assert set(OWN) - _codes() == set()
