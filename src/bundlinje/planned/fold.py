"""The fold: follow-up by follow-up, in many worlds at once, through the contract's own limits, splits and guarantee.

The same order as `settlement.settle`: what is earned to date, less what was settled before, through every limit, split
over payers and receivers. Entries of units stand together by cohort, so a limit falls on them as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import EVERY_TERM, VEHICLE, Contract, Leg
from bundlinje.limits.at_least import AtLeast
from bundlinje.planned.bounds import Paid, Till
from bundlinje.planned.counts import POOLED, Counts
from bundlinje.planned.cutting import Table, cut_by
from bundlinje.planned.earned import Entry, Key, earned_at
from bundlinje.planned.handing_out import Parts, Purses, handed_out, looked_at_by
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.people import needs_people
from bundlinje.problems import Place, Refused, error
from bundlinje.splits.base import Split

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

PAYERS, RECEIVERS = "payers", "receivers"


@dataclass(frozen=True, slots=True)
class Folded:
    """What a contract pays in many worlds: all money that moved, and in which worlds a limit took something."""

    worlds: int
    paid: tuple[Paid, ...]
    limited: NDArray[np.bool_]

    def outcome_payments(self) -> Iterator[Paid]:
        """What outcome payers pay: not money passed on, topped up or paid out of the vehicle."""
        return (one for one in self.paid if not one.is_guarantee and VEHICLE not in one.payers)

    def to_investors(self, contract: Contract) -> Iterator[Paid]:
        """What is handed on to investors, guarantees included."""
        passing = {name for name, leg in contract.all_legs().items() if leg.passes_on is not None}
        return (one for one in self.paid if one.leg in passing or one.is_guarantee)


def fold(counts: Counts) -> Folded:
    """Settle every follow-up of the contract in every world."""
    roster = counts.tariff.roster
    if counts.people is None and needs_people(roster.contract):
        raise Refused([error("planned.needs_people", Place(path=roster.contract.contract))])
    books = {name: _Book(name, leg) for name, leg in roster.contract.all_legs().items()}
    moved: tuple[Paid, ...] = ()
    limited = np.zeros(counts.worlds, dtype=bool)
    for number in range(1, roster.last + 1):
        land = counts.tariff.ground_at(number)
        till = Till(roster.treasury(number), counts.worlds, moved)
        for book in books.values():
            brought = [one for one in moved if one.leg == book.leg.passes_on and not one.is_guarantee]
            new, bitten = book.settled_at(counts, land, replace(till, leg=book.name), brought)
            moved, limited = (*moved, *new), limited | bitten
    return Folded(counts.worlds, moved, limited)


class _Book:
    """A flow of money as it is settled: its entries so far, and what was settled and lost of each."""

    def __init__(self, name: str, leg: Leg) -> None:
        self.name, self.leg = name, leg
        self.entries: dict[Key, Entry] = {}
        self.settled: dict[Key, Int64] = {}
        self.lost: dict[Key, Int64] = {}
        self.topped_up: dict[int, Int64] = {}
        self.holds_back = False

    def settled_at(
        self, counts: Counts, land: ImaginedLand, till: Till, brought: Sequence[Paid]
    ) -> tuple[list[Paid], NDArray[np.bool_]]:
        """What the flow pays at a follow-up, and in which worlds a limit took something."""
        new = [*earned_at(self.leg, counts, land), *self._passed_on(land, brought, counts.worlds)]
        if not self.leg.limits and not self.holds_back:
            # What is not limited changes only where it is earned anew: earlier entries need not be looked at again.
            self.entries = {}
        for entry in new:
            self.entries[entry.key] = entry
        if not self.entries and not self.leg.limits:
            return [], np.zeros(counts.worlds, dtype=bool)
        table = self._table(counts.worlds)
        after, lost, tops = self._limited(table, till)
        now = after - table.settled
        held = self._held(land.contract, now)
        self.holds_back = bool(held.any())
        now[:, held] = 0
        paid = [*self._lines(land, till, now), *self._guarantees(land.now, till, tops)]
        self._remember(table, now, np.where(held, 0, lost) if self.holds_back else lost)
        return paid, (table.to_date != after).any(axis=0)

    def _passed_on(self, land: ImaginedLand, brought: Sequence[Paid], worlds: int) -> Iterator[Entry]:
        """What the other flow brought in at this follow-up."""
        if self.leg.passes_on is not None:
            mine = (one.ore for one in brought if one.follow_up == land.now)
            ore = sum(mine, np.zeros(worlds, dtype=np.int64))
            due = land.group_row(POOLED, land.now, land.now).due
            yield Entry(self.leg.passes_on, POOLED, POOLED, land.now, land.now, int(due[0]), ore)

    def _table(self, worlds: int) -> Table:
        names = [self.leg.passes_on] if self.leg.passes_on else [str(term.id) for term in self.leg.terms]
        nothing = np.zeros(worlds, dtype=np.int64)
        settled = [self.settled.get(key, nothing) for key in self.entries]
        lost = [self.lost.get(key, nothing) for key in self.entries]
        return Table.of(tuple(names), tuple(self.entries.values()), (settled, lost), worlds)

    def _limited(self, table: Table, till: Till) -> tuple[Int64, Int64, dict[int, Int64]]:
        """What is left of every entry, what of it is lost for good, and what each guarantee tops up, to date."""
        tops: dict[int, Int64] = {}
        to_date, lost = table.to_date, np.zeros_like(table.to_date)
        for position, limit in enumerate(self.leg.limits):
            if isinstance(limit, AtLeast):
                tops[position] = limit.top_up(_inside(limit, table, to_date), till)
                continue
            off, gone = cut_by(limit, table, to_date, till)
            to_date, lost = to_date - off, lost + gone
        return to_date, lost, tops

    def _held(self, contract: Contract, now: Int64) -> NDArray[np.bool_]:
        """Worlds in which a total below zero waits to be set off in the next payment."""
        rules = contract.corrections
        waits = rules is not None and rules.less == "set off in the next payment"
        held: NDArray[np.bool_] = (now.sum(axis=0) < 0) & waits
        return held

    def _lines(self, land: ImaginedLand, till: Till, now: Int64) -> Iterator[Paid]:
        payers = till.purses(PAYERS, looked_at_by(*(self.leg.payers or {}).values()))
        receivers = till.purses(RECEIVERS, looked_at_by(self.leg.split))
        for (term, segment), ore in self._gathered(now, land.now):
            name = land.roll.segment.name(segment) or None
            from_whom = _parts(self._payers(term), ore, payers, name)
            to_whom = _parts(self.leg.split, ore, receivers, name)
            payers, receivers = payers.after(from_whom), receivers.after(to_whom)
            yield Paid(self.name, term, land.now, till.treasury.day, ore, from_whom, to_whom)

    def _gathered(self, now: Int64, number: int) -> Iterator[tuple[tuple[str, int], Int64]]:
        """The lines of a follow-up: new occasions first, corrections after, by cohort and segment."""
        lines: dict[tuple[int, int, int, int], Int64] = {}
        order = {name: position for position, name in enumerate(dict.fromkeys(key[0] for key in self.entries))}
        for position, entry in enumerate(self.entries.values()):
            ore = now[position]
            if ore.any():
                mark = (order[entry.term], int(entry.follow_up < number), entry.cohort, entry.segment)
                lines[mark] = lines[mark] + ore if mark in lines else ore
        names = list(order)
        for mark in sorted(lines):
            yield (names[mark[0]], mark[3]), lines[mark]

    def _payers(self, term: str) -> Split | None:
        if self.leg.passes_on is not None or self.leg.payers is None:
            return None
        return self.leg.payers.get(term) or self.leg.payers.get(EVERY_TERM)

    def _guarantees(self, number: int, till: Till, tops: Mapping[int, Int64]) -> Iterator[Paid]:
        for position, to_date in tops.items():
            now = to_date - self.topped_up.get(position, np.zeros_like(to_date))
            self.topped_up[position] = to_date
            limit = self.leg.limits[position]
            if now.any() and isinstance(limit, AtLeast):
                to_whom = _parts(self.leg.split, now, till.purses(RECEIVERS, looked_at_by(self.leg.split)), None)
                from_whom, name = {limit.paid_by: now}, limit.id or "guarantee"
                yield Paid(self.name, name, number, till.treasury.day, now, from_whom, to_whom, is_guarantee=True)

    def _remember(self, table: Table, now: Int64, lost: Int64) -> None:
        for position, key in enumerate(self.entries):
            self.settled[key] = table.settled[position] + now[position]
            self.lost[key] = table.lost[position] + lost[position]


def _inside(limit: AtLeast, table: Table, to_date: Int64) -> Int64:
    """What is paid to date of the terms a floor looks at."""
    names = set(limit.term_names() or table.names)
    inside = [position for position, entry in enumerate(table.entries) if entry.term in names]
    paid: Int64 = to_date[inside].sum(axis=0)
    return paid


def _parts(split: Split | None, ore: Int64, purses: Purses, segment: str | None) -> Parts:
    return {VEHICLE: ore} if split is None else handed_out(split, ore, purses, segment)
