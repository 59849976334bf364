"""Level: an amount read off a curve at the value of a figure."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from bundlinje.grammar.curve import Piece
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.terms.base import Entries, Ground, Price, Rows, Seen, Term, group_entries, no_entries
from bundlinje.terms.curve import curve_price
from bundlinje.terms.gate import state_of
from bundlinje.terms.timing import At


class Level(Term):
    """The figure's value → an amount, by a curve that covers every value once."""

    key: ClassVar[str] = "level"
    says: ClassVar[Says] = Says(
        da="efter {level} betales {at}[, forudsat at {gate} er opfyldt,] {pays}",
        en="by {level}, there is paid {at}[, provided that {gate} holds,] {pays}",
    )
    example: ClassVar[str] = (
        "{id: goal, level: attainment, at: final settlement, "
        "pays: [{below: 90 %, pays: 0 kr}, {from: 90 %, pays: 900 000 kr}]}"
    )

    level: NonEmpty
    at: At
    pays: list[Piece] = Field(min_length=1)
    gate: NonEmpty | None = None

    def entries(self, ground: Ground) -> Entries:
        parts = [
            self._entry(ground, occasion, ground.figure(self.level, first, last, cohort))
            for occasion, first, last in self.at.occasions(ground)
            for cohort in ground.cohorts_of(self.level)
        ]
        return group_entries(parts) if parts else no_entries()

    def _entry(self, ground: Ground, occasion: int, seen: Seen) -> tuple[Rows, Price, Fraction, Seen]:
        row = state_of(ground.group_row(seen.cohort, occasion, seen.last_follow_up), ground, seen, self.gate)
        if not seen.value.known:
            return row, Price(Fraction(0)), Fraction(0), seen
        price = curve_price(self.pays, seen.value.value, row, ground, f"terms.{self.id}.pays")
        return row, price, Fraction(1), seen

    def figure_names(self) -> tuple[str, ...]:
        return (self.level,)

    def gate_names(self) -> tuple[str, ...]:
        return (self.gate,) if self.gate else ()
