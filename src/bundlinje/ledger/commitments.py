"""Commitments: money reserved for a purpose, then drawn as it is paid, or released when it is not needed.

A reservation moves capital from free to reserved inside the equity; the money itself moves only when it is paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bundlinje.ledger.accounts import Account, AccountType
from bundlinje.ledger.transactions import Transaction
from bundlinje.money import Ore

FREE = Account(AccountType.EQUITY, ("capital", "free"))
RESERVED = Account(AccountType.EQUITY, ("capital", "reserved"))
RESERVE, DRAW, RELEASE = "commitment.reserved", "commitment.drawn", "commitment.released"


@dataclass(frozen=True, slots=True)
class CommitmentState:
    """What became of a commitment, in øre: reserved in all, drawn and released so far."""

    reserved: Ore = 0
    drawn: Ore = 0
    released: Ore = 0

    @property
    def open(self) -> Ore:
        """What is still reserved."""
        return self.reserved - self.drawn - self.released


def reserved_account(commitment: str) -> Account:
    """The account that holds what is still reserved for a commitment."""
    return Account(AccountType.EQUITY, (*RESERVED.steps, commitment))


def commitments(entries: Iterable[Transaction]) -> dict[str, CommitmentState]:
    """The state of every commitment, by its name."""
    found: dict[str, CommitmentState] = {}
    for entry in entries:
        for posting in entry.postings:
            if posting.account.is_under(RESERVED) and posting.account != RESERVED:
                name = posting.account.steps[-1]
                found[name] = _moved(found.get(name, CommitmentState()), entry.kind, posting.ore)
    return dict(sorted(found.items()))


def _moved(state: CommitmentState, kind: str, ore: Ore) -> CommitmentState:
    if kind == DRAW:
        return replace(state, drawn=state.drawn + ore)
    if kind == RELEASE:
        return replace(state, released=state.released + ore)
    return replace(state, reserved=state.reserved - ore)
