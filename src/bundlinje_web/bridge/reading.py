"""A contract read aloud for a page: numbered sentences in Danish or English, each with the line it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from bundlinje.words.contract import document
from bundlinje.words.tree import lettered

if TYPE_CHECKING:
    from bundlinje.words.numbers import Language
    from bundlinje.words.tree import Clause
    from bundlinje_web.bridge.contract import Examined

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("parties", ("parties", "agreement")),
    ("capital", ("capital",)),
    ("target", ("cohort",)),
    ("goals", ("facts", "measures", "outcomes", "figures", "terms")),
    ("payers", ("payers", "receivers")),
    ("follow_up", ("follow_ups",)),
    ("not_measured", ("missing", "leaves", "corrections")),
    ("limits", ("limits", "guarantee")),
    ("exit", ("ends_early", "amendments", "expected")),
    ("standing", ("not_known", "sources")),
)
"""The steps an agreement is written in, with the sections that are read aloud for each."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered sentence, how deep it stands, and its line in the text."""

    number: str
    text: str
    depth: int
    line: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its number, heading and sentences."""

    code: str
    number: int
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of writing an agreement, with what is said of it so far; nothing where it is not written yet."""

    code: str
    parts: tuple[Part, ...]


def aloud(seen: Examined, language: Language, newest: bool = False) -> tuple[Part, ...]:
    """The contract in plain language; nothing where it cannot be made out. `newest` reads it with its amendments."""
    contract = seen.newest if newest else seen.contract
    if contract is None:
        return ()
    shown = document(contract, language).resolved()
    return tuple(
        Part(section.code, number, section.heading, tuple(_section(seen, section.clauses, number)))
        for number, section in enumerate(shown.sections, start=1)
    )


def _section(seen: Examined, clauses: tuple[Clause, ...], number: int) -> Iterator[Sentence]:
    for clause, place in zip(clauses, count(1), strict=False):
        yield from _sentences(seen, clause, f"{number}.{place}", 0)


def _sentences(seen: Examined, clause: Clause, number: str, depth: int) -> Iterator[Sentence]:
    yield Sentence(number, clause.text, depth, seen.line(clause.anchor))
    for letter, item in zip(lettered(), clause.items, strict=False):
        yield from _sentences(seen, item, f"{letter})", depth + 1)


def steps(parts: tuple[Part, ...]) -> tuple[Step, ...]:
    """The parts gathered in the steps an agreement is written in."""
    return tuple(Step(code, tuple(part for part in parts if part.code in sections)) for code, sections in GROUPS)


def of_sections(parts: tuple[Part, ...], *codes: str) -> tuple[Part, ...]:
    """The parts of these sections alone."""
    return tuple(part for part in parts if part.code in codes)
