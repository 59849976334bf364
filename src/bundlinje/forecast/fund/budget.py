"""The fund's budget year by year: what the books plan after the last closed year, sums of several years divided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.fund.columns import Column
from bundlinje.fund.figure import Figure
from bundlinje.fund.model import Fund
from bundlinje.fund.table2 import table2
from bundlinje.grammar.part import Mark, Marked
from bundlinje.money import Ore, split
from bundlinje.problems import Collector, Place, Refused, error

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

ByYear: TypeAlias = Mapping[int, Ore]


@dataclass(frozen=True, slots=True)
class Budget:
    """What the books plan, in øre by calendar year: deposits, spending by line, and result payments by investment.

    `start` is the balance at the end of the last closed year, summed from the lines. Spending is positive as money
    out, `repaid` as money in, as budgeted. `closed` is the last closed year; `leans_on` the cells that are assumed.
    """

    closed: int
    years: tuple[int, ...]
    start: Ore
    deposits: ByYear
    spending: Mapping[str, ByYear]
    repaid: Mapping[str, ByYear]
    leans_on: tuple[Marked, ...] = field(default=())

    def yearly(self, by_year: ByYear) -> Int64:
        """One number for each year of the forecast."""
        return np.array([by_year.get(year, 0) for year in self.years], dtype=np.int64)

    @property
    def net_fixed(self) -> Int64:
        """Deposits less spending in each year: what chance does not touch."""
        return self.yearly(self.deposits) - sum((self.yearly(one) for one in self.spending.values()), self.yearly({}))

    @property
    def flat(self) -> Int64:
        """The balance at each year's end if every budgeted payment comes to the øre: what the budget believes."""
        net = self.net_fixed + sum((self.yearly(one) for one in self.repaid.values()), self.yearly({}))
        balances: Int64 = self.start + np.cumsum(net)
        return balances

    def with_spending(self, line: str, by_year: ByYear) -> Budget:
        """The budget with another spending on a line."""
        return replace(self, spending={**self.spending, line: by_year})


def budget_of(fund: Fund) -> Budget:
    """The fund's budget by year. Unknown cells, or books without a budget, raise `Refused`."""
    if not fund.budget:
        raise Refused([error("fund_outlook.no_budget", Place(path=fund.facts.fund))])
    _refuse_unknown(fund)
    closed = fund.accounts[-1]
    costs = [line.id for line in fund.lines if line.group != "result_payment"]
    repayments = {line.of: line.id for line in fund.lines if line.of is not None}
    return Budget(
        closed=closed.last,
        years=tuple(range(closed.last + 1, fund.budget[-1].last + 1)),
        start=table2(fund).balance[closed.id].known,
        deposits=_deposits(fund),
        spending={line: years for line in costs if (years := _line(fund, line))},
        repaid={
            of: {year: -ore for year, ore in years.items()}
            for of, line in repayments.items()
            if (years := _line(fund, line))
        },
        leans_on=tuple(dict.fromkeys(_leans_on(fund))),
    )


def _cells(fund: Fund) -> Iterator[Figure]:
    return fund.figures((line.id for line in fund.lines), fund.columns)


def _leans_on(fund: Fund) -> Iterator[Marked]:
    """Cells that are assumed, with the reason in the language of the books."""
    for figure in _cells(fund):
        for origin in figure.because:
            if origin.mark is Mark.ASSUMED:
                yield Marked(Mark.ASSUMED, origin.id, origin.why.da if origin.why else "")


def _refuse_unknown(fund: Fund) -> None:
    found = Collector()
    for figure in _cells(fund):
        for origin in figure.because:
            if origin.ore is None:
                found.add(error("fund_outlook.unknown_cell", origin.place, cell=origin.id))
    found.refuse_errors()


def _line(fund: Fund, line: str) -> dict[int, Ore]:
    """A line's budget by year; the later years in one sum are divided evenly, to the øre."""
    years: dict[int, Ore] = {}
    for column in fund.budget:
        if (line, column.id) in fund.cells:
            years |= _divided(column, fund.cells[line, column.id].known)
    return years


def _divided(column: Column, ore: Ore) -> dict[int, Ore]:
    return dict(zip(range(column.first, column.last + 1), split(ore, [1] * column.years), strict=True))


def _deposits(fund: Fund) -> dict[int, Ore]:
    """Capital ahead by the year of its day, where its column holds that year, else by the column's first."""
    columns = {column.id: column for column in fund.budget}
    years: dict[int, Ore] = {}
    for deposit in fund.facts.deposits:
        if (column := columns.get(deposit.column)) is not None:
            year = deposit.day.year if column.first <= deposit.day.year <= column.last else column.first
            years[year] = years.get(year, 0) + deposit.amount
    return years


def later(by_year: Mapping[int, Ore], months: int) -> dict[int, Ore]:
    """Amounts so many months later, none of them lost: each year hands on the part of it that the next one holds."""
    years, rest = divmod(months, 12)
    moved: dict[int, Ore] = {}
    for year, ore in by_year.items():
        for step, part in enumerate(split(ore, [12 - rest, rest])):
            if part:
                moved[year + years + step] = moved.get(year + years + step, 0) + part
    return moved
