"""The two sentences of every kind have the same gaps, and every gap is a slot of the kind."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.bundlinje.words.conftest import kinds

import bundlinje
from bundlinje.contract.model import Contract
from bundlinje.grammar.part import Kind
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector
from bundlinje.words.numbers import Language
from bundlinje.words.reading.kinds import FORMS, field_of, head, sentence
from bundlinje.words.reading.voice import Voice
from bundlinje.words.template import slots_of

KINDS = list(kinds())
LANGUAGES: tuple[Language, ...] = ("da", "en")
SOURCE = Path(bundlinje.__file__).parent
DANISH = re.compile("[æøåÆØÅ]")
NO_SPEECH = re.compile("øre|æøåÆØÅ")
"""The unit's own name in every language, and the letters as such, by which a file's encoding is told."""


def _id(kind: type[Kind]) -> str:
    return f"{kind.__module__.split('.')[1]}.{kind.key}"


@pytest.mark.parametrize("kind", KINDS, ids=_id)
def test_both_sentences_of_a_kind_have_the_same_gaps(kind: type[Kind]) -> None:
    assert sorted(slots_of(kind.says.da), key=repr) == sorted(slots_of(kind.says.en), key=repr)


@pytest.mark.parametrize("kind", KINDS, ids=_id)
def test_every_gap_is_a_slot_of_the_kind_in_a_form_that_exists(kind: type[Kind]) -> None:
    for slot in slots_of(kind.says.da):
        assert field_of(kind, slot.name), slot
        assert not slot.form or slot.form in FORMS, slot


@pytest.mark.parametrize("kind", KINDS, ids=_id)
def test_every_slot_of_a_kind_is_spoken_of(kind: type[Kind]) -> None:
    """What a kind adds to its shelf stands in its sentence; what its whole shelf has, the reading says."""
    base = next(cls for cls in kind.__mro__[1:] if cls.__module__.endswith((".base", ".part")))
    told_elsewhere = {"in_", "better", "as_"} if kind.key == "each" else set()
    own = set(kind.model_fields) - set(base.model_fields) - told_elsewhere
    named = {found[0] for slot in slots_of(kind.says.da) if (found := field_of(kind, slot.name))}
    assert own - named - {"sum", "control"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=_id)
def test_the_example_of_a_kind_can_be_said(kind: type[Kind], language: Language, everything: Contract) -> None:
    example = kind.model_validate(parse_yaml(kind.example, "example.yaml", Collector()).data)
    said = sentence(Voice(everything, language, head), example)
    texts = [said.text, *(one.text for item in said.items for one in item.walk())]
    assert all(texts)
    assert not any("{" in text or "[" in text for text in texts)


def _spoken(path: Path) -> list[int]:
    """Lines of a module with Danish text that is neither a docstring nor one of the places kinds speak from."""
    tree = ast.parse(path.read_text("utf-8"))
    quiet = {id(node) for one in ast.walk(tree) for node in _allowed(one)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and DANISH.search(NO_SPEECH.sub("", node.value))
        and id(node) not in quiet
    ]


def _allowed(node: ast.AST) -> list[ast.AST]:
    """Docstrings and attribute docstrings, and what stands in `says` and `example`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in ("says", "example"):
        return list(ast.walk(node))
    return []


HEADERS_AND_LETTERS = {
    "facts/columns.py",
    "business_case/importing.py",
    "business_case/import_cells.py",
    "ledger/export/names.py",
    "charts/lettering.py",
    "cli/case_options.py",
}
"""Danish headers and units that files may carry, how Danish letters are written and how wide they are, and SØM."""


def test_the_engine_speaks_no_danish_outside_its_words() -> None:
    engine = [path for path in sorted(SOURCE.rglob("*.py")) if SOURCE / "words" not in path.parents]
    heard = [f"{path.relative_to(SOURCE).as_posix()}:{line}" for path in engine for line in _spoken(path)]
    assert [place for place in heard if place.rpartition(":")[0] not in HEADERS_AND_LETTERS] == []
