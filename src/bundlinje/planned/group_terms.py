"""Terms and gates that look at groups, over counts: the contract's own figures and curves, once per distinct count.

Ten thousand worlds have few distinct counts, so a figure is worked out for each of those by the very code that works it
out in a settlement, and the result is handed to every world that has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.comparisons.base import Reference
from bundlinje.figures.base import UNIT_COUNTS, Among, Figure, Range, Sum, Tally, counted_in
from bundlinje.grammar.part import walk
from bundlinje.money import LARGEST_ORE, round_half_away, round_half_away_column
from bundlinje.planned.counts import POOLED, Counts, exactly
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.tariff import refuse_unknown
from bundlinje.problems import Place, Refused, error
from bundlinje.settlement.ground import gate_held
from bundlinje.terms.base import Seen, Term
from bundlinje.terms.measured import Measured
from bundlinje.terms.per import PerFigure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bundlinje.contract.model import Contract
    from bundlinje.grammar.quantity import Dimension

    Int64: TypeAlias = NDArray[np.int64]
    Int32: TypeAlias = NDArray[np.int32]

MILLIONTHS = 1_000_000


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


class OneWorld:
    """The ground of one world at one follow-up. Implements `terms.base.Ground` for terms that look at groups."""

    def __init__(self, land: ImaginedLand, counts: Counts, world: int) -> None:
        self.land, self.counts, self.world = land, counts, world

    def __getattr__(self, name: str) -> Any:
        return getattr(self.land, name)

    def follow_ups(self) -> Sequence[int]:
        """Only the follow-up at hand: earlier ones have had their turn."""
        return [self.land.now]

    def year_ends(self) -> Sequence[int]:
        """The year ends up to now."""
        return self.land.year_ends()

    def cohorts_of(self, figure: str) -> Sequence[int]:
        """Codes of the cohorts a figure is seen for."""
        return self.land.cohorts_of(figure)

    def figure(self, name: str, first: int, last: int, cohort: int) -> Seen:
        """A figure over the follow-ups from `first` to `last`."""
        view = CountedView(self.counts, self.land, self.world, first, last, cohort)
        return Seen(name, view.figure(name), view.dimension(name), first, last, cohort)

    def gate(self, name: str, follow_up: int, cohort: int) -> bool | None:
        """Whether a gate is open; none if that is not known."""
        return gate_open(self.counts, self.land, self.world, name, follow_up, cohort)


def gate_open(counts: Counts, land: ImaginedLand, world: int, name: str, follow_up: int, cohort: int) -> bool | None:
    """Whether a gate is open in one world."""
    gate = land.contract.gates[name]
    seen = cohort if gate.cohorts == "each" else POOLED
    return gate_held(land.contract, gate, CountedView(counts, land, world, follow_up, follow_up, seen).figure)


def paying_terms(contract: Contract) -> list[Term]:
    """The terms that can earn something."""
    return [term for _, term in contract.all_terms() if not isinstance(term, Measured)]


def counted_outcomes(contract: Contract) -> tuple[str, ...]:
    """The outcomes whose counts decide what is paid."""
    terms = paying_terms(contract)
    of_units = [name for term in terms for name in term.unit_names()]
    drawn = set(drawn_figures(contract))
    of_groups = _reached(contract, [n for t in terms for n in (*t.figure_names(), *t.gate_names())], stop_at=drawn)
    return tuple(dict.fromkeys(name for name in (*of_units, *of_groups) if name in contract.outcomes))


def drawn_figures(contract: Contract) -> tuple[str, ...]:
    """The figures that are not counted from outcomes alone, and so must be said or drawn themselves.

    A figure that another is built from is drawn only through that other one, which a term or gate names.
    """
    names = [name for term in paying_terms(contract) for name in term.figure_names()]
    names += [name for gate in contract.gates.values() for name, _ in gate.where.numbers()]
    return tuple(dict.fromkeys(name for name in names if name in contract.figures and not _is_counted(contract, name)))


def _is_counted(contract: Contract, name: str) -> bool:
    """Whether a figure is built from counts of outcomes of the intervention group and nothing else."""
    for reached in _reached(contract, [name]):
        if reached in contract.measures or reached in contract.facts:
            return False
        for _, part in walk(contract.figures.get(reached)):
            if isinstance(part, Figure) and (part.group or part.segment):
                return False
            if isinstance(part, Reference) and part.groups():
                return False
    return True


@dataclass(frozen=True, slots=True)
class GroupEarned:
    """What a group term earns at one follow-up: an occasion of a cohort, and øre to date in every world."""

    term: str
    occasion: int
    cohort: int
    follow_up: int
    due: int
    ore: Int64


def group_earned(term: Term, counts: Counts, land: ImaginedLand) -> Iterator[GroupEarned]:
    """The entries of a term that looks at groups, at the follow-up of the ground, in every world."""
    if isinstance(term, PerFigure) and term.gate is None:
        yield from _per(term, counts, land)
        return
    which, first = _alike(counts, land, [*term.figure_names(), *term.gate_names()])
    found = [term.entries(OneWorld(land, counts, int(world))) for world in first]
    for entries in found:
        refuse_unknown(land.contract.contract, term, entries)
    rows = found[0].rows
    for position in range(len(rows)):
        ore = np.array([int(entries.gross[position]) for entries in found], dtype=np.int64)
        yield GroupEarned(
            str(term.id), int(rows.occasion[position]), int(rows.cohort[position]), int(rows.follow_up[position]),
            int(rows.due[position]), ore[which],
        )  # fmt: skip


def _per(term: PerFigure, counts: Counts, land: ImaginedLand) -> Iterator[GroupEarned]:
    """A price for so much of a figure: priced once, and multiplied with the quantity the term makes of each value."""
    which, first = _alike(counts, land, [term.of])
    entries = term.entries(OneWorld(land, counts, int(first[0])))
    refuse_unknown(land.contract.contract, term, entries)
    rows = entries.rows
    for position, seen in enumerate(entries.seen):
        if seen is None:
            continue
        price = entries.prices[int(entries.price[position])].ore or Fraction(0)
        span = (seen.first_follow_up, seen.last_follow_up, seen.cohort)
        ore = _of_drawn(term, counts, price, seen.last_follow_up)
        if ore is None:
            values = (CountedView(counts, land, int(world), *span).figure(term.of) for world in first)
            each = [round_half_away(term.quantity(value) * price) for value in values]
            ore = np.array(each, dtype=np.int64)[which]
        yield GroupEarned(
            str(term.id), int(rows.occasion[position]), int(rows.cohort[position]), int(rows.follow_up[position]),
            int(rows.due[position]), ore,
        )  # fmt: skip


def _of_drawn(term: PerFigure, counts: Counts, price: Fraction, number: int) -> Int64 | None:
    """What a drawn figure earns in every world, in columns; none where it is not drawn or too large for columns.

    A quantity is the figure times one factor above zero and another below; the term itself says which.
    """
    drawn = counts.figures.get(term.of)
    if drawn is None:
        return None
    value = drawn[:, number - 1]
    above, below = (sign * term.quantity(Range.exactly(sign)) * price / MILLIONTHS for sign in (1, -1))
    largest = int(np.abs(value).max(initial=0))
    if max(largest * abs(one.numerator) + one.denominator for one in (above, below)) >= LARGEST_ORE // 2:
        return None
    parts = [round_half_away_column(value * one.numerator, one.denominator) for one in (above, below)]
    return np.where(value >= 0, *parts)


def gates_open(counts: Counts, land: ImaginedLand, name: str, follow_up: int, cohort: int) -> NDArray[np.bool_]:
    """In which worlds a gate is open."""
    which, first = _alike(counts, replace(land, now=follow_up), [name])
    held = [gate_open(counts, land, int(world), name, follow_up, cohort) is True for world in first]
    return np.array(held, dtype=bool)[which]


def _alike(counts: Counts, land: ImaginedLand, names: Sequence[str]) -> tuple[Int64, Int64]:
    """Worlds that these figures and gates cannot tell apart: the kind of each world, and one world of each kind."""
    which = np.zeros(counts.worlds, dtype=np.int64)
    for column in _columns(counts, land, names):
        _, one = np.unique(column, return_inverse=True)
        _, which = np.unique(which * (int(one.max()) + 1) + one, return_inverse=True)
    _, first = np.unique(which, return_index=True)
    return which, first


def _columns(counts: Counts, land: ImaginedLand, names: Sequence[str]) -> Iterator[Int64]:
    reached = tuple(_reached(land.contract, names))
    cohorts = [POOLED, *range(len(land.roll.cohort.names))]
    for name in reached:
        if name in counts.figures:
            yield from counts.figures[name].T[: land.now]
        elif name in counts.achieved:
            for cohort in cohorts:
                for number in range(1, land.now + 1):
                    yield from counts.tally(name, number, number, cohort)
    for cohort in cohorts:
        yield counts.admitted_by(land.now, cohort)


def _reached(contract: Contract, names: Sequence[str], stop_at: Collection[str] = ()) -> Iterator[str]:
    """Everything by name that these figures and gates are built from; what is drawn itself is not looked into."""
    waiting, seen = list(names), set[str](stop_at)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        part = contract.figures.get(name) or contract.gates.get(name)
        if part is not None:
            for _, one in walk(part):
                waiting.extend(_texts(one))


def _texts(part: Any) -> Iterator[str]:
    for slot, value in part:
        if slot in ("title", "group", "segment", "source", "note", "assumed"):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (key for key in value if isinstance(key, str))
