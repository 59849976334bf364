"""The book of one flow of money: what its entries earned in every world, and what was paid of it at each follow-up.

In most worlds nothing stops what is earned from being paid at once. Those take only what is new at a follow-up. Entries
are laid out and cut one by one where a limit may bite, where a total below zero waits, and where it did so before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import EVERY_TERM, VEHICLE, Contract, Leg
from bundlinje.limits.at_least import AtLeast
from bundlinje.planned.bounds import Paid, Till
from bundlinje.planned.counts import POOLED, Counts
from bundlinje.planned.cutting import Table, cut_by, may_bite
from bundlinje.planned.earned import Entry, Key, earned_at
from bundlinje.planned.handing_out import Parts, Purses, handed_out, looked_at_by
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.totals import Totals, totals_of
from bundlinje.splits.base import Split

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]

PAYERS, RECEIVERS = "payers", "receivers"
_Line: TypeAlias = tuple[int, int, int, int]
"""Where an entry's money is told: number of its term, whether it is a correction, cohort and segment."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Worlds in which something that was earned is not paid, or lost; what was settled and lost of each entry there."""

    worlds: Int64
    settled: Int64
    lost: Int64


class Book:
    """A flow of money as it is settled: its entries so far, and the worlds that are behind with some of them."""

    def __init__(self, name: str, leg: Leg, worlds: int) -> None:
        self.name, self.leg, self.worlds = name, leg, worlds
        self.entries: dict[Key, Entry] = {}
        self.earned: dict[Key, Int64] = {}
        self.totals = Totals(worlds)
        nothing = np.zeros((0, 0), dtype=np.int64)
        self.behind = Behind(np.zeros(0, dtype=np.int64), nothing, nothing)
        self.topped_up: dict[int, Int64] = {}

    def settled_at(
        self, counts: Counts, land: ImaginedLand, till: Till, brought: Sequence[Paid]
    ) -> tuple[list[Paid], Bool]:
        """What the flow pays at a follow-up, and in which worlds a limit took something."""
        limited = np.zeros(self.worlds, dtype=bool)
        steps = self._entered([*earned_at(self.leg, counts, land), *self._passed_on(land, brought)])
        if not self.entries and not self.leg.limits:
            return [], limited
        table = self._table(self._chosen(land.contract, till, steps), steps)
        after, lost, tops = self._limited(table, till)
        now = after - table.settled
        held = self._waits(land.contract) & (now.sum(axis=0) < 0)
        now[:, held], lost[:, held] = 0, 0
        limited[table.worlds] = (table.to_date != after).any(axis=0)
        self._fall_behind(table, now, lost)
        lines = self._gathered(land.now, steps, table.worlds, now)
        return [*self._lines(land, till, lines), *self._guarantees(land.now, till, tops)], limited

    def _passed_on(self, land: ImaginedLand, brought: Sequence[Paid]) -> Iterator[Entry]:
        """What the other flow brought in at this follow-up."""
        if self.leg.passes_on is not None:
            mine = (one.ore for one in brought if one.follow_up == land.now)
            ore = sum(mine, np.zeros(self.worlds, dtype=np.int64))
            due = land.group_row(POOLED, land.now, land.now).due
            yield Entry(self.leg.passes_on, POOLED, POOLED, land.now, land.now, int(due[0]), ore)

    def _entered(self, new: Iterable[Entry]) -> dict[Key, Int64]:
        """What each entry that comes or changes has earned more than before."""
        if not self.leg.limits and not len(self.behind.worlds):
            # What is not limited changes only where it is earned anew: earlier entries need not be looked at again.
            self.entries = {}
        steps: dict[Key, Int64] = {}
        for entry in new:
            before = self.earned.get(entry.key)
            steps[entry.key] = entry.ore if before is None else entry.ore - before
            self.entries[entry.key], self.earned[entry.key] = entry, entry.ore
            if self.leg.limits:
                self.totals.add(entry.term, entry.ore, before)
        return steps

    def _chosen(self, contract: Contract, till: Till, steps: Mapping[Key, Int64]) -> Int64:
        """The worlds in which entries must be laid out one by one."""
        chosen = np.zeros(self.worlds, dtype=bool)
        chosen[self.behind.worlds] = True
        if self._waits(contract):
            chosen |= sum(steps.values(), np.zeros(self.worlds, dtype=np.int64)) < 0
        if self.leg.limits:
            new = totals_of(self.worlds, ((key[0], step) for key, step in steps.items()))
            chosen |= np.any([may_bite(limit, self.totals, new, till) for limit in self.leg.limits], axis=0)
        return np.flatnonzero(chosen)

    def _waits(self, contract: Contract) -> bool:
        """Whether a total below zero waits to be set off in the next payment."""
        rules = contract.corrections
        return rules is not None and rules.less == "set off in the next payment"

    def _table(self, chosen: Int64, steps: Mapping[Key, Int64]) -> Table:
        """The entries in the chosen worlds. Where a world was not behind, all was settled that had been earned."""
        gross = np.array([one.ore[chosen] for one in self.entries.values()], dtype=np.int64)
        gross = gross.reshape(len(self.entries), len(chosen))
        settled, lost = gross.copy(), np.zeros_like(gross)
        for row, key in enumerate(self.entries):
            if key in steps:
                settled[row] -= steps[key][chosen]
        if len(self.behind.worlds):
            there, former = np.searchsorted(chosen, self.behind.worlds), slice(len(self.behind.settled))
            settled[former, there], lost[former, there] = self.behind.settled, self.behind.lost
        names = [self.leg.passes_on] if self.leg.passes_on else [str(term.id) for term in self.leg.terms]
        return Table.of(tuple(names), tuple(self.entries.values()), chosen, (gross, settled, lost))

    def _limited(self, table: Table, till: Till) -> tuple[Int64, Int64, dict[int, Int64]]:
        """What is left of every entry, what of it is lost for good, and what each guarantee tops up, to date."""
        tops: dict[int, Int64] = {}
        to_date, lost = table.to_date, np.zeros_like(table.to_date)
        for position, limit in enumerate(self.leg.limits):
            if isinstance(limit, AtLeast):
                tops[position] = limit.top_up(self._inside(limit, table, to_date), till)
                continue
            to_date, lost = cut_by(limit, table, to_date, lost, till)
        return to_date, lost, tops

    def _inside(self, limit: AtLeast, table: Table, to_date: Int64) -> Int64:
        """What is paid to date of the terms a floor looks at, in every world."""
        names = limit.term_names() or table.names
        paid = self.totals.of(names).copy()
        inside = [position for position, entry in enumerate(table.entries) if entry.term in names]
        paid[table.worlds] = to_date[inside].sum(axis=0)
        return paid

    def _fall_behind(self, table: Table, now: Int64, lost: Int64) -> None:
        """Remember the worlds in which not all that was earned to date is settled."""
        settled, gone = table.settled + now, table.lost + lost
        still = ((settled != table.gross) | (gone != 0)).any(axis=0)
        self.behind = Behind(table.worlds[still], settled[:, still], gone[:, still])

    def _gathered(
        self, number: int, steps: Mapping[Key, Int64], chosen: Int64, now: Int64
    ) -> Iterator[tuple[tuple[str, int], Int64]]:
        """The lines of a follow-up: new occasions first, corrections after, by cohort and segment."""
        names = list(dict.fromkeys(key[0] for key in self.entries))
        order = {name: position for position, name in enumerate(names)}

        def line(entry: Entry) -> _Line:
            return order[entry.term], int(entry.follow_up < number), entry.cohort, entry.segment

        apart = _added((line(entry), ore) for entry, ore in zip(self.entries.values(), now, strict=True))
        whole = _added((line(self.entries[key]), _without(chosen, step)) for key, step in steps.items())
        for mark, ore in apart.items():
            column = np.zeros(self.worlds, dtype=np.int64) if mark not in whole else whole[mark].copy()
            column[chosen] += ore
            whole[mark] = column
        for mark in sorted(whole):
            yield (names[mark[0]], mark[3]), whole[mark]

    def _lines(self, land: ImaginedLand, till: Till, lines: Iterable[tuple[tuple[str, int], Int64]]) -> Iterator[Paid]:
        payers = till.purses(PAYERS, looked_at_by(*(self.leg.payers or {}).values()))
        receivers = till.purses(RECEIVERS, looked_at_by(self.leg.split))
        for (term, segment), ore in lines:
            name = land.roll.segment.name(segment) or None
            from_whom = _parts(self._payers(term), ore, payers, name)
            to_whom = _parts(self.leg.split, ore, receivers, name)
            payers, receivers = payers.after(from_whom), receivers.after(to_whom)
            yield Paid(self.name, term, land.now, till.treasury.day, ore, from_whom, to_whom)

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


def _added(parts: Iterable[tuple[_Line, Int64]]) -> dict[_Line, Int64]:
    """Amounts added up by line; a line to which nothing moved is not there."""
    lines: dict[_Line, Int64] = {}
    for mark, ore in parts:
        if ore.any():
            lines[mark] = lines[mark] + ore if mark in lines else ore
    return lines


def _without(chosen: Int64, ore: Int64) -> Int64:
    """The amounts, with nothing in the chosen worlds."""
    if not len(chosen):
        return ore
    rest = ore.copy()
    rest[chosen] = 0
    return rest


def _parts(split: Split | None, ore: Int64, purses: Purses, segment: str | None) -> Parts:
    return {VEHICLE: ore} if split is None else handed_out(split, ore, purses, segment)
