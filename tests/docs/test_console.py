"""Commands in the documents are run, and what a document shows of their answers is what they answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bundlinje.cli import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
ELIDED = "…"


def _sessions() -> Iterator[tuple[str, str, list[str]]]:
    """Every command line of every document with the lines shown under it."""
    for path in DOCUMENTS:
        for block in _BLOCK.findall(path.read_text("utf-8")):
            for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = session.splitlines()
                if command.startswith("bundlinje "):
                    yield path.relative_to(ROOT).as_posix(), command, shown


SESSIONS = list(_sessions())


@pytest.mark.parametrize(("document", "command", "shown"), SESSIONS, ids=[f"{d}: {c}" for d, c, _ in SESSIONS])
def test_a_document_shows_what_a_command_answers(
    document: str, command: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    answer = CliRunner().invoke(main, shlex.split(command.split(" > ", maxsplit=1)[0])[1:])
    lines = iter(answer.output.splitlines())
    assert [line for line in shown if not any(_is_shown(line, told) for told in lines)] == [], "in this order"


def _is_shown(line: str, told: str) -> bool:
    """Whether a line is what was told: blanks count as one, and `…` stands for anything, also for lines left out."""
    words = [re.escape(" ".join(part.split())) for part in line.split(ELIDED)]
    return re.fullmatch(r"\s*.*\s*".join(words), " ".join(told.split())) is not None


def test_the_readme_shows_commands() -> None:
    assert len([command for document, command, _ in SESSIONS if document == "README.md"]) >= 4


def test_every_document_in_a_guide_is_linked_from_the_list_of_guides() -> None:
    listed = (ROOT / "docs" / "README.md").read_text("utf-8")
    guides = [path for folder in ("guides", "algorithms") for path in (ROOT / "docs" / folder).glob("*.md")]
    assert [path.name for path in guides if f"({path.parent.name}/{path.name})" not in listed] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_a_document_links_to_exists(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
