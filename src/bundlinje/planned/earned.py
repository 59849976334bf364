"""What the terms of a flow of money have earned to date at each follow-up, in every world, before limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Leg
from bundlinje.planned.counts import POOLED, Counts, whole
from bundlinje.planned.figure_columns import FigureColumns
from bundlinje.planned.group_earned import group_earned
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.people import People, by_person, units_earned
from bundlinje.planned.tariff import is_counted, refuse_unknown
from bundlinje.problems import Place, Refused, error
from bundlinje.terms.base import NOBODY, Term
from bundlinje.terms.each import Each
from bundlinje.terms.fixed import FixedFee

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

Key: TypeAlias = tuple[str, int, int, int, int]
"""Term, cohort, segment, occasion and unit of an entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a term: where it stands, its number in the term, and øre earned to date in every world."""

    term: str
    cohort: int
    segment: int
    occasion: int
    follow_up: int
    due: int
    ore: Int64
    unit: int = NOBODY
    """Number of the unit in its world; of a group, none."""

    @property
    def key(self) -> Key:
        """What it is found again by at the next follow-up."""
        return (self.term, self.cohort, self.segment, self.occasion, self.unit)


def earned_at(leg: Leg, counts: Counts, land: ImaginedLand) -> Iterator[Entry]:
    """The entries that come, or change, at the follow-up of the ground."""
    people = counts.people if counts.people is not None and by_person(leg, land.contract) else None
    columns = FigureColumns(counts, land)
    for term in leg.terms:
        if people is not None and term.per_unit:
            yield from _of_units(term, people, columns)
        elif is_counted(term, land.contract) and isinstance(term, Each):
            yield from _each(term, columns)
        elif isinstance(term, FixedFee):
            yield from _fixed(term, counts, land)
        elif term.per_unit:
            raise Refused([error("planned.needs_people", Place(path=f"{land.contract.contract}: {term.id}"))])
        elif term.figure_names():
            for one in group_earned(term, counts, land, columns):
                yield Entry(one.term, one.cohort, POOLED, one.occasion, one.follow_up, one.due, one.ore)


def _of_units(term: Term, people: People, columns: FigureColumns) -> Iterator[Entry]:
    gate = term.gate if isinstance(term, Each) else None
    asked = term.model_copy(update={"gate": None}) if gate else term
    for one in units_earned(asked, people, columns.land.now):
        place = (one.cohort, one.segment, one.occasion, one.follow_up, one.due)
        ore = one.ore
        if gate is not None:
            ore = np.where(columns.is_open(gate, one.follow_up, one.cohort), ore, 0)
        yield Entry(one.term, *place, ore, one.unit)


def _each(term: Each, columns: FigureColumns) -> Iterator[Entry]:
    counts, land = columns.counts, columns.land
    slots = counts.tariff.slots(term.each)
    price = slots.ore[str(term.id)]
    here = slots.follow_up == land.now
    for cohort, segment in sorted(set(zip(slots.cohort[here].tolist(), slots.segment[here].tolist(), strict=True))):
        mine = here & (slots.cohort == cohort) & (slots.segment == segment)
        ore = whole(price[mine] @ counts.by_slot(term.each)[mine])
        if term.gate is not None:
            ore = np.where(columns.is_open(term.gate, land.now, cohort), ore, 0)
        yield Entry(str(term.id), cohort, segment, land.now, land.now, int(slots.due[mine].max()), ore)


def _fixed(term: FixedFee, counts: Counts, land: ImaginedLand) -> Iterator[Entry]:
    entries = term.entries(land)
    refuse_unknown(land.contract.contract, term, entries)
    rows = entries.rows
    for position in np.flatnonzero(rows.follow_up == land.now):
        ore = np.full(counts.worlds, int(entries.gross[position]), dtype=np.int64)
        yield Entry(str(term.id), POOLED, POOLED, int(rows.occasion[position]), land.now, int(rows.due[position]), ore)
