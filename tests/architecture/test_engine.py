"""What the engine does not know: the day it is, chance without a name, and other kinds than the one at hand."""

from __future__ import annotations

import ast
from typing import Any

import pytest

SHELVES = ("facts", "measures", "figures", "comparisons", "terms", "limits", "splits")
CLOCK = {
    *(("date", "today"), ("datetime", "today"), ("datetime", "now"), ("datetime", "utcnow")),
    *(("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime")),
}
DICE = ("random", "secrets", "numpy.random", "uuid")
WORDS = ("bundlinje.words", "bundlinje.cli")


def _clock(tree: ast.AST) -> list[int]:
    """Lines that ask what day or time it is. Measuring how long something takes (`perf_counter`) is no clock."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return [node.lineno for node in calls if (_last(node.value), node.attr) in CLOCK]


def _last(node: ast.AST) -> str:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _reads_sentences(tree: ast.AST) -> list[int]:
    read = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)]
    return [node.lineno for node in read if node.attr == "says"]


def _is_kind(tree: ast.Module) -> bool:
    """Whether a module holds a kind: a class that gives itself a key and its two sentences."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return any({"key", "says"} <= _assigned(node) for node in classes)


def _assigned(node: ast.ClassDef) -> set[str]:
    plain = {target.id for s in node.body if isinstance(s, ast.Assign) for target in s.targets if _last(target)}
    typed = {
        s.target.id for s in node.body if isinstance(s, ast.AnnAssign) and s.value and isinstance(s.target, ast.Name)
    }
    return plain | typed


def test_the_engine_has_no_clock(modules: list[Any]) -> None:
    assert [f"{m.place}:{line}" for m in modules for line in _clock(m.tree)] == []


def test_the_wall_sees_a_clock_however_it_is_reached() -> None:
    said = ["date.today()", "datetime.now(UTC)", "datetime.datetime.now()", "time.time()", "f = date.today"]
    assert [text for text in said if not _clock(ast.parse(text))] == []


def test_chance_without_a_name_stays_outside(modules: list[Any]) -> None:
    strange = [(m.place, name) for m in modules for name in m.imports() if name in DICE]
    assert [place for place, _ in strange if "streams.py" not in str(place)] == []


def test_only_words_reads_the_sentences_of_a_kind(modules: list[Any]) -> None:
    engine = [m for m in modules if not m.name.startswith(WORDS)]
    assert [f"{m.place}:{line}" for m in engine for line in _reads_sentences(m.tree)] == []


def test_the_wall_sees_a_reader_of_sentences_but_not_a_kind_that_states_them() -> None:
    assert _reads_sentences(ast.parse("text = kind.says.da"))
    assert not _reads_sentences(ast.parse("class Each(Kind):\n    says = Says(da='a', en='b')"))


@pytest.mark.parametrize("shelf", SHELVES)
def test_kinds_on_a_shelf_are_strangers_to_one_another(shelf: str, modules: list[Any]) -> None:
    """Only a shelf's `base`, which says what all its kinds are, is known to them; and it knows none of them."""
    here = [m for m in modules if m.name.startswith(f"bundlinje.{shelf}")]
    kinds = {m.name for m in here if _is_kind(m.tree) and not m.name.endswith(".base")}
    assert [(m.place, name) for m in here for name in m.imports() if name in kinds - {m.name}] == []


def test_a_kind_is_recognised_by_its_key_and_its_sentences() -> None:
    assert _is_kind(ast.parse("class Each(Kind):\n    key = 'each'\n    says: ClassVar[Says] = Says('a', 'b')"))
    assert not _is_kind(ast.parse("class Kind(Part):\n    key: ClassVar[str]\n    says: ClassVar[Says]"))
