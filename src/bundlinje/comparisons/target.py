"""Target: a fixed number agreed in the contract."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.comparisons.base import Reference
from bundlinje.figures.base import NOT_KNOWN, Range, View
from bundlinje.grammar.part import Says
from bundlinje.grammar.stated import Number


class Target(Reference):
    """The number to reach."""

    key: ClassVar[str] = "target"
    says: ClassVar[Says] = Says(da="et aftalt mål på {target}", en="an agreed target of {target}")
    example: ClassVar[str] = "{target: 31 %}"

    target: Number

    def of(self, view: View, figure: str) -> Range:
        return NOT_KNOWN if self.target.value is None else Range.exactly(self.target.value.value)
