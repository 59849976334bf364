"""What figures see: one group, cohort, segment and stretch of follow-ups of what was measured at a cut-off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.dates import day_number
from bundlinje.figures.base import UNIT_COUNTS, Among, Range, Sum, Tally, View, counted_in
from bundlinje.grammar.quantity import Dimension
from bundlinje.settlement.measuring import Measuring
from bundlinje.settlement.outcomes import ACHIEVED, EXPECTED, OUT, WAITING, Outcomes
from bundlinje.settlement.roll import INTERVENTION

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bool: TypeAlias = "NDArray[np.bool_]"
POOLED = -1


@dataclass(frozen=True, slots=True)
class Scene:
    """A view of what was measured: which group, segment and cohort, and the follow-ups it covers."""

    contract: Contract
    measuring: Measuring
    outcomes: Outcomes
    first: int
    last: int
    cohort: int = POOLED
    group: str = INTERVENTION
    segment: str | None = None

    def members(self) -> Bool:
        """Units of the group, cohort and segment."""
        roll = self.measuring.roll
        chosen = roll.in_group(self.group)
        if self.cohort != POOLED:
            chosen = chosen & (roll.cohort.codes == self.cohort)
        if self.segment is not None:
            chosen = chosen & (roll.segment.codes == roll.segment.code(self.segment))
        return chosen

    def tally(self, outcome: str, among: Among) -> Tally:
        """Count an outcome, or units where the name is one of `UNIT_COUNTS`."""
        if outcome in UNIT_COUNTS:
            count = int(self._having(outcome).sum())
            return Tally(Fraction(count), 0, count)
        states = self.outcomes.states(outcome)
        decided = self._chosen(states.follow_up, among) & states.decided
        if among == "measured":
            decided &= states.measured
        achieved = Fraction(int((decided & (states.state == ACHIEVED)).sum()))
        achieved += int((decided & (states.state == EXPECTED)).sum()) * self.expectation(outcome)
        waiting = int((decided & (states.state == WAITING)).sum())
        return Tally(achieved, waiting, self._denominator(decided, states.state, among))

    def _denominator(self, decided: Bool, state: Any, among: Among) -> int:
        if among != "admitted":
            return int(decided.sum())
        without = self.members() & ~decided.any(axis=1) & ~(state == OUT).any(axis=1)
        return int(decided.sum()) + int(without.sum())

    def expectation(self, name: str) -> Fraction:
        """The rate that early termination lets stand for what is not yet due."""
        rule = self.contract.ends_early
        stated = rule.expected.get(name) if rule else None
        return stated.value.value if stated is not None and stated.value is not None else Fraction(0)

    def _having(self, among: str) -> Bool:
        roll = self.measuring.roll
        members = self.members()
        if among == "started":
            return members & (roll.started >= 0) & (roll.started <= day_number(self.measuring.cutoff))
        if among == "completed":
            return members & roll.completed
        return members

    def _chosen(self, follow_up: Any, among: Among) -> Bool:
        inside: Bool = (follow_up >= self.first) & (follow_up <= self.last)
        return inside & self._having(among)[:, None]

    def sum(self, measure: str, among: Among) -> Sum:
        """Add up a measure over the occasions that fell due."""
        values = self.measuring.values(measure)
        last_day = day_number(self.measuring.cutoff)
        chosen = self._chosen(values.follow_up, among) & values.occasions.there & ~values.occasions.out
        chosen &= values.due <= last_day
        known = chosen & values.known
        total, squares = _exact_sums(values.num[known], values.den[known])
        return Sum(total, squares, int(known.sum()), int((chosen & ~values.known).sum()))

    def reported(self, name: str) -> Fraction | None:
        """The newest reported number of that name and cohort; none if nobody has reported it."""
        cohort = self.measuring.roll.cohort.name(self.cohort) if self.cohort != POOLED else ""
        rows = self.measuring.facts.frame("reports")
        columns = (rows[column].to_list() for column in ("fact", "until", "value", "cohort"))
        found = [
            (until, value)
            for fact, until, value, of in zip(*columns, strict=True)
            if fact == name and value is not None and (of or "") in (cohort, "")
        ]
        return Fraction(max(found)[1], self.contract.facts[name].scale) if found else None

    def figure(self, name: str) -> Range:
        """A figure of the contract, seen the same way."""
        figure = self.contract.figures[name]
        stands_in = self.expected(name)
        if stands_in is not None:
            return Range.exactly(stands_in)
        view: View = self.narrowed(figure.group, figure.segment)
        return counted_in(figure.of(view.whole() if figure.to_date else view), figure.counted_in)

    def expected(self, name: str) -> Fraction | None:
        """What early termination lets stand for this figure; none if nothing does."""
        rule, ended = self.contract.ends_early, self.outcomes.ended
        at_the_end = ended is not None and self.contract.follow_ups[self.last - 1].on >= ended
        if rule is None or not at_the_end or name not in rule.expected or name in self.contract.outcomes:
            return None
        return self.expectation(name)

    def narrowed(self, group: str | None, segment: str | None) -> Scene:
        """The same view of another group or of one segment."""
        return replace(self, group=group or self.group, segment=segment or self.segment)

    def whole(self) -> Scene:
        """The same view of everything to date."""
        return replace(self, first=1)

    def dimension(self, name: str) -> Dimension:
        """The dimension of a measure, figure or reported number of the contract."""
        if name in self.contract.figures:
            return self.contract.figures[name].dimension(self)
        if name in self.contract.measures:
            return self.contract.measures[name].gives(self.contract.facts)
        return self.contract.facts[name].dimension or Dimension.COUNT

    def when(self) -> tuple[int, int, str]:
        """Day number, follow-up and cohort that the view is of."""
        day = day_number(self.contract.follow_ups[self.last - 1].on)
        return day, self.last, self.measuring.roll.cohort.name(self.cohort) if self.cohort != POOLED else ""


def _exact_sums(num: Any, den: Any) -> tuple[Fraction, Fraction]:
    total = squares = Fraction(0)
    for one in np.unique(den):
        part = num[den == one]
        total += Fraction(int(part.sum()), int(one))
        squares += Fraction(_sum_of_squares(part), int(one) ** 2)
    return total, squares


def _sum_of_squares(values: Any) -> int:
    largest = int(np.abs(values).max()) if len(values) else 0
    if largest and largest**2 * len(values) >= 2**62:
        return sum(int(value) ** 2 for value in values)
    return int((values * values).sum())
