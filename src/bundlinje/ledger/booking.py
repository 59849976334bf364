"""Booking: the acts that make a journal longer, each refused as a whole if it may not be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bundlinje.ledger.checks import structural
from bundlinje.ledger.commitments import (
    DRAW,
    FREE,
    RELEASE,
    RESERVE,
    CommitmentState,
    commitments,
    reserved_account,
)
from bundlinje.ledger.journal import Journal
from bundlinje.ledger.transactions import Posting, Transaction, transfer
from bundlinje.money import Ore
from bundlinje.problems import Collector, Refused, error


@dataclass(frozen=True, slots=True)
class Voucher:
    """What an entry is booked on: the id it gets, its day, and the document it comes from."""

    id: str
    day: date
    source: str = ""


def record(journal: Journal, *entries: Transaction) -> Journal:
    """The journal with these entries at its end; nothing is booked if any of them may not be (`Refused`)."""
    longer = Journal((*journal.transactions, *entries))
    found = Collector()
    found.add(*structural(longer))
    found.refuse_errors()
    return longer


def correct(journal: Journal, wrong: str, voucher: Voucher, postings: tuple[Posting, ...] | None = None) -> Journal:
    """Correct a booked entry: take it back and, if postings are given, book what should have stood there.

    Both new entries name the wrong one, which stays. An entry that is not booked, or is already taken back, is
    refused: then its replacement is what there is to correct.
    """
    entry = journal.find(wrong)
    if entry is None:
        raise Refused([error("ledger.correction_of_nothing", entry=wrong)])
    new = [entry.reversal(f"{voucher.id}/reversal", voucher.day)]
    if postings is not None:
        new.append(Transaction(voucher.id, voucher.day, entry.kind, postings, voucher.source, replaces=wrong))
    return record(journal, *new)


def reserve(journal: Journal, commitment: str, ore: Ore, voucher: Voucher) -> Journal:
    """Reserve a positive amount for a commitment, new or raised."""
    _positive(commitment, ore)
    legs = transfer(ore, FREE, reserved_account(commitment))
    return record(journal, Transaction(voucher.id, voucher.day, RESERVE, legs, voucher.source))


def draw(journal: Journal, commitment: str, paid: tuple[Posting, Posting], voucher: Voucher) -> Journal:
    """Pay from a commitment: book the payment's two legs and use up as much of the reservation.

    More than is reserved is refused: then the commitment must first be raised, by a decision.
    """
    ore = max(posting.ore for posting in paid)
    _within(journal, commitment, ore)
    legs = (*paid, *transfer(ore, reserved_account(commitment), FREE))
    return record(journal, Transaction(voucher.id, voucher.day, DRAW, legs, voucher.source))


def release(journal: Journal, commitment: str, ore: Ore, voucher: Voucher) -> Journal:
    """Give up a reservation, or a part of it: the amount is free again."""
    _within(journal, commitment, ore)
    legs = transfer(ore, reserved_account(commitment), FREE)
    return record(journal, Transaction(voucher.id, voucher.day, RELEASE, legs, voucher.source))


def _positive(commitment: str, ore: Ore) -> None:
    if ore <= 0:
        raise Refused([error("ledger.amount_not_positive", commitment=commitment, amount=ore)])


def _within(journal: Journal, commitment: str, ore: Ore) -> None:
    _positive(commitment, ore)
    left = commitments(journal).get(commitment, CommitmentState()).open
    if ore > left:
        raise Refused([error("ledger.commitment_overdrawn", commitment=commitment, amount=ore, left=left)])
