"""Ratio: one summed measure divided by another, such as days in care per day of childhood."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.figures.base import NOT_KNOWN, Figure, Range, View
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Ratio(Figure):
    """Sum of the first measure ÷ sum of the second; not known where either is, or where the second is nothing."""

    key: ClassVar[str] = "ratio"
    says: ClassVar[Says] = Says(
        da="{ratio[0]} divideret med {ratio[1]} blandt {among:among}",
        en="{ratio[0]} divided by {ratio[1]} among {among:among}",
    )
    example: ClassVar[str] = "{ratio: [care-days, child-days], among: admitted}"

    ratio: tuple[NonEmpty, NonEmpty]

    def of(self, view: View) -> Range:
        over, under = (view.sum(name, self.among or "due") for name in self.ratio)
        if not under.total or ((over.missing or under.missing) and self.among != "measured"):
            return NOT_KNOWN
        return Range.exactly(over.total / under.total)

    def dimension(self, view: View) -> Dimension:
        return Dimension.SHARE

    def names(self) -> tuple[str, ...]:
        return self.ratio
