"""What a figure sees in one world: counts of outcomes in place of facts about units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.figures.base import UNIT_COUNTS, Among, Range, Sum, Tally, counted_in
from bundlinje.planned.counts import POOLED, Counts, exactly
from bundlinje.planned.group_terms import MILLIONTHS
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.problems import Place, Refused, error

if TYPE_CHECKING:
    from bundlinje.grammar.quantity import Dimension


@dataclass(frozen=True, slots=True)
class CountedView:
    """What a figure sees in one world: counts of outcomes. Implements `figures.base.View`."""

    counts: Counts
    land: ImaginedLand
    world: int
    first: int
    last: int
    cohort: int = POOLED

    def tally(self, outcome: str, among: Among) -> Tally:
        """Count an outcome, or units where the name is one of `UNIT_COUNTS`."""
        if outcome in UNIT_COUNTS:
            count = exactly(self.counts.admitted_by(self.last, self.cohort)[self.world])
            return Tally(count, 0, _of(count))
        achieved, due = self.counts.tally(outcome, self.first, self.last, self.cohort)
        of = exactly(due[self.world])
        if among in UNIT_COUNTS:
            of += exactly(self.counts.without_any_due(outcome, self.last, self.cohort)[self.world])
        return Tally(exactly(achieved[self.world]), 0, _of(of))

    def sum(self, measure: str, among: Among) -> Sum:
        """A measure is not counted: whoever needs one must say how the figure built from it is expected to turn out."""
        raise Refused([error("planned.figure_not_drawn", _place(self.land), figure=measure)])

    def reported(self, name: str) -> Fraction | None:
        """The newest reported number; it stays what it was."""
        return self.land.scene(1, self.last, POOLED).reported(name)

    def figure(self, name: str) -> Range:
        """A figure of the contract: as drawn where it was drawn, otherwise worked out from the counts."""
        drawn = self.counts.figures.get(name)
        if drawn is not None:
            return Range.exactly(Fraction(int(drawn[self.world, self.last - 1]), MILLIONTHS))
        figure = self.land.contract.figures[name]
        view = self.narrowed(figure.group, figure.segment)
        return counted_in(figure.of(view.whole() if figure.to_date else view), figure.counted_in)

    def expected(self, name: str) -> Fraction | None:
        """Nothing stands in: nothing has ended early."""
        return None

    def narrowed(self, group: str | None, segment: str | None) -> CountedView:
        """The same view; another group or a segment is not told apart in counts and must be drawn."""
        if group or segment:
            raise Refused([error("planned.figure_not_drawn", _place(self.land), figure=group or segment)])
        return self

    def whole(self) -> CountedView:
        """The same view of everything to date."""
        return replace(self, first=1)

    def dimension(self, name: str) -> Dimension:
        """The dimension of a measure, figure or reported number."""
        return self.land.scene(1, self.last, POOLED).dimension(name)

    def when(self) -> tuple[int, int, str]:
        """Day number, follow-up and cohort that the view is of."""
        return self.counts.tariff.roster.cutoff(self.last), self.last, self.land.roll.cohort.name(self.cohort)


def _of(count: Fraction) -> int:
    """A denominator; of what is expected it may be a part of a unit, which every figure divides by all the same."""
    return count.numerator if count.denominator == 1 else count  # type: ignore[return-value]


def _place(land: ImaginedLand) -> Place:
    return Place(path=land.contract.contract)
