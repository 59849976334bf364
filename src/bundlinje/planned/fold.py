"""The fold: follow-up by follow-up, in many worlds at once, through the contract's own limits, splits and guarantee.

The same order as `settlement.settle`: what is earned to date, less what was settled before, through every limit, split
over payers and receivers. Entries of units stand together by cohort, so a limit falls on them as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bundlinje.contract.model import VEHICLE, Contract
from bundlinje.planned.accounts import Standing
from bundlinje.planned.book import Book
from bundlinje.planned.bounds import Paid, Till
from bundlinje.planned.counts import Counts
from bundlinje.planned.people import needs_people
from bundlinje.problems import Place, Refused, error

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Folded:
    """What a contract pays in many worlds: all money that moved, and in which worlds a limit took something."""

    worlds: int
    paid: tuple[Paid, ...]
    limited: NDArray[np.bool_]

    def outcome_payments(self) -> Iterator[Paid]:
        """What outcome payers pay: not money passed on, topped up or paid out of the vehicle."""
        return (one for one in self.paid if not one.is_guarantee and VEHICLE not in one.payers)

    def to_investors(self, contract: Contract) -> Iterator[Paid]:
        """What is handed on to investors, guarantees included."""
        passing = {name for name, leg in contract.all_legs().items() if leg.passes_on is not None}
        return (one for one in self.paid if one.leg in passing or one.is_guarantee)


def fold(counts: Counts) -> Folded:
    """Settle every follow-up of the contract in every world."""
    roster = counts.tariff.roster
    if counts.people is None and needs_people(roster.contract):
        raise Refused([error("planned.needs_people", Place(path=roster.contract.contract))])
    books = {name: Book(name, leg, counts.worlds) for name, leg in roster.contract.all_legs().items()}
    moved: tuple[Paid, ...] = ()
    standings: dict[str, Standing] = {}
    limited = np.zeros(counts.worlds, dtype=bool)
    for number in range(1, roster.last + 1):
        land = counts.tariff.ground_at(number)
        till = Till(roster.treasury(number), counts.worlds, moved, standings=standings)
        for book in books.values():
            brought = [one for one in moved if one.leg == book.leg.passes_on and not one.is_guarantee]
            new, bitten = book.settled_at(counts, land, replace(till, leg=book.name), brought)
            moved, limited = (*moved, *new), limited | bitten
    return Folded(counts.worlds, moved, limited)
