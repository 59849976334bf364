"""The text of a contract ↔ what the engine makes of it: the contract, every mistake with its line, what is assumed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bundlinje.contract.amend import versions
from bundlinje.contract.read import build
from bundlinje.grammar.part import Mark
from bundlinje.grammar.source import Sourced, parse_yaml
from bundlinje.problems import Collector, Problem, Refused, error
from bundlinje.settlement.leaning import marks

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract

KEPT = 64
"""How many texts are remembered as examined: each holds the tree of its text."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Something a contract leans on that nobody has published: what, on which line, and the reason given."""

    path: str
    line: int | None
    why: str
    is_unknown: bool


@dataclass(frozen=True)
class Examined:
    """A text as the engine reads it: `contract` is none where it cannot be made out.

    `contract` is as the text states it, `newest` with all its amendments.
    """

    text: str
    contract: Contract | None
    problems: tuple[Problem, ...]
    source: Sourced

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be corrected before it can be offered."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What asks for a second look."""
        return tuple(problem for problem in self.problems if not problem.is_error)

    @cached_property
    def newest(self) -> Contract | None:
        """The contract with its amendments; none where it cannot be made out."""
        if self.contract is None:
            return None
        try:
            return versions(self.contract)[-1].contract
        except Refused:
            return None

    @cached_property
    def leaning(self) -> tuple[Leaning, ...]:
        """Everything assumed or unknown in it, in the order of the text."""
        return tuple(sorted(self._leaning(), key=lambda one: (one.line or 0, one.path)))

    def _leaning(self) -> Iterator[Leaning]:
        for mark in dict.fromkeys(marks(self.contract, "")):
            yield Leaning(mark.path, self.line(mark.path), mark.why, mark.mark is Mark.UNKNOWN)

    def line(self, path: str) -> int | None:
        """The line a path of the contract stands on, or the nearest part of it that does; none for no path."""
        return self.source.place(self._steps(path), of_key=True).line if path and self.source.root else None

    def _steps(self, path: str) -> tuple[str | int, ...]:
        """The steps of a dotted path in the file: members of a list are found by their id or their number."""
        found: list[str | int] = []
        data = self.source.everything
        for step in path.split("."):
            place: str | int = step
            if isinstance(data, list):
                ids = [one.get("id") if isinstance(one, dict) else None for one in data]
                place = ids.index(step) if step in ids else int(step) if step.isdigit() else step
                data = data[place] if isinstance(place, int) and place < len(data) else None
            else:
                data = data.get(step) if isinstance(data, dict) else None
            found.append(place)
        return tuple(found)


@lru_cache(maxsize=KEPT)
def examined(text: str, code: str) -> Examined:
    """The text of the contract with this code, examined; nothing is refused."""
    found = Collector()
    source = parse_yaml(text, f"{code}.yaml", found)
    contract = build(source, found)
    if contract is not None and contract.contract != code:
        found.add(error("contract.id_is_file_name", source.place(("contract",)), id=contract.contract, file=code))
    return Examined(text, contract, found.problems, source)


def read(text: str, code: str) -> Contract:
    """The contract in a text without mistakes. Raises `Refused` with every one of them."""
    seen = examined(text, code)
    if seen.contract is None or seen.errors:
        raise Refused(seen.problems)
    return seen.contract


def newest(text: str, code: str) -> Contract:
    """The contract in a text as it reads with all its amendments. Raises `Refused`."""
    return versions(read(text, code))[-1].contract


def digest(text: str) -> str:
    """SHA-256 of a text, letter by letter: what was signed is the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def warning_key(problem: Problem) -> str:
    """What a warning is known by when somebody accepts it: its code and where it stands in the contract."""
    return f"{problem.code}@{problem.place.path}"
