"""Scopes: over what a limit adds up. `each unit`, `each person`, `term home`, `each year`, `total` and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bundlinje.grammar.written import Text

UNIT, PERSON, EACH_TERM, FOLLOW_UP = "each unit", "each person", "each term", "each follow-up"
YEAR, COHORT, TOTAL = "each year", "each cohort", "total"
TERM = "term"
PLAIN = (UNIT, PERSON, EACH_TERM, FOLLOW_UP, YEAR, COHORT, TOTAL)


@dataclass(frozen=True, slots=True)
class Scope(Text):
    """Over what a limit adds up; `term` is the only one that carries a name."""

    word: str
    name: str = ""

    code = "scope.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        word = raw.strip()
        if word in PLAIN:
            return cls(word)
        first, _, name = word.partition(" ")
        if first != TERM or not name.strip():
            raise ValueError(raw)
        return cls(TERM, name.strip())

    def text(self) -> str:
        return f"{self.word} {self.name}".strip()

    @property
    def is_flow(self) -> bool:
        """Whether it limits the money paid in a stretch of time, not money to date."""
        return self.word in (YEAR, FOLLOW_UP)
