"""The journal: entries in the order they were booked. It only grows; `booking` is the only way to make it longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje.ledger.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Journal:
    """Entries as booked. There is no way to change or remove one."""

    transactions: tuple[Transaction, ...] = ()

    def __iter__(self) -> Iterator[Transaction]:
        return iter(self.transactions)

    def __len__(self) -> int:
        return len(self.transactions)

    def find(self, transaction_id: str) -> Transaction | None:
        """The entry with this id, if it is booked."""
        return next((entry for entry in self.transactions if entry.id == transaction_id), None)
