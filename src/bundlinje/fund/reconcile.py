"""Reconciling: everything printed that can be computed is computed, and what differs is named with both numbers.

Nothing here knows which numbers are wrong. Each function takes one kind of statement through the same question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from bundlinje.fund.books_file import Statement
from bundlinje.fund.claims import Claim
from bundlinje.fund.columns import Column
from bundlinje.fund.figure import Figure, Origin
from bundlinje.fund.funnel import printed_sums
from bundlinje.fund.model import Fund, PrintedTotals
from bundlinje.fund.parts import Label
from bundlinje.fund.printed import Unit
from bundlinje.fund.table2 import printed_chain, table2
from bundlinje.grammar.part import Mark


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read an unclear cell, and the difference that would be left."""

    cell: str
    amount: Fraction | None
    why: Label
    difference: Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed number beside the computed one. Both are exact: øre, parts of one, or a count.

    `where` names the statement, `tolerance` how far apart the two may be and still be one number.
    """

    where: str
    printed: Fraction
    computed: Fraction
    unit: Unit
    agrees: bool
    source: str
    quote: str = ""
    tolerance: Fraction = Fraction(0)
    because: tuple[Origin, ...] = ()
    alternatives: tuple[Alternative, ...] = field(default=())

    @property
    def difference(self) -> Fraction:
        """Printed less computed."""
        return self.printed - self.computed

    @property
    def within_rounding(self) -> bool:
        """Whether the two differ and still agree."""
        return self.agrees and self.difference != 0


def comparisons(fund: Fund) -> tuple[Comparison, ...]:
    """Everything printed that can be computed, in the order of the table, the proposals, the prose and the capital."""
    return (
        *_table_totals(fund),
        *_table_balances(fund),
        *_funnel(fund),
        *_claims(fund, fund.claims, "text"),
        *_department(fund),
        *_invested(fund),
        *_statements(fund),
    )


def reconcile(fund: Fund) -> tuple[Comparison, ...]:
    """What does not reconcile."""
    return tuple(one for one in comparisons(fund) if not one.agrees)


def _table_totals(fund: Fund) -> Iterator[Comparison]:
    if fund.printed is not None:
        computed = table2(fund).total
        for column in fund.columns:
            alternatives = _alternatives(fund, column, fund.printed.totals[column.id], computed[column.id])
            yield _of_table(
                fund.printed,
                f"table2.total.{column.id}",
                fund.printed.totals[column.id],
                computed[column.id],
                alternatives,
            )


def _table_balances(fund: Fund) -> Iterator[Comparison]:
    if fund.printed is not None:
        chain = printed_chain(fund)
        for column in fund.columns:
            printed = fund.printed.balances[column.id]
            yield _of_table(fund.printed, f"table2.balance.{column.id}", printed, chain[column.id])


def _of_table(
    table: PrintedTotals, where: str, printed: Figure, computed: Figure, alternatives: tuple[Alternative, ...] = ()
) -> Comparison:
    left, right = Fraction(printed.known), Fraction(computed.known)
    return Comparison(
        where,
        left,
        right,
        Unit.KRONER,
        abs(left - right) <= table.rounding,
        table.table.source,
        printed.because[0].quote,
        Fraction(table.rounding),
        computed.because,
        alternatives,
    )


def _alternatives(fund: Fund, column: Column, printed: Figure, computed: Figure) -> tuple[Alternative, ...]:
    """What the difference would be under each other reading of the column's unclear cells."""
    found = []
    for (line, where), text in fund.texts.items():
        if where == column.id:
            cell = fund.cells[line, where]
            for reading in text.readings:
                amount = None if reading.amount is None else Fraction(reading.amount * fund.unit)
                left = printed.known - (computed.known - cell.known + (amount or 0))
                found.append(Alternative(f"{line}/{where}", amount, reading.why, Fraction(left)))
    return tuple(found)


def _funnel(fund: Fund) -> Iterator[Comparison]:
    for one in printed_sums(fund):
        agrees = one.printed == one.computed
        numbers = (Fraction(one.printed), Fraction(one.computed))
        yield Comparison(one.where, *numbers, Unit.COUNT, agrees, one.source, one.quote)


def _claims(fund: Fund, claims: tuple[Claim, ...], part: str) -> Iterator[Comparison]:
    for claim in claims:
        computed = claim.computes.compute(fund)
        printed = claim.printed
        yield Comparison(
            f"{part}.{claim.id}",
            printed.value,
            computed.value,
            printed.unit,
            claim.holds(computed),
            claim.source or "",
            claim.quote or "",
            max(printed.step, computed.grain),
            computed.because,
        )


def _department(fund: Fund) -> Iterator[Comparison]:
    """The department's table: every row's net is its savings less its repayment, and its sums are those of the text."""
    if fund.department is None:
        return
    for row in fund.department.rows:
        net, computed = row.cells["net"], row.cells["savings"].value - row.cells["repayment"].value
        where = f"department-table.{row.agreement}.net"
        agrees = net.agrees_with(computed)
        source = fund.department.source
        yield Comparison(where, net.value, computed, Unit.KRONER, agrees, source, row.quote, net.step)
    yield from _claims(fund, tuple(fund.department.claims), "department-table")


def _invested(fund: Fund) -> Iterator[Comparison]:
    """What the prose says the Council put into an investment against what its line pays out over all years."""
    for row in fund.capital:
        if row.council:
            stated, spent = row.council[-1], fund.sum_of(row.line, fund.columns)
            yield _stated(f"capital.{row.agreement}.council", stated, Fraction(spent.known), fund.grain, spent.because)


def _statements(fund: Fund) -> Iterator[Comparison]:
    """What documents say of one agreement's capital, against the first of them."""
    for row in fund.capital:
        for number, other in enumerate(row.all_investors[1:], 2):
            first = row.all_investors[0]
            origin = Origin(
                f"capital/{row.agreement}", int(first.printed.value), Mark.KNOWN, first.source or "", first.quote or ""
            )
            name = f"capital.{row.agreement}.all_investors.{number}"
            yield _stated(name, other, first.printed.value, first.printed.step, (origin,))


def _stated(
    where: str, stated: Statement, computed: Fraction, grain: Fraction, because: tuple[Origin, ...]
) -> Comparison:
    printed = stated.printed
    agrees = printed.agrees_with(computed, grain)
    quoted = (stated.source or "", stated.quote or "")
    return Comparison(where, printed.value, computed, Unit.KRONER, agrees, *quoted, max(printed.step, grain), because)
