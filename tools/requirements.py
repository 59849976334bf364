"""Which requirements of docs/requirements/requirements.md are proven by which tests: `make requirements`.

A test proves a requirement by its mark, `@pytest.mark.requirement("FND-05")`. The marks are read by pytest's own
collection, so a test that does not exist cannot be listed; `make test` is what runs them all.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

CATALOGUE = Path(__file__).parents[1] / "docs" / "requirements" / "requirements.md"
_ITEM = re.compile(r"^\d+\. \*\*(?P<id>[A-Z]+-\d{2})\*\* (?P<text>.+?) \*Source:\*", re.MULTILINE)
_THEME = re.compile(r"^## (?P<title>.+) \((?P<theme>[A-Z]+)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its id, what it asks for, and the tests that prove it."""

    id: str
    text: str
    tests: tuple[str, ...] = ()

    @property
    def theme(self) -> str:
        """The letters of the id: which part of the work it belongs to."""
        return self.id.partition("-")[0]


def catalogue(path: Path = CATALOGUE) -> dict[str, str]:
    """Every requirement's text by its id, in the order written."""
    return {item["id"]: item["text"] for item in _ITEM.finditer(path.read_text("utf-8"))}


def themes(path: Path = CATALOGUE) -> dict[str, str]:
    """Every theme's title by its letters, in the order written."""
    return {found["theme"]: found["title"] for found in _THEME.finditer(path.read_text("utf-8"))}


def ids_of(item: pytest.Item) -> list[str]:
    """The requirements a test says it proves."""
    return [str(id_) for mark in item.iter_markers("requirement") for id_ in mark.args]


class Marks:
    """A pytest plugin that notes the requirement marks of every collected test."""

    def __init__(self) -> None:
        self.tests: dict[str, set[str]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note each test, without its parameters, under every id it is marked with."""
        for item in items:
            for id_ in ids_of(item):
                self.tests.setdefault(id_, set()).add(item.nodeid.partition("[")[0])


def collect(arguments: Sequence[str] = ()) -> dict[str, set[str]]:
    """Tests by requirement id, as pytest collects them; a suite that cannot be collected ends the program."""
    marks, said = Marks(), io.StringIO()
    with contextlib.redirect_stdout(said):
        code = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", *arguments], plugins=[marks])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        sys.exit(said.getvalue())
    return marks.tests


def requirements(tests: Mapping[str, Iterable[str]]) -> list[Requirement]:
    """The whole catalogue with the tests that prove each requirement."""
    return [Requirement(id_, text, tuple(sorted(tests.get(id_, ())))) for id_, text in catalogue().items()]


def as_json(found: Sequence[Requirement]) -> str:
    """The list for a program to read: `total`, `proven`, and every requirement with its tests."""
    rows = [{"id": r.id, "theme": r.theme, "text": r.text, "tests": list(r.tests)} for r in found]
    counts = {"total": len(found), "proven": sum(bool(r.tests) for r in found)}
    return json.dumps({**counts, "requirements": rows}, ensure_ascii=False, indent=2)


def as_text(found: Sequence[Requirement]) -> str:
    """The list for a person to read, theme by theme, with a count in front of each and of all at the end."""
    lines: list[str] = []
    for theme, title in themes().items():
        rows = [r for r in found if r.theme == theme]
        lines += ["", f"{theme}  {title}: {sum(bool(r.tests) for r in rows)} of {len(rows)}"]
        lines += [line for r in rows for line in _lines(r)]
    proven = sum(bool(r.tests) for r in found)
    return "\n".join([*lines[1:], "", f"{proven} of {len(found)} requirements are proven by a test."])


def _lines(requirement: Requirement) -> list[str]:
    sign = "✓" if requirement.tests else "·"
    return [f"  {sign} {requirement.id}  {requirement.text}", *(f"        {test}" for test in requirement.tests)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the list; anything but `--json` goes to pytest, such as the folder to look in."""
    parser = argparse.ArgumentParser(description="Which requirements are proven by which tests.")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    chosen, rest = parser.parse_known_args(arguments)
    found = requirements(collect(rest))
    print(as_json(found) if chosen.json else as_text(found))


if __name__ == "__main__":
    main()
