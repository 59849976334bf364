"""Every number of the fund's economy by its code, each explained down to the books' rows.

fund.table2.<line>.<column>          a cell                fund.headroom.<reading>[.<step>]
fund.total.<column>                  a column's total      fund.reservations.<basis>[.<step>]
fund.balance.<column>                what is left          fund.reserved.<line>
fund.printed.<total|balance>.<col>   as printed            fund.progress.<line>.<what>
fund.difference.<total|chain>.<col>  printed − computed    fund.raised.<line>.<what>, fund.raised.all.<what>
fund.check.<statement>[:part]        a printed number      fund.year.<spent|received|net>, fund.sum.<what>
fund.flow.<paid|received|net>.<col>  in and out of a year, money out with a minus
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.fund.books_file import Statement
from bundlinje.fund.capital import Raised, raised
from bundlinje.fund.claims import SPENDING
from bundlinje.fund.columns import Column
from bundlinje.fund.figure import Chain, Figure
from bundlinje.fund.headroom import headroom
from bundlinje.fund.printed import Unit as Printed
from bundlinje.fund.progress import plan_against_actual
from bundlinje.fund.reconcile import Comparison, comparisons
from bundlinje.fund.reservations import reservations
from bundlinje.grammar.part import Mark
from bundlinje.report.reconcile_tables import document, heading, where
from bundlinje.report.table import Code, Percent
from bundlinje_web.bridge.explaining import (
    How,
    Source,
    Told,
    Unit,
    Why,
    added,
    closed,
    less,
    named,
    of_chain,
    of_figure,
    quotient,
    saying,
    stated,
)
from bundlinje_web.bridge.fund import documents
from bundlinje_web.bridge.fund_cells import FundCells

ROOT = "fund"
_UNITS = {
    Printed.KRONER: Unit.ORE,
    Printed.SHARE: Unit.SHARE,
    Printed.POINTS: Unit.POINTS,
    Printed.COUNT: Unit.COUNT,
}


class NoSuchNumber(KeyError):  # noqa: N818 - it says what is missing
    """There is no number with that code."""


@dataclass(frozen=True)
class FundNumbers(FundCells):
    """The numbers of a fund, each found by its code."""

    def why(self, code: str) -> Why:
        """The number with this code. Raises `NoSuchNumber`."""
        root, _, rest = code.partition(".")
        area, _, name = rest.partition(".")
        areas: dict[str, Callable[[str], Why]] = {
            "table2": self.cell_at,
            "total": self.total,
            "balance": self.balance,
            "printed": self.printed,
            "difference": self.difference,
            "headroom": self._headroom,
            "reservations": self._reservations,
            "reserved": self._reserved,
            "progress": self._progress,
            "raised": self._raised,
            "check": self._check,
            "year": self._year,
            "sum": self._sum,
            "flow": self._flow,
        }
        if root != ROOT or area not in areas:
            raise NoSuchNumber(code)
        try:
            return areas[area](name)
        except (KeyError, StopIteration) as missing:
            raise NoSuchNumber(code) from missing

    # --- headroom and reservations ---

    def _steps(self, chain: Chain, code: str, name: str, notes: tuple[Told, ...] = ()) -> Why:
        """A chain, or one of its steps where one is named."""
        steps = {
            one.code: of_figure(Code(one.code), one.figure, self.told(one.figure), f"{code}.{_last(one.code)}")
            for one in chain.steps
        }
        if name:
            return next(one for key, one in steps.items() if _last(key) == name)
        closed_steps = {key: closed(one) for key, one in steps.items()}
        return of_chain(Code(chain.code), chain, closed_steps, code, notes)

    def _headroom(self, name: str) -> Why:
        reading, _, step = name.partition(".")
        chain = next(one for one in headroom(self.fund) if _last(one.code) == reading)
        rules = self.books.facts.rules
        share = rules.headroom_share if reading == "of_investments" else rules.budget_effect
        note = Code(f"{chain.code}.why", {"share": Percent(Fraction(share.share))})
        return self._steps(chain, f"fund.headroom.{reading}", step, () if step else (note,))

    def _reservations(self, name: str) -> Why:
        basis, _, step = name.partition(".")
        found = next(one for one in reservations(self.fund) if one.basis == basis)
        code = f"fund.reservations.{basis}"
        expected = of_figure(
            Code("reservations.expected"), found.expected, self.told(found.expected), f"{code}.expected"
        )
        if step == "expected":
            return expected
        free = self._steps(found.free, code, "" if step == "free_if_repaid" else step)
        if step == "free_if_repaid":
            return added(Code("reservations.free_if_repaid"), (closed(free), closed(expected)), f"{code}.{step}")
        return free

    def _reserved(self, line: str) -> Why:
        at = self.books.accounts[-1].id
        label = saying("figures.why.reserved", line=named(self.books.line(line).label))
        return added(label, self.cells([line], self.fund.after(at)), f"fund.reserved.{line}")

    # --- plan against actual, capital ---

    def _line_sum(self, line: str, columns: Iterable[Column], label: Told, code: str, sign: int = 1) -> Why:
        parts = self.cells([line], columns)
        if not parts:
            return stated(
                label, 0, code=code, notes=(saying("figures.why.nothing_booked"),), source=Source(file="books")
            )
        return added(label, parts if sign > 0 else (less(one) for one in parts), code)

    def _progress(self, name: str) -> Why:
        if self.effect is not None:  # what is budgeted stands, whatever level is looked at
            return self.as_budgeted._progress(name)
        line, _, what = name.rpartition(".")
        label, code = (
            saying(f"figures.progress.{what}", line=named(self.books.line(line).label)),
            f"fund.progress.{name}",
        )
        repayment = self.books.repayment_of(line)
        back, closed_years, ahead = repayment.id if repayment else "", self.books.accounts, self.books.budget
        simple = {
            "invested": (line, closed_years, 1),
            "to_invest": (line, ahead, 1),
            "received": (back, closed_years, -1),
            "budgeted": (back, ahead, -1),
            "paid_out": (line, self.books.columns, 1),
            "repaid": (back, self.books.columns, -1),
        }
        if what in simple:
            of, columns, sign = simple[what]
            return self._line_sum(of, columns, label, code, sign)
        if what == "ratio":
            return quotient(
                label, closed(self._progress(f"{line}.repaid")), closed(self._progress(f"{line}.paid_out")), code
            )
        if what == "committed":
            rows = [row for row in self.books.capital if row.line == line and row.council]
            return self._statement(rows[-1].council[-1], label, code)
        if what == "calculated":
            one = next(one for one in plan_against_actual(self.books) if one.line.id == line)
            rule = self.books.facts.rules.budget_effect
            rate = stated(saying("figures.why.rule_inverse"), 1 / Fraction(rule.share), Unit.RATIO)
            budgeted = closed(self._progress(f"{line}.budgeted"))
            made = Why(
                saying("figures.why.exact"),
                (budgeted.value or Fraction(0)) * (rate.value or 0),
                Unit.ORE,
                How.PRODUCT,
                (budgeted, rate),
            )
            return Why(label, Fraction(one.calculated.known), Unit.ORE, How.ROUNDED, (made,), code)
        raise NoSuchNumber(name)

    def _statement(self, said: Statement, label: Told, code: str = "") -> Why:
        told = documents(self.books)
        source = Source(told.get(said.source or "", said.source or ""), said.quote or "", "books/capital.yaml")
        mark = Mark.ASSUMED if said.assumed else Mark.KNOWN
        notes: tuple[Told, ...] = (str(said.assumed),) if said.assumed else ()
        return Why(label, said.printed.value, source=source, code=code, mark=mark, notes=notes)

    def _raised(self, name: str) -> Why:
        line, _, what = name.rpartition(".")
        label, code = saying(f"figures.raised.{what}"), f"fund.raised.{name}"
        if line == "all":
            known = [one for one in raised(self.books) if _amount(one, what) is not None]
            return added(label, (closed(self._raised(f"{one.line}.{what}")) for one in known), code)
        rows = [row for row in self.books.capital if row.line == line]
        if what in {"council", "all_investors"}:
            stated_rows = [(row.agreement, getattr(row, what)) for row in rows]
            return added(label, (self._statement(said[0], agreement) for agreement, said in stated_rows if said), code)
        one = next(one for one in raised(self.books) if one.line == line)
        every, own = closed(self._raised(f"{line}.all_investors")), closed(self._raised(f"{line}.council"))
        if what == "outside":
            more = () if one.outside else (saying("figures.why.rounding_only"),)
            return (
                added(label, (every, less(own)), code)
                if one.outside
                else stated(label, 0, code=code, notes=more, source=Source(file="books/capital.yaml"))
            )
        return quotient(label, closed(self._raised(f"{line}.outside")), own if what == "gearing" else every, code)

    # --- checks ---

    def _check(self, name: str) -> Why:
        statement, _, part = name.partition(":")
        found = next(one for one in comparisons(self.books) if one.where == statement)
        printed, computed = self.compared(found)
        if part:
            return {"printed": printed, "computed": computed}[part]
        notes = tuple(
            saying("figures.why.alternative", cell=other.cell, why=named(other.why)) for other in found.alternatives
        )
        label = saying("figures.why.check", where=where(self.books, found))
        unit = _UNITS[found.unit]
        return added(label, (printed, less(closed(computed))), f"fund.check.{statement}", unit, notes)

    def compared(self, one: Comparison) -> tuple[Why, Why]:
        """The printed number and the computed one."""
        unit, code, place = _UNITS[one.unit], f"fund.check.{one.where}", where(self.books, one)
        source = Source(document(self.books, one), one.quote, "books")
        printed = stated(saying("figures.why.printed", where=place), one.printed, unit, source, code=f"{code}:printed")
        label = saying("figures.why.computed", where=place)
        return printed, self._computed(one, label, unit, f"{code}:computed")

    def _computed(self, one: Comparison, label: Told, unit: Unit, code: str) -> Why:
        kroner = unit is Unit.ORE and one.computed.denominator == 1 and bool(one.because)
        if not kroner or one.where.startswith("table2.balance"):
            parts = self._balance_parts(one) if one.where.startswith("table2.balance") else ()
            if parts:
                return added(label, parts, code)
            rule = Source(document(self.books, one), one.quote, "books")
            return stated(label, one.computed, unit, rule, code=code, notes=(saying("figures.why.by_rule"),))
        figure = Figure(int(one.computed), Mark.KNOWN, one.because)
        return of_figure(label, figure, self.told(figure), code)

    def _balance_parts(self, one: Comparison) -> tuple[Why, ...]:
        """The printed balance before, new capital, less the printed total."""
        column = self.books.column(one.where.rpartition(".")[2])
        place = self.books.columns.index(column)
        before = (closed(self.printed(f"balance.{self.books.columns[place - 1].id}")),) if place else ()
        capital = self.capital([column], saying("figures.why.new_capital"))
        return (*before, capital, less(closed(self.printed(f"total.{column.id}"))))

    # --- the year, and the fund in a few numbers ---

    def _year(self, what: str) -> Why:
        column = self.books.accounts[-1]
        label, code = saying(f"figures.year.{what}", year=str(column.last)), f"fund.year.{what}"
        spending = [line.id for line in self.books.lines if line.group in SPENDING]
        back = [line.id for line in self.books.lines if line.group == "result_payment"]
        if what == "spent":
            return added(label, self.cells(spending, [column]), code)
        if what == "received":
            return added(label, (less(one) for one in self.cells(back, [column])), code)
        return added(
            label,
            (closed(self._year("spent")), less(closed(self._year("received")))),
            f"fund.year.{_one(what, 'net')}",
        )

    def _flow(self, name: str) -> Why:
        """Money out (with a minus) and in of one column, and the two together."""
        what, _, column_id = name.partition(".")
        code = f"fund.flow.{name}"
        if column_id == "all":
            every = (closed(self._flow(f"{what}.{column.id}")) for column in self.books.accounts)
            return added(saying(f"figures.flow.{what}_all"), every, code)
        column = self.books.column(column_id)
        label = saying(f"figures.flow.{what}", column=heading(column))
        if what == "net":
            return added(label, (closed(self._flow(f"{one}.{column_id}")) for one in ("paid", "received")), code)
        groups = {"paid": SPENDING, "received": ("result_payment",)}[what]
        lines = [line.id for line in self.books.lines if line.group in groups]
        cells = self.cells(lines, [column])
        if not cells:
            notes, books = (saying("figures.why.nothing_booked"),), Source(file="books")
            return stated(label, 0, code=code, notes=notes, source=books)
        return added(label, (less(one) for one in cells), code)

    def _sum(self, what: str) -> Why:
        """Over all closed years: `capital` put in, `paid` out, `received` back."""
        columns, label, code = self.books.accounts, saying(f"figures.sum.{what}"), f"fund.sum.{what}"
        if what == "capital":
            return self.capital(columns, label, code)
        wanted = {"paid": SPENDING, "received": ("result_payment",)}[what]
        parts = self.cells((line.id for line in self.books.lines if line.group in wanted), columns)
        return added(label, parts if what == "paid" else (less(one) for one in parts), code)


def _last(code: str) -> str:
    return code.rpartition(".")[2]


def _one(what: str, known: str) -> str:
    if what != known:
        raise NoSuchNumber(what)
    return what


def _amount(one: Raised, what: str) -> object:
    known: Mapping[str, object] = {"council": one.council, "all_investors": one.all_investors}
    return known[what]
