"""Share: the part of a stated denominator that achieved an outcome."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.figures.base import NOT_KNOWN, Among, Figure, Range, View
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Share(Figure):
    """Achieved ÷ all of the denominator. While units wait it is a range; of nobody it is not known."""

    key: ClassVar[str] = "share"
    says: ClassVar[Says] = Says(
        da="andelen, der opfylder {share}, blandt {among:among}",
        en="the share that meets {share} among {among:among}",
    )
    example: ClassVar[str] = "{share: dropped, among: admitted}"

    share: NonEmpty
    among: Among

    def of(self, view: View) -> Range:
        tally = view.tally(self.share, self.among)
        if not tally.of:
            return NOT_KNOWN
        return Range(tally.achieved / tally.of, (tally.achieved + tally.waiting) / tally.of)

    def dimension(self, view: View) -> Dimension:
        return Dimension.SHARE

    def names(self) -> tuple[str, ...]:
        return (self.share,)
