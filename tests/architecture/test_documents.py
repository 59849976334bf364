"""What the documents say is run: code blocks, commands, versions, and the shape of the decision records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import bundlinje

ROOT = Path(__file__).parents[2]
GUIDES = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]
DOCUMENTS = [ROOT / name for name in GUIDES if (ROOT / name).exists()] + sorted((ROOT / "docs").rglob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def _text(name: str) -> str:
    path = ROOT / name
    return path.read_text("utf-8") if path.exists() else ""


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", _text("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_python_in_a_document_does_what_it_says(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    document = Sybil([PythonCodeBlockParser(), SkipParser()], patterns=["*.md"], path=str(path.parent)).parse(path)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("name", GUIDES)
def test_every_make_target_a_guide_names_exists(name: str) -> None:
    named = set(re.findall(r"(?<![\w-])make ([a-z][a-z-]*)`|^\$? ?make ([a-z][a-z-]*)", _text(name), re.MULTILINE))
    assert {first or second for first, second in named} <= _targets()


@pytest.mark.parametrize("name", GUIDES)
def test_every_file_a_guide_links_to_exists(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", _text(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_continuous_integration_runs_the_test_command() -> None:
    assert "make test" in _text(".ci/run")


def test_the_changelog_tells_of_the_present_version() -> None:
    assert re.search(rf"^## \[{re.escape(bundlinje.__version__)}\]", _text("CHANGELOG.md"), re.MULTILINE)


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_context_decision_and_consequence(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequence"]


def test_every_target_of_the_makefile_is_explained(pyproject: dict[str, Any]) -> None:
    del pyproject
    phony = set(re.findall(r"^\.PHONY: (.+)$", _text("Makefile"), re.MULTILINE))
    assert phony == _targets()
