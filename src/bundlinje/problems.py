"""What is wrong with an input: values with a place, collected and shown all at once.

A problem carries a code and values, never a sentence; `bundlinje.words` turns it into Danish or English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

Value: TypeAlias = str | int | None


class Severity(StrEnum):
    """How much a problem weighs: an error stops the work, a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, a line and a column counted from 1, and the path of keys or cells inside it."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""

    def order(self) -> tuple[str, int, int, str]:
        """Key that sorts places as a reader meets them; a place without a line comes first in its file."""
        return (self.file, self.line or 0, self.column or 0, self.path)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code, where, and the values that the sentence about it needs."""

    code: str
    place: Place = NOWHERE
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether the work must stop."""
        return self.severity is Severity.ERROR


def error(code: str, place: Place = NOWHERE, **values: Value) -> Problem:
    """A problem that stops the work."""
    return Problem(code, place, MappingProxyType(values))


def warning(code: str, place: Place = NOWHERE, **values: Value) -> Problem:
    """A problem that asks for a second look."""
    return Problem(code, place, MappingProxyType(values), Severity.WARNING)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems once each, sorted by place and code."""
    unique = {(p.code, p.place, tuple(sorted(p.values.items(), key=str))): p for p in problems}
    return tuple(sorted(unique.values(), key=_reading_order))


def _reading_order(problem: Problem) -> tuple[object, ...]:
    return (problem.place.order(), problem.code, str(sorted(problem.values.items(), key=str)))


class Refused(Exception):  # noqa: N818 - it is the refusal of an input, not a fault of the program
    """An input was refused; carries every problem found, in reading order, and nothing of the input was taken in."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_reading_order(problems)
        super().__init__("; ".join(f"{p.place.file}:{p.place.line or 0}: {p.code}" for p in self.problems))


class Collector:
    """Gathers problems while a reader goes on, so that all of them are shown together."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Remember problems."""
        self._found.extend(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything remembered, in reading order."""
        return in_reading_order(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether anything remembered must stop the work."""
        return any(p.is_error for p in self._found)

    def refuse_errors(self) -> None:
        """Raise `Refused` with everything remembered if any of it is an error."""
        if self.has_errors:
            raise Refused(self._found)
