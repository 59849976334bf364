"""Investors' accounts in many worlds at once: the same days in each, other amounts received.

The same arithmetic as `splits.account.run_account`, in columns: simple interest between rests, rounded once on each.
Where an account stands on one payment day is what the next goes on from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.money import Ore, round_half_away_column
from bundlinje.splits.account import DAYS_IN_YEAR, Account

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moves:
    """What moved on an account: capital drawn, the same in every world, and what it received in each, by day."""

    draws: Sequence[tuple[date, Ore]]
    receipts: Sequence[tuple[date, Int64]]

    def days(self) -> set[date]:
        """The days anything moved on."""
        return {day for day, _ in (*self.draws, *self.receipts)}

    def receives_on(self, day: date) -> bool:
        """Whether it is a day on which money is received, be it nothing."""
        return any(day == one for one, _ in self.receipts)

    def drawn_on(self, day: date) -> Ore:
        """Capital drawn on a day."""
        return sum(ore for one, ore in self.draws if one == day)

    def received_on(self, day: date, worlds: int) -> Int64:
        """What is received on a day, in every world."""
        return sum((ore for one, ore in self.receipts if one == day), np.zeros(worlds, dtype=np.int64))

    def before(self, day: date) -> tuple[object, ...]:
        """What tells whether anything new moved up to a day: draws so far, and how many receipts came earlier."""
        drawn = tuple((one, ore) for one, ore in self.draws if one <= day)
        return drawn, sum(one < day for one, _ in self.receipts)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account is owed on a day in every world, interest added, before what it receives on the day itself."""

    day: date
    owed: Int64
    moves: Moves

    def balance(self) -> Int64:
        """What is still owed at the end of the day."""
        return self.owed - self.moves.received_on(self.day, len(self.owed))

    def leads_to(self, moves: Moves, until: date) -> bool:
        """Whether a later day may go on from here: nothing before has changed, and interest is added on this day."""
        is_rest = self.day == until or moves.receives_on(self.day)
        return self.day <= until and is_rest and moves.before(self.day) == self.moves.before(self.day)


def balances(
    account: Account | None,
    draws: Sequence[tuple[date, Ore]],
    receipts: Sequence[tuple[date, Int64]],
    until: date,
    worlds: int,
) -> Int64:
    """What an account is still owed at the end of `until`, in every world; without an account, nothing is earned."""
    return standing(account, Moves(draws, receipts), until, worlds).balance()


def standing(
    account: Account | None, moves: Moves, until: date, worlds: int, earlier: Standing | None = None
) -> Standing:
    """Where an account stands on a day, worked on from where it stood earlier if that still holds."""
    rate = Fraction(account.earns.rate) if account is not None else Fraction(0)
    owed, earning = np.zeros(worlds, dtype=np.int64), np.zeros(worlds, dtype=np.int64)
    since = min((day for day in moves.days() if day <= until), default=until)
    if earlier is not None and earlier.leads_to(moves, until):
        since, owed = earlier.day, earlier.owed
    else:
        owed = owed + moves.drawn_on(since)
    for day in _days(account if rate else None, moves, since, until):
        owed = owed - moves.received_on(since, worlds)
        if rate:
            earning = earning + np.maximum(owed, 0) * (day - since).days
        if rate and _rounds(account, day, moves, until):
            owed, earning = owed + _interest(earning, rate), np.zeros_like(earning)
        owed, since = owed + moves.drawn_on(day), day
    return Standing(until, owed, moves)


def _days(account: Account | None, moves: Moves, since: date, until: date) -> list[date]:
    """The days after `since` on which anything moves or interest is added; the last is `until`."""
    rests = set(account.rests.between(since, until)) if account is not None and account.rests is not None else set()
    return sorted(day for day in moves.days() | rests | {until} if since < day <= until)


def _rounds(account: Account | None, day: date, moves: Moves, until: date) -> bool:
    """Whether interest is rounded and added on a day: on a rest, where money is received, and at the end."""
    rests = account.rests if account is not None else None
    return (rests is not None and (day.month, day.day) in rests.days) or day == until or moves.receives_on(day)


def _interest(earning: Int64, rate: Fraction) -> Int64:
    return round_half_away_column(earning * rate.numerator, rate.denominator * DAYS_IN_YEAR)
