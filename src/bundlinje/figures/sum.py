"""Sum: a measure added up over the group."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.figures.base import NOT_KNOWN, Figure, Range, View
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Sum(Figure):
    """The total of a measure. Among all but the measured, one unit without the measure leaves the total unknown."""

    key: ClassVar[str] = "sum"
    says: ClassVar[Says] = Says(da="summen af {sum} blandt {among:among}", en="the sum of {sum} among {among:among}")
    example: ClassVar[str] = "{sum: transfers, among: admitted}"

    sum: NonEmpty

    def of(self, view: View) -> Range:
        added = view.sum(self.sum, self.among or "due")
        if added.missing and self.among != "measured":
            return NOT_KNOWN
        return Range.exactly(added.total)

    def dimension(self, view: View) -> Dimension:
        return view.dimension(self.sum)

    def names(self) -> tuple[str, ...]:
        return (self.sum,)
