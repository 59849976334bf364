"""The tariff: what one achieved occasion earns by each term, for every member of the roster, by the term's own rules.

Every price is worked out by the term itself on imagined ground where everything is achieved; counting achieved
occasions and multiplying is then the same as settling them one by one, to the øre.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.part import walk
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.roster import Roster
from bundlinje.problems import Collector, Place, error
from bundlinje.settlement.outcomes import ACHIEVED, NOT_DUE, States
from bundlinje.splits.leaf import BySegment
from bundlinje.terms.base import NOBODY, Entries, Term
from bundlinje.terms.each import Each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int32: TypeAlias = NDArray[np.int32]
    Bool: TypeAlias = NDArray[np.bool_]
    Int64: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Slots:
    """Occasions of an outcome that are alike: the same cohort, follow-up and price by every term.

    `of` has the slot of each member and occasion, −1 where there is none; the other columns have one row a slot. `ore`
    is what one achieved occasion earns, in øre, by term. `occasions` counts, for every member, its occasions by slot.
    """

    of: Int32
    cohort: Int32
    segment: Int32
    follow_up: Int32
    due: Int32
    ore: Mapping[str, Int64]

    def __len__(self) -> int:
        return len(self.cohort)

    def occasions(self, only: Bool | None = None) -> Int64:
        """How many occasions (of those in `only`) of each slot each member has, in shape members × slots."""
        chosen = self.of if only is None else np.where(only, self.of, -1)
        counted = np.zeros((len(chosen), len(self) + 1), dtype=np.int64)
        for column in chosen.T:
            counted[np.arange(len(chosen)), column] += 1
        return counted[:, :-1]


def is_counted(term: Term, contract: Contract) -> bool:
    """Whether a term's pay depends on how many achieve an outcome, and not on who they are or how much they score."""
    if not isinstance(term, Each) or term.when is not None or isinstance(term.pays, list):
        return False
    return term.each in contract.outcomes or term.each in UNIT_COUNTS


class Tariff:
    """Prices of the unit terms of a contract, laid out on a roster."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.contract = roster.contract
        self._all = roster.imagined(self._achieved)
        self._slots: dict[str, Slots] = {}
        self._grounds: dict[int, ImaginedLand] = {}

    def terms_on(self, outcome: str) -> Iterator[Each]:
        """The terms that pay for each achieved occasion of an outcome."""
        for _, term in self.contract.all_terms():
            if isinstance(term, Each) and is_counted(term, self.contract) and term.each == outcome:
                yield term

    def slots(self, outcome: str) -> Slots:
        """The slots of an outcome, or of a count of units."""
        if outcome not in self._slots:
            self._slots[outcome] = self._laid_out(outcome)
        return self._slots[outcome]

    def ground_at(self, number: int) -> ImaginedLand:
        """The ground at a follow-up, for what does not depend on who achieved what."""
        if number not in self._grounds:
            self._grounds[number] = self.roster.imagined(self._achieved, number)
        return self._grounds[number]

    def _achieved(self, name: str) -> States:
        calendar = self.roster.calendar(name)
        return self.roster.states_of(name, np.where(calendar.there, ACHIEVED, NOT_DUE).astype(np.int8))

    def _laid_out(self, outcome: str) -> Slots:
        follow_up, due = self._when(outcome)
        shape = (follow_up.shape[0], follow_up.shape[1])
        prices = {str(term.id): self._prices(term, shape) for term in self.terms_on(outcome)}
        roll = self.roster.ground.roll
        cohort = np.broadcast_to(roll.cohort.codes[self.roster.order][:, None], follow_up.shape)
        segment = np.broadcast_to(self._segments()[:, None], follow_up.shape)
        there = follow_up > 0
        marks: list[NDArray[Any]] = [cohort, segment, follow_up, *prices.values()]
        columns: list[Int64] = [mark[there].astype(np.int64) for mark in marks]
        return _slots(there, columns, due, list(prices))

    def _segments(self) -> Int32:
        """The segment of each member where a split of the contract looks at it; otherwise none: slots are few."""
        codes = self.roster.ground.roll.segment.codes[self.roster.order]
        matters = any(isinstance(part, BySegment) for leg in self.contract.all_legs().values() for _, part in walk(leg))
        return codes if matters else np.full_like(codes, NOBODY)

    def _when(self, outcome: str) -> tuple[Int32, Int32]:
        """The follow-up each member's occasions fall in, 0 where there is none, and the day they fall due."""
        if outcome in UNIT_COUNTS:
            return self._counted_when(outcome)
        calendar = self.roster.calendar(outcome)
        return np.where(calendar.there, calendar.follow_up, 0), calendar.due

    def _counted_when(self, name: str) -> tuple[Int32, Int32]:
        rows = self._all.unit_rows(name)
        shape = (len(self.roster.ground.roll), 1)
        follow_up, due = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        follow_up[rows.unit, 0], due[rows.unit, 0] = rows.follow_up, rows.due
        follow_up[follow_up > self.roster.last] = 0
        return follow_up[self.roster.order], due[self.roster.order]

    def _prices(self, term: Each, shape: tuple[int, int]) -> Int64:
        """What every member earns on each occasion, in øre, gates aside."""
        entries = term.model_copy(update={"gate": None}).entries(self._all)
        refuse_unknown(self.contract.contract, term, entries)
        occasion = np.zeros_like(entries.rows.occasion) if shape[1] == 1 else entries.rows.occasion
        ore = np.zeros((len(self.roster.ground.roll), shape[1]), dtype=np.int64)
        ore[entries.rows.unit, occasion] = entries.gross
        return ore[self.roster.order]


def refuse_unknown(contract: str, term: Term, entries: Entries) -> None:
    """Raise `Refused` where a price that is needed is not known."""
    problems = Collector()
    used = {int(one) for one in np.unique(entries.price)}
    for position, price in enumerate(entries.prices):
        if price.ore is None and position in used:
            place = Place(path=f"{contract}: {term.id}")
            problems.add(error("planned.price_unknown", place, term=str(term.id), why=price.why_unknown))
    problems.refuse_errors()


def _slots(there: NDArray[np.bool_], columns: Sequence[Int64], due: Int32, terms: Sequence[str]) -> Slots:
    table = np.stack(columns, axis=1) if columns[0].size else np.zeros((0, len(columns)), dtype=np.int64)
    kinds, first, which = np.unique(table, axis=0, return_index=True, return_inverse=True)
    of = np.full(there.shape, -1, dtype=np.int32)
    of[there] = which.reshape(-1)
    return Slots(
        of=of,
        cohort=kinds[:, 0].astype(np.int32),
        segment=kinds[:, 1].astype(np.int32),
        follow_up=kinds[:, 2].astype(np.int32),
        due=np.broadcast_to(due, there.shape)[there][first].astype(np.int32),
        ore={name: kinds[:, 3 + number] for number, name in enumerate(terms)},
    )
