"""A text of numbered clauses as a tree: built first, shown second, so that a terminal and a page show the same text.

Inside a text `⟦terms.home⟧` points at the clause with that anchor; it is shown as the clause's number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

_POINTER = re.compile(r"⟦([^⟧]*)⟧")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered sentence or a few that belong together, with sub-items; `anchor` is its path in the contract.

    Where it has items, it is shown with a colon.
    """

    text: str
    items: tuple[Clause, ...] = ()
    anchor: str = ""

    def walk(self) -> Iterator[Clause]:
        """This clause and everything under it."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its clauses; `code` names it in every language."""

    code: str
    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A title, what stands under it, and sections of clauses numbered 1.1, 1.2 and so on; their items a), b)."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    pointing: str
    """How a clause is pointed at: `pkt. {number}`."""

    def numbers(self) -> Mapping[str, str]:
        """The number of every clause that has an anchor."""
        found: dict[str, str] = {}
        for section_number, section in zip(count(1), self.sections, strict=False):
            for clause_number, clause in zip(count(1), section.clauses, strict=False):
                for number, anchor in _anchors(clause, f"{section_number}.{clause_number}"):
                    found.setdefault(anchor, number)
        return found

    def resolved(self) -> Document:
        """The same text with every pointer replaced by the number it points at."""
        show = resolver(self)
        sections = tuple(
            Section(s.code, s.heading, tuple(_with_capital(_shown(clause, show)) for clause in s.clauses))
            for s in self.sections
        )
        return Document(self.title, tuple(show(line) for line in self.lead), sections, self.pointing)


def resolver(document: Document) -> Callable[[str], str]:
    """A function that replaces the pointers in a text by the numbers of the document's clauses."""
    numbers = document.numbers()

    def show(text: str) -> str:
        return _POINTER.sub(lambda found: document.pointing.format(number=numbers[found[1]]), text)

    return show


def _anchors(clause: Clause, number: str) -> Iterator[tuple[str, str]]:
    if clause.anchor:
        yield number, clause.anchor
    for letter, item in zip(lettered(), clause.items, strict=False):
        yield from _anchors(item, f"{number}.{letter}")


def _shown(clause: Clause, show: Callable[[str], str]) -> Clause:
    text = show(clause.text)
    if clause.items:
        text = f"{text.rstrip(':.')}:"
    return Clause(text, tuple(_shown(item, show) for item in clause.items), clause.anchor)


def _with_capital(clause: Clause) -> Clause:
    return Clause(clause.text[:1].upper() + clause.text[1:], clause.items, clause.anchor)


def lettered() -> Iterator[str]:
    """a, b, …, z, aa, ab, …: as many as are asked for."""
    for number in count():
        front, back = divmod(number, len(LETTERS))
        yield (LETTERS[front - 1] if front else "") + LETTERS[back]


def as_text(document: Document) -> str:
    """The document as Markdown-like plain text for a terminal."""
    shown = document.resolved()
    lines = [f"# {shown.title}", "", *shown.lead]
    for section_number, section in zip(count(1), shown.sections, strict=False):
        lines += ["", f"## {section_number}. {section.heading}", ""]
        for clause_number, clause in zip(count(1), section.clauses, strict=False):
            lines.append(f"{section_number}.{clause_number} {clause.text}")
            lines += _item_lines(clause, "    ")
    return "\n".join(lines) + "\n"


def _item_lines(clause: Clause, indent: str) -> Iterator[str]:
    for letter, item in zip(lettered(), clause.items, strict=False):
        yield f"{indent}{letter}) {item.text}"
        yield from _item_lines(item, indent + "    ")
