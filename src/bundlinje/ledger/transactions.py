"""Transactions: what moved between accounts on one day. One that does not sum to zero cannot exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bundlinje.ledger.accounts import Account
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class Posting:
    """One leg: an account and the øre debited to it; credit is negative."""

    account: Account
    ore: Ore

    def __post_init__(self) -> None:
        if type(self.ore) is not int:
            raise TypeError(f"øre are whole numbers, not {self.ore!r}")


@dataclass(frozen=True, slots=True)
class Transaction:
    """A balanced entry: two legs or more that sum to zero, else `ValueError`.

    `kind` is the code of why it was booked; `source` names the document it comes from; `assumed` says why an
    amount that nobody published stands here. A correction names the entry it takes back (`reverses`) or that it
    stands in for (`replaces`).
    """

    id: str
    day: date
    kind: str
    postings: tuple[Posting, ...]
    source: str = ""
    assumed: str = ""
    reverses: str | None = None
    replaces: str | None = None

    def __post_init__(self) -> None:
        if len(self.postings) < 2:
            raise ValueError(f"{self.id}: one leg is no transaction")
        if (left := sum(posting.ore for posting in self.postings)) != 0:
            raise ValueError(f"{self.id}: the legs leave {left} øre over")

    @property
    def corrects(self) -> str | None:
        """The entry that this one corrects, if it is a correction."""
        return self.reverses or self.replaces

    def reversal(self, new_id: str, day: date) -> Transaction:
        """The entry that takes this one back: the same legs with the opposite sign."""
        back = tuple(Posting(posting.account, -posting.ore) for posting in self.postings)
        return Transaction(new_id, day, self.kind, back, self.source, self.assumed, reverses=self.id)


def transfer(ore: Ore, debit: Account, credit: Account) -> tuple[Posting, Posting]:
    """The two legs that move an amount: debited to one account, credited to the other."""
    return Posting(debit, ore), Posting(credit, -ore)
