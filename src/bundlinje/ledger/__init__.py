"""Double-entry books in øre: accounts, balanced transactions, commitments, balances, checks. Knows no contracts."""

from __future__ import annotations

from bundlinje.ledger.accounts import Account, AccountType
from bundlinje.ledger.balances import balances, movements_by_year, subtotal
from bundlinje.ledger.booking import Voucher, correct, draw, record, release, reserve
from bundlinje.ledger.checks import CHECKS, check
from bundlinje.ledger.commitments import CommitmentState, commitments
from bundlinje.ledger.journal import Journal
from bundlinje.ledger.transactions import Posting, Transaction, transfer

__all__ = [
    "CHECKS",
    "Account",
    "AccountType",
    "CommitmentState",
    "Journal",
    "Posting",
    "Transaction",
    "Voucher",
    "balances",
    "check",
    "commitments",
    "correct",
    "draw",
    "movements_by_year",
    "record",
    "release",
    "reserve",
    "subtotal",
    "transfer",
]
