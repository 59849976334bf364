"""Per: a price for every krone, point, percentage point, day or event of a figure."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from bundlinje.figures.base import Range
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.terms.base import Entries, Ground, Price, Rows, Seen, Term, group_entries, no_entries
from bundlinje.terms.gate import state_of
from bundlinje.terms.timing import At

Per = Literal["money", "point", "pp", "day", "event", "unit"]
DIMENSIONS = {
    "money": Dimension.KRONER,
    "point": Dimension.POINTS,
    "pp": Dimension.SHARE,
    "day": Dimension.DAYS,
    "event": Dimension.COUNT,
    "unit": Dimension.COUNT,
}


class PerFigure(Term):
    """Figure × price. `if_worse` says whether a figure below zero earns nothing or flows back."""

    key: ClassVar[str] = "per"
    says: ClassVar[Says] = Says(
        da="for {per} af {of} betales {pays}, opgjort {at}[, forudsat at {gate} er opfyldt]. {if_worse}",
        en="for {per} of {of}, {pays} is paid, worked out {at}[, provided that {gate} holds]. {if_worse}",
    )
    example: ClassVar[str] = "{id: gain, per: money, of: saving, at: to date, pays: 70 %, if_worse: nothing}"

    per: Per
    of: NonEmpty
    at: At
    pays: AnyAmount
    if_worse: Literal["nothing", "flows back"]
    gate: NonEmpty | None = None

    def entries(self, ground: Ground) -> Entries:
        parts = [
            self._entry(ground, occasion, ground.figure(self.of, first, last, cohort))
            for occasion, first, last in self.at.occasions(ground)
            for cohort in ground.cohorts_of(self.of)
        ]
        return group_entries(parts) if parts else no_entries()

    def _entry(self, ground: Ground, occasion: int, seen: Seen) -> tuple[Rows, Price, Fraction, Seen]:
        row = ground.group_row(seen.cohort, occasion, seen.last_follow_up)
        row = state_of(row, ground, seen, self.gate)
        return row, ground.number_for(self.pays, row, f"terms.{self.id}.pays"), self.quantity(seen.value), seen

    def quantity(self, value: Range) -> Fraction:
        """How much is priced: percentage points for `pp`, nothing where the figure is not known."""
        if not value.known:
            return Fraction(0)
        amount = value.value * 100 if self.per == "pp" else value.value
        return max(amount, Fraction(0)) if self.if_worse == "nothing" else amount

    def figure_names(self) -> tuple[str, ...]:
        return (self.of,)

    def gate_names(self) -> tuple[str, ...]:
        return (self.gate,) if self.gate else ()
