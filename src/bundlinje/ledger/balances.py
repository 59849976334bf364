"""Balances: what stands on each account at the end of a day, and what moved in each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from bundlinje.ledger.accounts import Account
from bundlinje.ledger.transactions import Transaction
from bundlinje.money import Ore


def balances(entries: Iterable[Transaction], at: date | None = None) -> dict[Account, Ore]:
    """Øre on each account at the end of a day, or after everything; accounts never used are not there."""
    total: dict[Account, Ore] = defaultdict(int)
    for entry in entries:
        if at is None or entry.day <= at:
            for posting in entry.postings:
                total[posting.account] += posting.ore
    return dict(sorted(total.items()))


def movements_by_year(entries: Iterable[Transaction]) -> dict[Account, dict[int, Ore]]:
    """Øre moved on each account in each calendar year that moved any; the years sum to the balance."""
    moved: dict[Account, dict[int, Ore]] = {}
    for entry in entries:
        for posting in entry.postings:
            years = moved.setdefault(posting.account, {})
            years[entry.day.year] = years.get(entry.day.year, 0) + posting.ore
    return {account: dict(sorted(moved[account].items())) for account in sorted(moved)}


def subtotal(on: Mapping[Account, Ore], under: Account) -> Ore:
    """Øre on an account and everything below it."""
    return sum(ore for account, ore in on.items() if account.is_under(under))
