"""Reservations: how much of the money is free, how much is already promised, and how much is expected to come back."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.fund.figure import Chain, Figure, Step, total
from bundlinje.fund.model import Fund
from bundlinje.fund.table2 import capital_in, table2

PRINTED, FROM_LINES = "printed", "lines"


@dataclass(frozen=True, slots=True)
class Reservations:
    """The position at the end of a year. `basis` says whether the balance is the printed one or summed from the lines.

    `free` is the balance and new capital less everything reserved, before any repayment to come; `expected` is what
    is budgeted to come back, and `free_if_repaid` what would then be free.
    """

    basis: str
    at: str
    free: Chain
    by_line: tuple[tuple[str, Figure], ...]
    expected: Figure

    @property
    def reserved(self) -> Figure:
        """Everything promised to investments and running costs."""
        return -total(step.figure for step in self.free.steps if step.code.startswith("reservations.reserved"))

    @property
    def free_if_repaid(self) -> Figure:
        """Free money once the budgeted result payments have come in."""
        return self.free.result + self.expected


def reservations(fund: Fund) -> tuple[Reservations, ...]:
    """The position at the end of the last closed year: from the printed balance, if one is, and from the lines."""
    at = fund.accounts[-1].id
    found = [] if fund.printed is None else [_position(fund, at, PRINTED, fund.printed.balances[at])]
    return (*found, _position(fund, at, FROM_LINES, table2(fund).balance[at]))


def _position(fund: Fund, at: str, basis: str, balance: Figure) -> Reservations:
    later = fund.after(at)
    steps = (
        Step("reservations.balance", balance),
        Step("reservations.new_capital", total(capital_in(fund, column) for column in later)),
        Step("reservations.reserved_investments", -fund.sum(["investment", "donation"], later)),
        Step("reservations.reserved_running_costs", -fund.sum(["drift"], later)),
    )
    return Reservations(
        basis, at, Chain("reservations.free", steps), by_line(fund, at), -fund.sum(["result_payment"], later)
    )


def by_line(fund: Fund, at: str) -> tuple[tuple[str, Figure], ...]:
    """What is still reserved for each line after a year, where anything is."""
    spending = (line.id for line in fund.lines if line.group != "result_payment")
    amounts = ((line, fund.sum_of(line, fund.after(at))) for line in spending)
    return tuple((line, figure) for line, figure in amounts if figure.because)
