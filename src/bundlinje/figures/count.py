"""Count: how many unit occasions achieved an outcome, or how many units there are."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.figures.base import Figure, Range, View
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Count(Figure):
    """The number of unit occasions that achieved an outcome; `count: admitted` counts units."""

    key: ClassVar[str] = "count"
    says: ClassVar[Says] = Says(
        da="antallet af {count:counted}[, blandt {among:counted_among}]",
        en="the number of {count:counted}[ among {among:counted_among}]",
    )
    example: ClassVar[str] = "{count: job, among: started}"

    count: NonEmpty

    def of(self, view: View) -> Range:
        tally = view.tally(self.count, self.among or "due")
        return Range(tally.achieved, tally.achieved + tally.waiting)

    def dimension(self, view: View) -> Dimension:
        return Dimension.COUNT

    def names(self) -> tuple[str, ...]:
        return (self.count,)
