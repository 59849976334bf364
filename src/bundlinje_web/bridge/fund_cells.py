"""The cells of the fund's economy, its totals and balances, each explained down to the books' rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

from bundlinje.fund.columns import Column
from bundlinje.fund.figure import Figure
from bundlinje.fund.model import Fund
from bundlinje.fund.table2 import capital_in, printed_chain, table2
from bundlinje.report.reconcile_tables import heading
from bundlinje_web.bridge.explaining import Told, Why, added, closed, less, named, of_figure, of_origin, saying, stated
from bundlinje_web.bridge.fund import at_effect, documents


@dataclass(frozen=True)
class FundCells:
    """The economy of a fund. `effect` is the level that budgeted result payments are looked at; none is the rule's."""

    books: Fund
    effect: Fraction | None = None

    @cached_property
    def fund(self) -> Fund:
        """The fund at that level."""
        return at_effect(self.books, self.effect)

    @property
    def as_budgeted(self) -> Self:
        """The same at the rule's own level."""
        return type(self)(self.books)

    # --- Tabel 2 ---

    def _label(self, line_id: str, column: Column) -> Told:
        line = self.books.line(line_id)
        label: Told = named(line.label)
        if line.of:
            label = saying("figures.why.repayment", line=named(self.books.line(line.of).label))
        return saying("figures.why.cell", line=label, column=heading(column))

    def cell(self, line_id: str, column_id: str) -> Why:
        """One cell of the table: the books' row, or a share of it where the level is another."""
        figure, own = self.fund.cells[line_id, column_id], self.books.cells[line_id, column_id]
        label, code = self._label(line_id, self.books.column(column_id)), f"fund.table2.{line_id}.{column_id}"
        written = of_origin(own.because[0], label, documents(self.books), code)
        if figure is own:
            return written
        together = saying("figures.why.as_budgeted", cell=label)
        origin = of_origin(own.because[0], together, documents(self.books))
        return of_figure(label, figure, {own.because[0].id: origin}, code)

    def cell_at(self, name: str) -> Why:
        """The cell of a line and a column, `line.column`."""
        line, _, column = name.rpartition(".")
        return self.cell(line, column)

    def cells(self, lines: Iterable[str], columns: Iterable[Column]) -> tuple[Why, ...]:
        """The cells of these lines in these columns, blank ones left out."""
        wanted = tuple(columns)
        return tuple(
            self.cell(line, column.id) for line in lines for column in wanted if (line, column.id) in self.fund.cells
        )

    def total(self, column_id: str) -> Why:
        """What a column's lines add up to."""
        column = self.books.column(column_id)
        label = saying("figures.why.total", column=heading(column))
        return added(label, self.cells((line.id for line in self.books.lines), [column]), f"fund.total.{column_id}")

    def capital(self, columns: Iterable[Column], label: Told, code: str = "") -> Why:
        """Capital put in during some columns, deposit by deposit."""
        told = {one.id: one for one in self.books.facts.deposits}
        parts = []
        for column in columns:
            for origin in capital_in(self.books, column).because:
                deposit = told[origin.id.removeprefix("deposit/")]
                parts.append(
                    of_origin(origin, saying("figures.why.deposit", day=deposit.day.isoformat()), documents(self.books))
                )
        return added(label, parts, code) if parts else stated(label, 0, code=code)

    def balance(self, column_id: str) -> Why:
        """What is left at the end of a column: the one before, new capital, less what it cost."""
        column = self.books.column(column_id)
        place = self.books.columns.index(column)
        parts = []
        if place:
            before = self.books.columns[place - 1]
            known = table2(self.fund).balance[before.id]
            label = saying("figures.why.balance", column=heading(before))
            parts.append(stated(label, known.ore, code=f"fund.balance.{before.id}"))
        parts.append(self.capital([column], saying("figures.why.new_capital")))
        parts.append(less(closed(self.total(column_id))))
        label = saying("figures.why.balance", column=heading(column))
        return added(label, parts, f"fund.balance.{column_id}")

    def printed(self, name: str) -> Why:
        """A total or a balance as it was printed, `total.column`."""
        which, _, column_id = name.partition(".")
        printed = self.books.printed
        if printed is None:
            raise KeyError(name)
        figure = {"total": printed.totals, "balance": printed.balances}[which][column_id]
        label = saying(f"figures.why.printed_{which}", column=heading(self.books.column(column_id)))
        return of_origin(figure.because[0], label, documents(self.books), f"fund.printed.{name}")

    def difference(self, name: str) -> Why:
        """Printed less computed total, or the printed balance less what the printed numbers before it give."""
        which, _, column_id = name.partition(".")
        column = heading(self.books.column(column_id))
        label = saying(f"figures.why.difference_{which}", column=column)
        if which == "total":
            other, printed = closed(self.as_budgeted.total(column_id)), self.printed(f"total.{column_id}")
        else:
            chain = printed_chain(self.books)[column_id]
            other = stated(
                saying("figures.why.printed_chain", column=column),
                chain.ore,
                code=f"fund.check.table2.balance.{column_id}:computed",
            )
            printed = self.printed(f"balance.{column_id}")
        return added(label, (closed(printed), less(other)), f"fund.difference.{name}")

    def told(self, figure: Figure) -> dict[str, Why]:
        """Every origin of a figure as a number of its own."""
        told = {}
        for origin in figure.because:
            line, slash, column = origin.id.partition("/")
            if slash and (line, column) in self.books.cells:
                told[origin.id] = closed(self.as_budgeted.cell(line, column))
            elif line == "deposit":
                deposit = next(one for one in self.books.facts.deposits if one.id == column)
                label = saying("figures.why.deposit", day=deposit.day.isoformat())
                told[origin.id] = of_origin(origin, label, documents(self.books))
            else:
                told[origin.id] = of_origin(origin, self._origin_label(origin.id), documents(self.books))
        return told

    def _origin_label(self, name: str) -> Told:
        which, _, column = name.partition("/")
        if which.startswith("printed."):
            return saying(
                f"figures.why.printed_{which.removeprefix('printed.')}", column=heading(self.books.column(column))
            )
        return saying("figures.why.stated", name=column or which)
