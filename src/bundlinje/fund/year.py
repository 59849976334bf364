"""A year in short: what was spent, on how many investments, what came back from how many, and the net."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.fund.claims import SPENDING
from bundlinje.fund.figure import Figure
from bundlinje.fund.model import Fund


@dataclass(frozen=True, slots=True)
class Year:
    """One column in short. An investment programme on one line counts once, as the report counts it."""

    column: str
    spent: Figure
    investments: int
    received: Figure
    repaying: int

    @property
    def net(self) -> Figure:
        """Spent less received."""
        return self.spent - self.received


def year_in_short(fund: Fund, column_id: str) -> Year:
    """The summary of a column; a cell of 0 is no payment."""
    column = [fund.column(column_id)]
    spent, received = fund.sum(SPENDING, column), -fund.sum(["result_payment"], column)
    moved = [line.group for line in fund.lines if fund.sum_of(line.id, column).ore]
    return Year(column_id, spent, moved.count("investment"), received, moved.count("result_payment"))
