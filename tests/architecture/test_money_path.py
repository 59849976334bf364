"""On the money path there are integers and fractions: no floats, and nothing that could bring one in."""

from __future__ import annotations

import ast
from typing import Any

FLOATING = {"float", "isclose", "fsum", "to_float", "Float32", "Float64", "float32", "float64"}


def _floats(tree: ast.AST) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if _is_float(node)]


def _is_float(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=float() | complex()):
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in FLOATING:
            return True
        case _:
            return False


def test_no_float_stands_on_the_money_path(money_path: list[Any]) -> None:
    assert [f"{m.place}:{line}" for m in money_path for line in _floats(m.tree)] == []


def test_the_money_path_is_not_empty(money_path: list[Any]) -> None:
    assert "bundlinje.money" in {m.name for m in money_path}


def test_the_wall_sees_a_float_however_it_is_written() -> None:
    said = ["x = 0.5", "x = float(1)", "x = np.float64(1)", "x: float", "x = column.cast(nw.Float64)", "x = 1e3"]
    assert [text for text in said if not _floats(ast.parse(text))] == []


def test_the_wall_lets_integers_and_fractions_through() -> None:
    assert _floats(ast.parse("x = Fraction(1, 2) * 300\ny = 10**6 // 7")) == []
