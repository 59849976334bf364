"""From the fund's books to the ledger: what is published becomes balanced entries, what is promised is reserved.

Published accounts tell one sum a year for each line, rounded to the table's unit. Each becomes one entry on the last
day of its year. A budget is no entry: what it promises to pay is a reservation.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.fund.fund_file import Deposit, LineText, Movement, OutcomesFund
from bundlinje.fund.model import Fund
from bundlinje.fund.reservations import by_line
from bundlinje.ledger import Account, AccountType, Journal, Transaction, record, transfer
from bundlinje.ledger.commitments import FREE, RESERVE, reserved_account
from bundlinje.ledger.transactions import Posting

POT = Account(AccountType.ASSET, ("pot",))


def journal_of(fund: Fund) -> Journal:
    """Everything the fund's files say has happened or is promised, in order of day."""
    entries = (*_deposits(fund), *_accounts(fund), *_reserved(fund), *_outcomes(fund))
    return record(Journal(), *sorted(entries, key=lambda entry: entry.day))


def account_of(line: LineText) -> Account:
    """The account a line is booked on."""
    if line.group == "result_payment":
        return Account(AccountType.INCOME, (line.group, line.of or line.id))
    return Account(AccountType.EXPENSE, (line.group, line.id))


def _deposits(fund: Fund) -> Iterator[Transaction]:
    for deposit in fund.facts.deposits:
        yield _moved(deposit, "fund.deposit", transfer(deposit.amount, POT, FREE))


def _moved(said: Deposit | Movement, kind: str, legs: tuple[Posting, ...]) -> Transaction:
    return Transaction(f"{kind}/{said.id}", said.day, kind, legs, said.source or "", said.assumed or "")


def _accounts(fund: Fund) -> Iterator[Transaction]:
    for column in fund.accounts:
        for line in fund.lines:
            cell = fund.cells.get((line.id, column.id))
            if cell is not None and cell.ore is not None:
                origin = cell.because[0]
                legs = transfer(cell.ore, account_of(line), POT)
                name = f"{column.id}/{line.id}"
                yield Transaction(
                    name,
                    column.last_day,
                    f"fund.{line.group}",
                    legs,
                    origin.source,
                    origin.why.da if origin.why else "",
                )


def _reserved(fund: Fund) -> Iterator[Transaction]:
    at = fund.accounts[-1]
    for line, figure in by_line(fund, at.id):
        if figure.ore is not None and figure.ore > 0:
            legs = transfer(figure.ore, FREE, reserved_account(line))
            source = figure.because[0].source
            yield Transaction(f"{at.id}/reserved/{line}", at.last_day, RESERVE, legs, source)


def _outcomes(fund: Fund) -> Iterator[Transaction]:
    for pool in fund.facts.outcomes_funds:
        if pool.ours:
            money, capital = outcomes_accounts(pool)
            for deposit in pool.deposits:
                yield _moved(deposit, "outcomes.deposit", transfer(deposit.amount, money, capital))
            for drawing in pool.drawings:
                spent = Account(AccountType.EXPENSE, ("outcomes", pool.id))
                yield _moved(drawing, "outcomes.drawing", transfer(drawing.amount, spent, money))


def outcomes_accounts(pool: OutcomesFund) -> tuple[Account, Account]:
    """An outcomes fund's own money and own capital, apart from the fund's."""
    return Account(AccountType.ASSET, ("outcomes", pool.id)), Account(AccountType.EQUITY, ("outcomes", pool.id))
