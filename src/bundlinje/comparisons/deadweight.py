"""Deadweight: a stated part of the result that would have come anyway."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.comparisons.base import Reference
from bundlinje.figures.base import NOT_KNOWN, Range, View
from bundlinje.grammar.part import Says
from bundlinje.grammar.quantity import Share


class Deadweight(Reference):
    """That part of the figure itself; 0 % takes nothing away."""

    key: ClassVar[str] = "deadweight"
    says: ClassVar[Says] = Says(
        da="en dødvægt på {deadweight} af tallet selv",
        en="a deadweight of {deadweight} of the figure itself",
    )
    example: ClassVar[str] = "{deadweight: 10 %}"

    deadweight: Share

    def of(self, view: View, figure: str) -> Range:
        seen = view.figure(figure)
        return Range.exactly(seen.value * self.deadweight) if seen.known else NOT_KNOWN
