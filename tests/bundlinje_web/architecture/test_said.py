"""Two languages, complete: every code has both, every code used has words, and nothing is said outside them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import bundlinje_web
from bundlinje_web.said import LANGUAGES, areas, codes, sayings

HOME = Path(bundlinje_web.__file__).parent
TEMPLATES = sorted(HOME.glob("*/templates/**/*.html"))
MODULES = sorted(path for path in HOME.rglob("*.py") if "migrations" not in path.parts)

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
_SILENT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_SPOKEN_ATTRIBUTE = re.compile(r"""\b(?:aria-label|title|alt|placeholder|value)=["']([^"']*)["']""")
_SENT = re.compile(r"""(<button\b[^>]*?|<input\b[^>]*?type=["']hidden["'][^>]*?)\bvalue=["'][^"']*["']""")
"""The value of a button or of a hidden field is sent, and nobody reads it."""
_MARKUP = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&[a-z#0-9]+;")


def every_saying() -> Iterator[tuple[str, dict[str, str]]]:
    for area in areas():
        for code, words in sayings(area).items():
            yield f"{area}.{code}", dict(words)


def test_every_code_is_said_in_both_languages_with_the_same_values() -> None:
    wrong = []
    for code, words in every_saying():
        if set(words) != set(LANGUAGES) or not all(str(text).strip() for text in words.values()):
            wrong.append(f"{code}: both languages, and none empty")
            continue
        fields = [{field for _, field, _, _ in Formatter().parse(words[each]) if field} for each in LANGUAGES]
        if fields[0] != fields[1]:
            wrong.append(f"{code}: {fields[0]} in Danish, {fields[1]} in English")
    assert wrong == []


def literals(path: Path) -> Iterator[str]:
    """Every text in a module that is no docstring and no note beside a field for those who read the code."""
    tree = ast.parse(path.read_text("utf-8"))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "help_text"}
    docs = notes | {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_every_code_that_python_says_has_words() -> None:
    known = set(codes())
    roots = {code.rsplit(".", cut)[0] for code in known for cut in range(1, code.count(".") + 1)}
    calls = re.compile(r"""say(?:_now)?\(\s*f?["']([a-z_]+\.[a-z0-9_.-]+)["']""")
    said = ((path, call[1]) for path in MODULES for call in calls.finditer(path.read_text("utf-8")))
    assert [(path.name, code) for path, code in said if code not in known and code.rstrip(".") not in roots] == []


def test_every_code_that_a_template_says_has_words() -> None:
    known = set(codes())
    missing = []
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        for said in re.finditer(
            r"""\{% say ["']([^"']+)["']|["']([a-z_]+\.[a-z0-9_.-]+[a-z0-9])["']\|say\b(?!:)""", text
        ):
            code = said[1] or said[2]
            if code not in known:
                missing.append(f"{path.relative_to(HOME)}: {code}")
    assert missing == []


def spoken(text: str) -> list[str]:
    """What a template says by itself: letters between its tags, and in attributes that are read aloud."""
    bare = _SILENT.sub(" ", _COMMENT.sub(" ", text))
    bare = _SENT.sub(r"\1", _TAG.sub("", bare))
    heard = [*_SPOKEN_ATTRIBUTE.findall(bare), _ENTITY.sub(" ", _MARKUP.sub("\n", bare))]
    return [word for piece in heard for word in re.findall(r"[A-Za-zÆØÅæøå]{2,}", piece)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_template_says_nothing_by_itself(path: Path) -> None:
    assert [word for word in spoken(path.read_text("utf-8")) if word not in {"doctype", "html", "CSV", "kr"}] == []


def test_python_speaks_no_danish() -> None:
    danish = re.compile(r"[æøåÆØÅ]")
    spoken_by = [
        f"{path.relative_to(HOME)}: {text[:60]}" for path in MODULES for text in literals(path) if danish.search(text)
    ]
    assert [each for each in spoken_by if not each.startswith("demo/")] == []
