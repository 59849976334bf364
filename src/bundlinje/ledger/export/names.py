"""What accounts are called in an export: steps that a naming gives, bent to each program's rules, never two alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, count
from typing import Protocol

from bundlinje.ledger.accounts import Account, AccountType
from bundlinje.ledger.transactions import Transaction

ROOTS = {
    AccountType.ASSET: "Assets",
    AccountType.LIABILITY: "Liabilities",
    AccountType.EQUITY: "Equity",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
}


class Naming(Protocol):
    """How a reader's language calls types, accounts and entries. The ledger itself knows codes only."""

    def root(self, kind: AccountType) -> str:
        """The first step of every account of this type."""

    def steps(self, account: Account) -> tuple[str, ...]:
        """The other steps of the account's name."""

    def entry(self, entry: Transaction) -> str:
        """What the entry is, in one line."""


class English:
    """The codes themselves under the roots that accounting programs use."""

    def root(self, kind: AccountType) -> str:
        """The root that Beancount and hledger know by themselves."""
        return ROOTS[kind]

    def steps(self, account: Account) -> tuple[str, ...]:
        """The account's own steps."""
        return account.steps

    def entry(self, entry: Transaction) -> str:
        """Kind and id."""
        return f"{entry.kind} {entry.id}"


def used_accounts(entries: Iterable[Transaction]) -> tuple[Account, ...]:
    """Every account that is posted to, in order of type and name."""
    return tuple(sorted({posting.account for entry in entries for posting in entry.postings}))


def names(entries: Iterable[Transaction], naming: Naming, bend: Callable[[str], str]) -> dict[Account, str]:
    """The export name of every used account. Where two would become alike, the later gets a number."""
    called: dict[Account, str] = {}
    for account in used_accounts(entries):
        plain = ":".join(bend(step) for step in (naming.root(account.type), *naming.steps(account)))
        numbered = chain([plain], (f"{plain}-{number}" for number in count(2)))
        called[account] = next(name for name in numbered if name not in called.values())
    return called


def kroner(ore: int) -> str:
    """Øre as kroner with a point and two decimals, no thousands: what every accounting program reads."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole}.{rest:02d}"
