"""Tabel 2: the fund's economy by line and year, with the total and the balance at year end, computed beside printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bundlinje.fund.columns import Column
from bundlinje.fund.figure import ZERO, Figure, Origin, total
from bundlinje.fund.fund_file import LineText
from bundlinje.fund.model import Fund
from bundlinje.fund.parts import Label
from bundlinje.grammar.part import Mark
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class Row:
    """A line and its cells by column, in øre; a column that is not there is blank."""

    line: LineText
    cells: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Table2:
    """The table as computed: rows in printed order, what each column adds up to, and what is left at its end."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Mapping[str, Figure]
    balance: Mapping[str, Figure]


def table2(fund: Fund) -> Table2:
    """The table of a fund."""
    rows = tuple(Row(line, _cells(fund, line)) for line in fund.lines)
    totals = {column.id: column_total(fund, column) for column in fund.columns}
    return Table2(fund.columns, rows, totals, balances_after(fund, totals))


def column_total(fund: Fund, column: Column) -> Figure:
    """What a column's lines add up to: positive is more paid out than received."""
    return total(fund.figures((line.id for line in fund.lines), [column]))


def _cells(fund: Fund, line: LineText) -> dict[str, Figure]:
    return {column.id: fund.cells[line.id, column.id] for column in fund.columns if (line.id, column.id) in fund.cells}


def capital_in(fund: Fund, column: Column) -> Figure:
    """Capital put in during a column."""
    return total(
        Figure.read(
            Origin(
                f"deposit/{deposit.id}",
                deposit.amount,
                Mark.ASSUMED if deposit.assumed else Mark.KNOWN,
                deposit.source or "",
                deposit.quote or "",
                Label.same(deposit.assumed),
            )
        )
        for deposit in fund.facts.deposits
        if deposit.column == column.id
    )


def balances_after(fund: Fund, totals: Mapping[str, Figure], start: Figure = ZERO) -> dict[str, Figure]:
    """The balance chain: each year's balance is the one before, plus new capital, less what the year cost."""
    left, chain = start, {}
    for column in fund.columns:
        left = left + capital_in(fund, column) - totals[column.id]
        chain[column.id] = left
    return chain


@dataclass(frozen=True, slots=True)
class Differences:
    """Printed less computed, in øre by column: totals against rows, balances against rows, and the printed chain.

    `chain` compares a printed balance with the printed balance before it, new capital and the printed total: it finds
    a slip in the printed lines themselves, and does not carry it on to the next year as `balance` does.
    """

    total: Mapping[str, Ore]
    balance: Mapping[str, Ore]
    chain: Mapping[str, Ore]


def differences(fund: Fund) -> Differences:
    """How the printed totals differ from the computed; empty where nothing was printed."""
    if fund.printed is None:
        return Differences({}, {}, {})
    computed, printed = table2(fund), fund.printed
    chain = printed_chain(fund)
    return Differences(
        {column: figure.known - computed.total[column].known for column, figure in printed.totals.items()},
        {column: figure.known - computed.balance[column].known for column, figure in printed.balances.items()},
        {column: figure.known - chain[column].known for column, figure in printed.balances.items()},
    )


def printed_chain(fund: Fund) -> dict[str, Figure]:
    """What each printed balance should be by the printed numbers before it."""
    if fund.printed is None:
        return {}
    before, chain = ZERO, {}
    for column in fund.columns:
        chain[column.id] = before + capital_in(fund, column) - fund.printed.totals[column.id]
        before = fund.printed.balances[column.id]
    return chain
