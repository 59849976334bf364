"""Reported: a number somebody else worked out, such as an index or the estimate of an evaluation."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.figures.base import NOT_KNOWN, Figure, Range, View
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Reported(Figure):
    """The newest report of that name, as the exact decimal printed; not known until somebody reports it."""

    key: ClassVar[str] = "reported"
    says: ClassVar[Says] = Says(
        da="{reported}[, som det opgøres af {by:text}]",
        en="{reported}[, as reported by {by:text}]",
    )
    example: ClassVar[str] = "{reported: net-price, by: statistics-office}"

    reported: NonEmpty
    by: NonEmpty

    def of(self, view: View) -> Range:
        value = view.reported(self.reported)
        return NOT_KNOWN if value is None else Range.exactly(value)

    def dimension(self, view: View) -> Dimension:
        return view.dimension(self.reported)

    def names(self) -> tuple[str, ...]:
        return (self.reported,)
