"""Every problem the program can find is told in Danish and English, with the values it carries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import bundlinje
from bundlinje.problems import error, warning
from bundlinje.words.lexicon import LANGUAGES
from bundlinje.words.problems import placeholders, say, sentences, severity

SOURCE = Path(bundlinje.__file__).parent


@cache
def _nodes() -> tuple[ast.AST, ...]:
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py")))
    return tuple(node for tree in trees for node in ast.walk(tree))


def _calls() -> tuple[ast.Call, ...]:
    return tuple(node for node in _nodes() if isinstance(node, ast.Call) and node.args)


def _translated() -> set[str]:
    """Codes that a reader turns into its own before anybody sees them: keys of a mapping to codes with sentences."""
    maps = [node for node in _nodes() if isinstance(node, ast.Dict)]
    pairs = [pair for one in maps for pair in zip(one.keys, one.values, strict=True)]
    found = [(k.value, v.value) for k, v in pairs if isinstance(k, ast.Constant) and isinstance(v, ast.Constant)]
    return {own for own, shown in found if shown in sentences() and isinstance(own, str)}


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _raised() -> Iterator[tuple[str, frozenset[str] | None]]:
    """Codes written out where a problem is made, with the names of its values; none where they are not written out."""
    for call in _calls():
        first = call.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str) or "." not in first.value:
            continue
        if _name(call) in ("error", "warning"):
            names = [keyword.arg for keyword in call.keywords]
            yield first.value, None if None in names else frozenset(name for name in names if name)
        elif _name(call) == "PydanticCustomError":
            yield first.value, None


def test_problems_are_found_in_the_source() -> None:
    assert len({code for code, _ in _raised()}) > 100


def test_every_problem_that_is_raised_has_its_sentences() -> None:
    assert sorted({code for code, _ in _raised()} - set(sentences()) - _translated()) == []


def test_every_sentence_gets_the_values_it_needs() -> None:
    short = [
        (code, language, sorted(placeholders(sentences()[code][language]) - given))
        for code, given in _raised()
        for language in LANGUAGES
        if given is not None and not placeholders(sentences()[code][language]) <= given
    ]
    assert short == []


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_problem_is_told_in_both_languages_with_the_same_values(code: str) -> None:
    texts = sentences()[code]
    assert set(texts) == set(LANGUAGES)
    assert placeholders(texts["da"]) == placeholders(texts["en"])


def test_values_are_written_as_their_readers_write_them() -> None:
    code = next(code for code, texts in sentences().items() if placeholders(texts["da"]) == {"file", "id"})
    assert "1.234.567" in say(error(code, id=1_234_567, file="x"), "da")
    assert "1,234,567" in say(error(code, id=1_234_567, file="x"), "en")
    assert "2024" in say(error(code, id=2024, file="x"), "da")
    assert "ingen" in say(error(code, id=None, file="x"), "da")


def test_a_code_without_a_sentence_is_a_fault_and_not_silence() -> None:
    with pytest.raises(KeyError):
        say(error("nobody.knows"))


def test_how_much_a_problem_weighs_has_a_word() -> None:
    assert [severity(one("x.y"), "da") for one in (error, warning)] == ["fejl", "advarsel"]
