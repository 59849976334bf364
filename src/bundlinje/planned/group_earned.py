"""What terms that look at groups earn, over counts: by the contract's own figures, gates and curves, in every world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.figures.base import Range
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.curve import Piece
from bundlinje.planned.counts import POOLED, Counts
from bundlinje.planned.figure_columns import FigureColumns, Span
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.people import MANY
from bundlinje.planned.ratios import Ratios
from bundlinje.planned.tariff import refuse_unknown
from bundlinje.settlement.ground import gate_held
from bundlinje.terms.base import Entries, Rows, Seen, Term, group_entries
from bundlinje.terms.level import Level
from bundlinje.terms.per import PerFigure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupEarned:
    """What a group term earns at one follow-up: an occasion of a cohort, and øre to date in every world."""

    term: str
    occasion: int
    cohort: int
    follow_up: int
    due: int
    ore: Int64


def group_earned(term: Term, counts: Counts, land: ImaginedLand, columns: FigureColumns) -> Iterator[GroupEarned]:
    """The entries of a term that looks at groups, at the follow-up of the ground, in every world."""
    if not isinstance(term, PerFigure | Level):
        yield from _by_kind(term, counts, land, columns)
        return
    entries = term.entries(OneWorld(land, columns, 0, {}))
    refuse_unknown(land.contract.contract, term, entries)
    for position, seen in enumerate(entries.seen):
        if seen is None:
            continue
        span = Span(seen.first_follow_up, seen.last_follow_up, seen.cohort)
        values = columns.figure(seen.name, span)
        if isinstance(term, PerFigure):
            ore = _priced(term, values, entries.prices[int(entries.price[position])].ore or Fraction(0))
        else:
            ore = _on_curve(term, values, _row(entries, position), land)
        if term.gate is not None:
            ore = np.where(columns.is_open(term.gate, span.last, span.cohort), ore, 0)
        yield _standing(term, entries, position, ore)


def _standing(term: Term, entries: Entries, position: int, ore: Int64) -> GroupEarned:
    rows = entries.rows
    occasion = int(rows.member[position]) * MANY + int(rows.occasion[position])
    return GroupEarned(
        str(term.id), occasion, int(rows.cohort[position]), int(rows.follow_up[position]), int(rows.due[position]), ore
    )


def _priced(term: PerFigure, values: Ratios, price: Fraction) -> Int64:
    """A price for so much of a figure: it times one factor above zero and another below, which the term itself says."""
    above, below = (sign * term.quantity(Range.exactly(sign)) * price for sign in (1, -1))
    if above == below:
        return values.times(Ratios.exactly(above)).ore()
    return np.where(values.over >= 0, *(values.times(Ratios.exactly(factor)).ore() for factor in (above, below)))


def _on_curve(term: Level, values: Ratios, row: Rows, land: ImaginedLand) -> Int64:
    """What a curve pays at each value. Only pieces that some value lies on need a price."""
    ore = np.zeros(len(values.over), dtype=np.int64)
    for number, piece in enumerate(term.pays):
        inside = values.known & values.holds(_edges(piece))
        if inside.any():
            path = f"terms.{term.id}.pays.{number}"
            foot = _price(term, piece.pays, row, land, f"{path}.pays")
            top = None if piece.rising_to is None else _price(term, piece.rising_to, row, land, f"{path}.rising_to")
            ore = np.where(inside, _height(piece, values, foot, top).ore(), ore)
    return ore


def _edges(piece: Piece) -> dict[str, Fraction]:
    edges = {"at_least": piece.from_, "above": piece.above, "at_most": piece.up_to, "below": piece.below}
    return {word: edge.value for word, edge in edges.items() if edge is not None}


def _price(term: Level, amount: AnyAmount, row: Rows, land: ImaginedLand, path: str) -> Fraction:
    price = land.number_for(amount, row, path)
    refuse_unknown(land.contract.contract, term, group_entries([(row, price, Fraction(1), None)]))
    return price.ore or Fraction(0)


def _height(piece: Piece, values: Ratios, foot: Fraction, top: Fraction | None) -> Ratios:
    """As `Piece.height`, a straight line: what it pays at nothing, and how much more for each one."""
    at_nothing, at_one = (piece.height(Fraction(value), foot, top) for value in (0, 1))
    rise = values.times(Ratios.exactly(at_one - at_nothing))
    return rise.plus(Ratios.exactly(at_nothing))


def _row(entries: Entries, position: int) -> Rows:
    return entries.rows.where(np.arange(len(entries)) == position)


# --- terms of any other kind ------------------------------------------------------------------------------------------


class OneWorld:
    """The ground of one world at one follow-up, which remembers what figures it was asked. Implements `Ground`."""

    def __init__(
        self, land: ImaginedLand, columns: FigureColumns, world: int, asked: dict[tuple[str, Span], None]
    ) -> None:
        self.land, self.columns, self.world, self.asked = land, columns, world, asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self.land, name)

    def follow_ups(self) -> Sequence[int]:
        """Only the follow-up at hand: earlier ones have had their turn."""
        return [self.land.now]

    def figure(self, name: str, first: int, last: int, cohort: int) -> Seen:
        """A figure over the follow-ups from `first` to `last`."""
        span = Span(first, last, cohort)
        dimension = self.columns.view(self.world, span).dimension(name)
        return Seen(name, self._value(name, span), dimension, first, last, cohort)

    def gate(self, name: str, follow_up: int, cohort: int) -> bool | None:
        """Whether a gate is open; none if that is not known."""
        gate = self.land.contract.gates[name]
        span = Span(follow_up, follow_up, cohort if gate.cohorts == "each" else POOLED)
        return gate_held(self.land.contract, gate, lambda figure: self._value(figure, span))

    def _value(self, name: str, span: Span) -> Range:
        self.asked[name, span] = None
        return self.columns.figure(name, span).one(self.world)


def _by_kind(term: Term, counts: Counts, land: ImaginedLand, columns: FigureColumns) -> Iterator[GroupEarned]:
    """The entries of any term: once for all worlds in which every figure that it asks for is the same."""
    asked: dict[tuple[str, Span], None] = {}
    found: dict[int, Entries] = {}
    first, which = [0], np.zeros(counts.worlds, dtype=np.int64)
    while new := [world for world in first if world not in found]:
        for world in new:
            found[world] = term.entries(OneWorld(land, columns, world, asked))
            refuse_unknown(land.contract.contract, term, found[world])
        first, which = _alike([columns.figure(*one) for one in asked], counts.worlds)
    for position in range(len(found[0])):
        ore = np.array([int(found[world].gross[position]) for world in first], dtype=np.int64)
        yield _standing(term, found[0], position, ore[which])


def _alike(figures: Sequence[Ratios], worlds: int) -> tuple[list[int], Int64]:
    """The first world of each kind, and the kind of every world: figures are the same in all worlds of a kind."""
    kinds: dict[tuple[Range, ...], int] = {}
    first: list[int] = []
    which = np.zeros(worlds, dtype=np.int64)
    for world in range(worlds):
        kind = tuple(figure.one(world) for figure in figures)
        if kind not in kinds:
            kinds[kind] = len(kinds)
            first.append(world)
        which[world] = kinds[kind]
    return first, which
