"""What limits may ask in many worlds: bounds of money and units, and what was paid before in each world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.limits.bound import AnyBound, Balance
from bundlinje.money import Ore
from bundlinje.planned.accounts import Moves, Standing, standing
from bundlinje.planned.handing_out import Parts, Purses
from bundlinje.settlement.treasury import Treasury

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that moved at one follow-up in every world: for a clause of a flow, from payers to receivers, in øre."""

    leg: str
    clause: str
    follow_up: int
    day: date
    ore: Int64
    payers: Mapping[str, Int64]
    receivers: Mapping[str, Int64]
    is_guarantee: bool = False


@dataclass(frozen=True)
class Till:
    """The money of a contract at one follow-up in many worlds: its treasury as planned, and all that moved before.

    Implements `limits.base.ResolvesBounds`; `chosen` are the worlds that are asked about, none for all.
    """

    treasury: Treasury
    worlds: int
    moved: tuple[Paid, ...] = ()
    leg: str = ""
    chosen: Int64 | None = field(default=None, compare=False)
    _balances: dict[str, Int64] = field(default_factory=dict, compare=False, repr=False)
    """Balances found already; a till that is asked about another flow or other worlds has the same."""
    standings: dict[str, Standing] = field(default_factory=dict, compare=False, repr=False)
    """Where each account stood when it was last asked for, which the next payment day goes on from."""

    @property
    def is_final(self) -> bool:
        """Whether this is the final settlement."""
        return self.treasury.is_final

    def within(self, chosen: Int64) -> Till:
        """The same till, asked about some of the worlds."""
        return replace(self, chosen=chosen)

    def ore(self, bound: AnyBound) -> Ore | Int64:
        """A bound of money in øre; a balance differs from world to world."""
        if isinstance(bound, Balance):
            owed = [np.maximum(self.balance(account), 0) for account in bound.accounts]
            return self._of_chosen(sum(owed, np.zeros(self.worlds, dtype=np.int64)))
        return self.treasury.ore(bound)

    def units(self, bound: AnyBound) -> int:
        """A bound of units."""
        return self.treasury.units(bound)

    def paid_in_year(self, terms: tuple[str, ...] | None) -> Ore | Int64:
        """What this flow paid earlier in the calendar year, for these terms or in all."""
        year = self.treasury.day.year
        paid = (
            one.ore
            for one in self.moved
            if one.leg == self.leg and one.day.year == year and (terms is None or one.clause in terms)
        )
        return self._of_chosen(sum(paid, np.zeros(self.worlds, dtype=np.int64)))

    def _of_chosen(self, column: Int64) -> Int64:
        return column if self.chosen is None else column[self.chosen]

    def balance(self, account: str) -> Int64:
        """What an account is still owed, in every world."""
        if account not in self._balances:
            self._balances[account] = self._owed(account)
        return self._balances[account]

    def _owed(self, account: str) -> Int64:
        treasury, accounts = self.treasury, self.treasury.contract.accounts
        received = [(one.day, one.receivers[account]) for one in self.moved if account in one.receivers]
        nothing = np.zeros(self.worlds, dtype=np.int64)
        received += [(day, nothing) for day in dict.fromkeys(one.day for one in self.moved)]
        moves, earlier = Moves(treasury.draws_of(account), received), self.standings.get(account)
        stands = standing(accounts.get(account), moves, treasury.day, self.worlds, earlier)
        self.standings[account] = stands
        return stands.balance()

    def purses(self, side: str, looked_at: bool = True) -> Purses:
        """What a split may know before anything is handed out; of splits that look at nothing, only capital drawn."""
        if not looked_at:
            return Purses({account: self.treasury.drawn(account) for account in self.treasury.investors})
        sides = [(one.day, getattr(one, side)) for one in self.moved]
        this_year = [parts for day, parts in sides if day.year == self.treasury.day.year]
        return Purses(
            drawn={account: self.treasury.drawn(account) for account in self.treasury.investors},
            balance={account: self.balance(account) for account in self.treasury.investors},
            paid_to_date=summed(parts for _, parts in sides),
            paid_this_year=summed(this_year),
        )


def summed(parts: Iterable[Mapping[str, Int64]]) -> Parts:
    """Amounts by account added up, in the order accounts first appear."""
    total: Parts = {}
    for one in parts:
        for account, ore in one.items():
            total[account] = total[account] + ore if account in total else ore
    return total
