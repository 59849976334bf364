"""A view with stated answers, for figures to look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import pytest

from bundlinje.figures.base import NOT_KNOWN, Range, Sum, Tally
from bundlinje.grammar.quantity import Dimension


@dataclass(frozen=True)
class Told:
    """Answers as stated; what was asked about denominators, groups and stretches is kept."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    sums: dict[tuple[str, str], Sum] = field(default_factory=dict)
    figures: dict[tuple[str, str], Range] = field(default_factory=dict)
    reports: dict[str, Fraction] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    group: str = ""
    to_date: bool = False
    moment: tuple[int, int, str] = (0, 1, "")

    def tally(self, outcome: str, among: Any) -> Tally:
        return self.tallies[outcome, among]

    def sum(self, measure: str, among: Any) -> Sum:
        return self.sums[measure, among]

    def reported(self, name: str) -> Fraction | None:
        return self.reports.get(name)

    def figure(self, name: str) -> Range:
        return self.figures.get((name, self.group), NOT_KNOWN)

    def expected(self, name: str) -> Fraction | None:
        return None

    def narrowed(self, group: str | None, segment: str | None) -> Told:
        return replace(self, group=group or self.group)

    def whole(self) -> Told:
        return replace(self, to_date=True)

    def dimension(self, name: str) -> Dimension:
        return self.dimensions[name]

    def when(self) -> tuple[int, int, str]:
        return self.moment


@pytest.fixture
def told() -> type[Told]:
    return Told
