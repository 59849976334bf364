"""A ground for terms to stand on, laid by hand: rows, gates and figures as the test says, prices by the real market."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from bundlinje.figures.base import Range
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.quantity import Dimension
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector
from bundlinje.settlement.pricing import Market, priced
from bundlinje.terms.base import EARNING, NOBODY, AnyTerm, Price, Rows, Seen, Term

_TERM: TypeAdapter[Term] = TypeAdapter(AnyTerm)
SEGMENTS = ("north", "south")


def term(text: str) -> Term:
    """The term written in YAML."""
    return _TERM.validate_python(parse_yaml(text, "term.yaml", Collector()).data)


def rows(count: int, **columns: Sequence[int]) -> Rows:
    """Rows of units 0, 1, 2, … each with quantity 1, earning; columns by name replace these."""
    units = np.arange(count, dtype=np.int32)
    zeros, ones = np.zeros(count, dtype=np.int32), np.ones(count, dtype=np.int64)
    plain = {
        **dict.fromkeys(Rows.__slots__, zeros),
        "unit": units, "person": units, "follow_up": zeros + 1, "num": ones, "den": ones,
        "state": np.full(count, EARNING, dtype=np.int8),
    }  # fmt: skip
    given = {name: np.array(column, dtype=plain[name].dtype) for name, column in columns.items()}
    return Rows(**{**plain, **given})


def nobody(cohort: int, occasion: int, follow_up: int) -> Rows:
    """The row of a group."""
    none = [NOBODY]
    return rows(1, unit=none, person=none, segment=none, cohort=[cohort], occasion=[occasion], follow_up=[follow_up])


@dataclass(frozen=True)
class Ground:
    """Implements `terms.base.Ground`. A figure is a range, or a function of its first and last follow-up and cohort."""

    of_units: Mapping[str, Rows] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    gates: Mapping[str, bool | None] = field(default_factory=dict)
    held: Mapping[str, Sequence[int]] = field(default_factory=dict)
    now: int = 1
    is_final: bool = False
    years: Sequence[int] = (2, 3)
    cohorts: Sequence[int] = (NOBODY,)
    amounts: Callable[[str, int], Fraction | None] = lambda *_: None

    def follow_ups(self) -> Sequence[int]:
        return range(1, self.now + 1)

    def year_ends(self) -> Sequence[int]:
        return [number for number in self.years if number <= self.now]

    def unit_rows(self, name: str) -> Rows:
        return self.of_units[name]

    def holds(self, outcome: str, rows: Rows) -> Any:
        return np.array(self.held[outcome], dtype=np.int8)[rows.unit]

    def gate(self, name: str, follow_up: int, cohort: int) -> bool | None:
        return self.gates[name]

    def cohorts_of(self, figure: str) -> Sequence[int]:
        return self.cohorts

    def figure(self, name: str, first: int, last: int, cohort: int) -> Seen:
        value = self.figures[name]
        value = value(first, last, cohort) if callable(value) else value
        return Seen(name, value, Dimension.COUNT, first, last, cohort)

    def group_row(self, cohort: int, occasion: int, follow_up: int) -> Rows:
        return nobody(cohort, occasion, follow_up)

    def schedule_rows(self, days: Sequence[int], starts: int) -> Rows:
        none = [NOBODY] * len(days)
        found = rows(len(days), unit=none, person=none, segment=none, cohort=none, due=days)
        return replace(found, since=np.array([starts, *days[:-1]], dtype=np.int32))

    def priced(self, amount: AnyAmount, rows: Rows, path: str) -> tuple[Any, tuple[Price, ...]]:
        return priced(amount, rows, path, Market(self._labels(), self.amounts, lambda *_: None))

    def number_for(self, amount: AnyAmount, row: Rows, path: str) -> Price:
        position, prices = self.priced(amount, row, path)
        return prices[int(position[0])]

    def _labels(self) -> Any:
        return {
            "segment": lambda rows: (rows.segment, lambda code: SEGMENTS[code] if code >= 0 else ""),
            "follow-up": lambda rows: (rows.follow_up, str),
        }


def known(value: Fraction | int) -> Range:
    """A figure that is known."""
    return Range.exactly(value)
