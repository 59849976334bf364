"""Mean: the average of a measure over a stated denominator."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.figures.base import NOT_KNOWN, Among, Figure, Range, View
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Mean(Figure):
    """Total ÷ number. Among all but the measured, one unit without the measure leaves the mean unknown."""

    key: ClassVar[str] = "mean"
    says: ClassVar[Says] = Says(
        da="gennemsnittet af {mean} blandt {among:among}",
        en="the mean of {mean} among {among:among}",
    )
    example: ClassVar[str] = "{mean: fall-in-hba1c, among: measured}"

    mean: NonEmpty
    among: Among

    def of(self, view: View) -> Range:
        added = view.sum(self.mean, self.among)
        if not added.known or (added.missing and self.among != "measured"):
            return NOT_KNOWN
        return Range.exactly(added.total / added.known)

    def dimension(self, view: View) -> Dimension:
        return view.dimension(self.mean)

    def names(self) -> tuple[str, ...]:
        return (self.mean,)
