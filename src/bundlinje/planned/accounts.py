"""Investors' accounts in many worlds at once: the same days in each, other amounts received.

The same arithmetic as `splits.account.run_account`, in columns: simple interest between rests, rounded once on each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.money import Ore, round_half_away_column
from bundlinje.splits.account import DAYS_IN_YEAR, Account

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

Draws: TypeAlias = Sequence[tuple[date, Ore]]
Receipts: TypeAlias = Sequence[tuple[date, "Int64"]]


def balances(account: Account | None, draws: Draws, receipts: Receipts, until: date, worlds: int) -> Int64:
    """What an account is still owed at the end of `until`, in every world; without an account, nothing is earned."""
    owed = np.zeros(worlds, dtype=np.int64)
    if account is None or not account.earns.rate:
        drawn = sum(ore for day, ore in draws if day <= until)
        return drawn - sum((ore for day, ore in receipts if day <= until), owed)
    earning, since = np.zeros(worlds, dtype=np.int64), until
    for day in _days(account, draws, receipts, until):
        if since < day:
            earning = earning + np.maximum(owed, 0) * (day - since).days
        if _rounds(account, day, receipts, until):
            owed, earning = owed + _interest(earning, Fraction(account.earns.rate)), np.zeros_like(earning)
        owed = owed + sum(ore for one, ore in draws if one == day)
        owed, since = owed - sum((ore for one, ore in receipts if one == day), np.zeros_like(owed)), day
    return owed


def _days(account: Account, draws: Draws, receipts: Receipts, until: date) -> list[date]:
    moved = {day for day, _ in (*draws, *receipts) if day <= until} | {until}
    return sorted(moved | set(_rests(account, moved)))


def _rests(account: Account, moved: Iterable[date]) -> Iterable[date]:
    days = sorted(moved)
    return account.rests.between(days[0], days[-1]) if account.rests else ()


def _rounds(account: Account, day: date, receipts: Receipts, until: date) -> bool:
    """Whether interest is rounded and added on a day: on a rest, where money is received, and at the end."""
    is_rest = account.rests is not None and (day.month, day.day) in account.rests.days
    return is_rest or day == until or any(day == one for one, _ in receipts)


def _interest(earning: Int64, rate: Fraction) -> Int64:
    return round_half_away_column(earning * rate.numerator, rate.denominator * DAYS_IN_YEAR)
