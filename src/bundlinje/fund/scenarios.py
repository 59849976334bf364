"""What if: the economy at other levels of effect, and when result payments come later than planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bundlinje.fund.columns import Column, ColumnKind
from bundlinje.fund.figure import Figure, total
from bundlinje.fund.model import Fund
from bundlinje.fund.table2 import balances_after, column_total


@dataclass(frozen=True, slots=True)
class Outlook:
    """The fund's balance at the end of each column, if result payments turn out at a share of the calculated ones.

    `runs_out` is the first column that ends below zero, if one does: the year the liquidity is used up.
    """

    effect: Fraction
    balances: Mapping[str, Figure]

    @property
    def end(self) -> Figure:
        """The balance after the last column."""
        return list(self.balances.values())[-1]

    @property
    def lowest(self) -> tuple[str, Figure]:
        """The column with the lowest balance."""
        return min(self.balances.items(), key=lambda item: item[1].known)

    @property
    def runs_out(self) -> str | None:
        """The first column whose balance is below zero."""
        return next((column for column, figure in self.balances.items() if figure.known < 0), None)


def at_effect(fund: Fund, effect: Fraction) -> Outlook:
    """The outlook at a level of effect: accounts stay, budgeted result payments scale from the rule's share."""
    rate = effect / fund.facts.rules.budget_effect.share
    totals = {column.id: _scaled(fund, column, rate) for column in fund.columns}
    return Outlook(effect, balances_after(fund, totals))


def _scaled(fund: Fund, column: Column, rate: Fraction) -> Figure:
    if column.kind is ColumnKind.ACCOUNTS:
        return column_total(fund, column)
    costs = fund.sum(["drift", "investment", "donation"], [column])
    return costs + fund.sum(["result_payment"], [column]).times(rate)


def effect_levels(fund: Fund) -> tuple[Outlook, ...]:
    """The outlook at each level that the fund's rules name."""
    return tuple(at_effect(fund, level) for level in fund.facts.rules.effect_levels)


def delayed(fund: Fund, line_id: str, years: int) -> Fund:
    """The fund with a line's budget moved some years later: what leaves the planned years is in the summed later ones.

    Nothing is dropped: the line sums to what it summed to before. Without a column for later years, the last year
    takes what moves past it.
    """
    budget = fund.budget
    moved: dict[tuple[str, str], list[Figure]] = {}
    for number, column in enumerate(budget):
        if (line_id, column.id) in fund.cells:
            target = budget[min(number + years, len(budget) - 1)]
            moved.setdefault((line_id, target.id), []).append(fund.cells[line_id, column.id])
    stay = {key: figure for key, figure in fund.cells.items() if key[0] != line_id or key[1] not in _ids(budget)}
    return replace(fund, cells={**stay, **{key: total(figures) for key, figures in moved.items()}})


def _ids(columns: tuple[Column, ...]) -> set[str]:
    return {column.id for column in columns}
