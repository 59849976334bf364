"""Plan against actual: for each investment what was promised, paid out, received and budgeted, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bundlinje.fund.books_file import ProgressRow, Statement
from bundlinje.fund.figure import Figure
from bundlinje.fund.fund_file import LineText
from bundlinje.fund.model import Fund
from bundlinje.settlement.standing import Standing, compare


@dataclass(frozen=True, slots=True)
class Progress:
    """One investment at the end of the last closed year; amounts in øre, what comes back is positive.

    `committed` is what the agreement says, in its latest form; `invested` and `received` are to date; `to_invest` and
    `budgeted` what is planned after it; `calculated` the business case's result payments behind the budgeted ones
    (budgeted ÷ the budget's share). `ratio` is all repayment over all investment. `standing` compares actual with
    expected, on the `basis` of payments, results, or only what is reported; none where nothing is published.
    """

    line: LineText
    committed: Statement | None
    invested: Figure
    to_invest: Figure
    received: Figure
    budgeted: Figure
    calculated: Figure
    ratio: Fraction | None
    standing: Standing | None
    basis: str | None
    source: str

    @property
    def repaid(self) -> Figure:
        """Received and budgeted together."""
        return self.received + self.budgeted


def plan_against_actual(fund: Fund) -> tuple[Progress, ...]:
    """Every investment's progress, in printed order."""
    return tuple(_progress(fund, line) for line in fund.investments())


def _progress(fund: Fund, line: LineText) -> Progress:
    repayment = fund.repayment_of(line.id)
    paid_back = repayment.id if repayment else None
    received, budgeted = -fund.sum_of(paid_back, fund.accounts), -fund.sum_of(paid_back, fund.budget)
    invested, to_invest = fund.sum_of(line.id, fund.accounts), fund.sum_of(line.id, fund.budget)
    row = next((row for row in fund.progress if row.line == line.id), None)
    standing, basis = _standing(row, received) if row else (None, None)
    return Progress(
        line=line,
        committed=_committed(fund, line.id),
        invested=invested,
        to_invest=to_invest,
        received=received,
        budgeted=budgeted,
        calculated=budgeted.times(1 / Fraction(fund.facts.rules.budget_effect.share)),
        ratio=_ratio(received + budgeted, invested + to_invest),
        standing=standing,
        basis=basis,
        source=(row.source or "") if row else "",
    )


def _committed(fund: Fund, line: str) -> Statement | None:
    stated = [row.council[-1] for row in fund.capital if row.line == line and row.council]
    return stated[0] if stated else None


def _ratio(repaid: Figure, invested: Figure) -> Fraction | None:
    return Fraction(repaid.ore, invested.ore) if repaid.ore is not None and invested.ore else None


def _standing(row: ProgressRow, received: Figure) -> tuple[Standing | None, str | None]:
    if row.expected_to_date is not None and received.ore is not None:
        return compare(received.ore, row.expected_to_date), "payments"
    if row.results is not None:
        return compare(row.results.achieved, row.results.expected), "results"
    return row.reported, "reported" if row.reported else None
