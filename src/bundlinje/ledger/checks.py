"""What must hold in every journal, one function for each; a journal read from elsewhere is tried by all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from bundlinje.ledger.accounts import AccountType
from bundlinje.ledger.balances import balances
from bundlinje.ledger.commitments import commitments
from bundlinje.ledger.journal import Journal
from bundlinje.problems import Problem, error

Check: TypeAlias = Callable[[Journal], Iterator[Problem]]


def books_sum_to_zero(journal: Journal) -> Iterator[Problem]:
    """Everything debited is credited: the balances of all accounts sum to zero."""
    if left := sum(balances(journal).values()):
        yield error("ledger.unbalanced", left=left)


def ids_stand_once(journal: Journal) -> Iterator[Problem]:
    """No two entries have one id."""
    for name, count in Counter(entry.id for entry in journal).items():
        if count > 1:
            yield error("ledger.repeated_id", entry=name, count=count)


def corrections_name_an_earlier_entry(journal: Journal) -> Iterator[Problem]:
    """What is corrected was booked before its correction."""
    booked: set[str] = set()
    for entry in journal:
        if entry.corrects is not None and entry.corrects not in booked:
            yield error("ledger.correction_of_nothing", entry=entry.corrects)
        booked.add(entry.id)


def reversals_mirror(journal: Journal) -> Iterator[Problem]:
    """A reversal takes back exactly the legs of what it reverses."""
    for entry in journal:
        wrong = journal.find(entry.reverses) if entry.reverses else None
        if wrong and wrong.reversal(entry.id, entry.day).postings != entry.postings:
            yield error("ledger.reversal_differs", entry=entry.id, reverses=wrong.id)


def nothing_is_taken_back_twice(journal: Journal) -> Iterator[Problem]:
    """An entry is reversed once at most, and replaced only where it is reversed."""
    back = Counter(entry.reverses for entry in journal if entry.reverses)
    for name, count in back.items():
        if count > 1:
            yield error("ledger.reversed_twice", entry=name)
    for entry in journal:
        if entry.replaces and not back[entry.replaces]:
            yield error("ledger.replaced_but_standing", entry=entry.replaces)


def commitments_are_not_overdrawn(journal: Journal) -> Iterator[Problem]:
    """No more is drawn and released than was reserved."""
    for name, state in commitments(journal).items():
        if state.open < 0:
            taken = state.drawn + state.released
            yield error("ledger.commitment_overdrawn", commitment=name, amount=taken, left=state.reserved)


def cash_is_not_negative(journal: Journal) -> Iterator[Problem]:
    """No asset account is below zero at the end of any day: money that is not there was not paid."""
    for day in sorted({entry.day for entry in journal}):
        for account, ore in balances(journal, day).items():
            if account.type is AccountType.ASSET and ore < 0:
                yield error("ledger.asset_negative", account=account.name, day=day.isoformat(), amount=ore)


STRUCTURAL: tuple[Check, ...] = (
    books_sum_to_zero,
    ids_stand_once,
    corrections_name_an_earlier_entry,
    reversals_mirror,
    nothing_is_taken_back_twice,
)
CHECKS: tuple[Check, ...] = (*STRUCTURAL, commitments_are_not_overdrawn, cash_is_not_negative)


def structural(journal: Journal) -> Iterator[Problem]:
    """What makes a journal no journal. What only should not happen, such as an overdraft, may still be booked."""
    for one in STRUCTURAL:
        yield from one(journal)


def check(journal: Journal) -> tuple[Problem, ...]:
    """Everything any check finds."""
    return tuple(problem for one in CHECKS for problem in one(journal))
