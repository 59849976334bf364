"""Figures, references and gates of a contract in columns: over counts, in every world at once, to the same fraction.

What each kind says of one world is told by the kind itself; here stands the same in columns for those that are made of
counts. A kind that does not stand here is asked world by world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.comparisons.base import Compared, Reference
from bundlinje.comparisons.deadweight import Deadweight
from bundlinje.comparisons.historical import Historical
from bundlinje.comparisons.mix import Mix as MixOfReferences
from bundlinje.comparisons.target import Target
from bundlinje.comparisons.until import Until
from bundlinje.figures.base import UNIT_COUNTS, Figure
from bundlinje.figures.count import Count
from bundlinje.figures.mix import Mix
from bundlinje.figures.share import Share
from bundlinje.grammar.condition import Bounds, Condition
from bundlinje.planned.counted_view import CountedView
from bundlinje.planned.counts import POOLED, Counts
from bundlinje.planned.group_terms import MILLIONTHS
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.ratios import Ratios
from bundlinje.settlement.outcomes import NOT_KNOWN, YES, all_of, any_of, negation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int8: TypeAlias = NDArray[np.int8]
    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]


class _UnknownKindError(Exception):
    """A kind that is not known here."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a figure is seen of: the follow-ups from `first` to `last`, and a cohort or all of them."""

    first: int
    last: int
    cohort: int = POOLED


class FigureColumns:
    """The figures and gates of a contract at one follow-up, in every world; each is worked out once."""

    def __init__(self, counts: Counts, land: ImaginedLand) -> None:
        self.counts, self.land = counts, land
        self._figures: dict[tuple[str, Span], Ratios] = {}
        self._gates: dict[tuple[str, Span], Int8] = {}

    def figure(self, name: str, span: Span) -> Ratios:
        """A figure in every world."""
        if (name, span) not in self._figures:
            self._figures[name, span] = self._found(name, span)
        return self._figures[name, span]

    def is_open(self, gate: str, follow_up: int, cohort: int) -> Bool:
        """In which worlds a gate is open for certain."""
        one = self.land.contract.gates[gate]
        span = Span(follow_up, follow_up, cohort if one.cohorts == "each" else POOLED)
        if (gate, span) not in self._gates:
            held = self._held(one.where, span)
            self._gates[gate, span] = np.broadcast_to(held, (self.counts.worlds,))
        opened: Bool = self._gates[gate, span] == YES
        return opened

    def view(self, world: int, span: Span) -> CountedView:
        """What a figure may look at in one world."""
        return CountedView(self.counts, self.land, world, span.first, span.last, span.cohort)

    def _found(self, name: str, span: Span) -> Ratios:
        drawn = self.counts.figures.get(name)
        if drawn is not None:
            return Ratios(drawn[:, span.last - 1], np.full(self.counts.worlds, MILLIONTHS))
        part = self.land.contract.figures[name]
        try:
            found = self._stepped(part, replace(span, first=1) if part.to_date else span)
        except _UnknownKindError:
            return Ratios.of(self.view(world, span).figure(name) for world in range(self.counts.worlds))
        shape = (self.counts.worlds,)
        return Ratios(np.broadcast_to(found.over, shape), np.broadcast_to(found.under, shape))

    def _stepped(self, part: Figure, span: Span) -> Ratios:
        found = self._of(part, span)
        if not part.counted_in or part.step is None:
            return found
        (direction,) = part.counted_in.values()
        return found.stepped(part.step.value, direction)

    def _of(self, part: Figure, span: Span) -> Ratios:
        if part.group or part.segment:
            raise _UnknownKindError
        if isinstance(part, Share):
            return Ratios(*self._tally(part.share, part.among, span))
        if isinstance(part, Count):
            achieved, _ = self._tally(part.count, part.among or "due", span)
            return Ratios(achieved, np.ones(1, dtype=np.int64))
        if isinstance(part, Mix):
            return _weighed([(self.figure(name, span), weight) for name, weight in part.mix.items()])
        if isinstance(part, Compared):
            return self._compared(part, span)
        raise _UnknownKindError

    def _tally(self, outcome: str, among: str, span: Span) -> tuple[Int64, Int64]:
        """How many achieved, and of how many, as `CountedView.tally` counts them."""
        if outcome in UNIT_COUNTS:
            there = self.counts.admitted_by(span.last, span.cohort)
            return there, there
        achieved, of = self.counts.tally(outcome, span.first, span.last, span.cohort)
        if among in UNIT_COUNTS:
            of = of + self.counts.without_any_due(outcome, span.last, span.cohort)
        return achieved, of

    def _compared(self, part: Compared, span: Span) -> Ratios:
        figure, reference = self.figure(part.figure, span), self._reference(part.compared_with, part.figure, span)
        effect = _held_against(figure, reference, part.as_, part.better)
        return effect if part.times is None else effect.times(self._of(part.times, span))

    def _reference(self, reference: Reference, figure: str, span: Span) -> Ratios:
        if isinstance(reference, Deadweight):
            return self.figure(figure, span).times(Ratios.exactly(reference.deadweight))
        if isinstance(reference, MixOfReferences):
            return _weighed([(self._reference(one.reference, figure, span), one.weight) for one in reference.mix])
        if isinstance(reference, Until):
            reached = reference.until.reached(self.view(0, span))
            return self._reference(reference.then if reached else reference.first, figure, span)
        if isinstance(reference, Historical | Target) and not reference.groups():
            agreed = reference.of(self.view(0, span), figure)
            return Ratios.exactly(agreed.value if agreed.known else None)
        raise _UnknownKindError

    def _held(self, condition: Condition, span: Span) -> Int8:
        """A condition in every world: yes, no or not known."""
        parts = [self._tested(name, bounds, span) for name, bounds in condition.tests.items()]
        if condition.achieved:
            parts.append(self._held(self.land.contract.gates[condition.achieved].where, span))
        if condition.any:
            parts.append(any_of([self._held(part, span) for part in condition.any]))
        if condition.all:
            parts.append(all_of([self._held(part, span) for part in condition.all]))
        if condition.not_ is not None:
            parts.append(negation(self._held(condition.not_, span)))
        return all_of(parts)

    def _tested(self, name: str, bounds: Bounds, span: Span) -> Int8:
        value = self.figure(name, span)
        held = value.holds({word: bound.value for word, bound in bounds.given().items()})
        return np.where(value.known, held, NOT_KNOWN).astype(np.int8)


def _weighed(members: Sequence[tuple[Ratios, Fraction]]) -> Ratios:
    total = Ratios.exactly(0)
    for member, weight in members:
        total = total.plus(member.times(Ratios.exactly(weight)))
    return total


def _held_against(figure: Ratios, reference: Ratios, how: str, better: str) -> Ratios:
    """As `comparisons.base.compare`."""
    if how == "attainment":
        return figure.through(reference)
    difference = reference.minus(figure) if better == "lower" else figure.minus(reference)
    return difference if how == "difference" else difference.through(reference.magnitude())
