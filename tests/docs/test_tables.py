"""The parts of the guides that are made from the code are what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import Command, Group

import tables
from bundlinje.cli import main
from bundlinje.facts.columns import COLUMNS
from bundlinje.words.problems import sentences

LANGUAGE_GUIDE = (tables.DOCS / "guides" / "contract-language.md").read_text("utf-8")
MADE = {(maker, what) for path in tables.documents() for _, maker, what, _ in tables.MARKED.findall(path.read_text())}


@pytest.mark.parametrize("path", tables.documents(), ids=lambda path: path.name)
def test_a_guide_says_what_the_code_says(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == tables.written(text), "run `python tools/tables.py` to make the guides anew"


def test_writing_twice_changes_nothing() -> None:
    once = tables.written(LANGUAGE_GUIDE)
    assert tables.written(once) == once


def _paths(command: Command, before: str = "") -> list[str]:
    if not isinstance(command, Group):
        return [before.removeprefix("-")]
    return [path for name, under in command.commands.items() for path in _paths(under, f"{before}-{name}")]


def test_every_command_is_described_with_its_options_and_its_json() -> None:
    wanted = _paths(main)
    assert {what for maker, what in MADE if maker == "options"} == set(wanted)
    assert {what for maker, what in MADE if maker == "keys"} == set(wanted)


def test_every_shelf_stands_in_the_guide_to_the_language() -> None:
    shelves = {"facts", "measures", "figures", "comparisons", "terms", "limits", "splits"}
    assert {what for maker, what in MADE if maker == "kinds"} == shelves


def test_every_table_of_facts_is_described() -> None:
    assert {what for maker, what in MADE if maker == "columns"} == {*COLUMNS, "every"}


def test_every_sentence_about_a_file_that_people_write_stands_in_a_guide() -> None:
    elsewhere = ("fund.", "ledger.", "folder.", "charts.")
    guides = "".join(path.read_text("utf-8") for path in (tables.DOCS / "guides").glob("*.md"))
    missing = [code for code in sentences() if f"| `{code}` |" not in guides]
    assert [code for code in missing if not code.startswith(elsewhere)] == []
