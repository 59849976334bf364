"""Tabel 2: as computed, as it was printed, at other levels of effect, and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from bundlinje.fund import Fund
from bundlinje.fund.table2 import differences, table2
from bundlinje.money import ORE_PER_KRONE
from bundlinje.report.fund_tables import table2_table
from bundlinje.report.reconcile_tables import heading
from bundlinje.report.table import Code, Table, Thousands, Weight
from bundlinje.words import numbers
from bundlinje_web.books.numbers import EFFECT, effect_asked
from bundlinje_web.books.shown import LEVELS, fund_crumbs
from bundlinje_web.bridge import fund as bridge
from bundlinje_web.bridge.explaining import saying
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.contracts.beside.folder import as_of, fund
from bundlinje_web.frame.exports import exported
from bundlinje_web.frame.grids import Grid, GridCell, GridRow, export_rows, grid, minus, number_url, told, value_told
from bundlinje_web.frame.papers import Paper, answered
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now

UNTIL, UNIT, VIEW = "pr", "enhed", "visning"
MILLIONS, PRINTED = "mio", "trykt"
_PRINTED_ROWS = ("fund.printed.total", "fund.printed.balance")


def _codes(of: Fund, table: Table) -> dict[int, str]:
    """What stands in each row of the table, as the beginning of its numbers' codes."""
    lines = iter(line.id for line in of.lines)
    after = iter(
        (
            "fund.total",
            "fund.balance",
            "fund.printed.total",
            "fund.printed.balance",
            "fund.difference.total",
            "fund.difference.chain",
        )
    )
    known = len(table2(of).rows)
    found, seen = {}, 0
    for number, row in enumerate(table.rows):
        if row.weight is Weight.GROUP:
            continue
        found[number] = f"fund.table2.{next(lines)}" if seen < known else next(after)
        seen += 1
    return found


@dataclass(frozen=True)
class Asked:
    """How an address asks for the table: at which effect, until which closed year, in which unit, and as printed."""

    of: Fund
    effect: Fraction | None = None
    until: int | None = None
    in_millions: bool = False
    as_printed: bool = False

    @classmethod
    def by(cls, query: QueryDict, of: Fund) -> Asked:
        """What the address says; what cannot be read is left out."""
        text = query.get(UNTIL, "")[:4]
        closed = {column.last for column in of.accounts}
        until = int(text) if text.isdecimal() and int(text) in closed else None
        printed = query.get(VIEW) == PRINTED and of.printed is not None
        effect = None if printed else effect_asked(query)
        return cls(of, effect, None if printed else until, query.get(UNIT) == MILLIONS, printed)

    @cached_property
    def seen(self) -> Fund:
        """The fund at that effect. What was printed was printed at the rule's own."""
        found = bridge.at_effect(self.of, self.effect)
        return found if found is self.of else replace(found, printed=None, claims=(), department=None)

    @property
    def is_rule(self) -> bool:
        """Whether it is the economy as it is budgeted."""
        return self.seen is self.of

    @property
    def query(self) -> dict[str, str]:
        """What the reasons of a number must know."""
        return {EFFECT: str(int(self.effect * 100))} if self.effect is not None else {}

    @cached_property
    def wrong(self) -> dict[str, int]:
        """The columns whose printed total does not add up, with printed less computed."""
        if self.of.printed is None or not self.is_rule or self.until is not None:
            return {}
        return {name: ore for name, ore in differences(self.of).total.items() if abs(ore) > self.of.printed.rounding}

    def grid(self) -> Grid:
        """The table with a link on every number."""
        table = table2_table(self.seen)
        if self.query:
            at = saying("books.table2.balance_at", share=self.query[EFFECT])
            rows = tuple(replace(row, label=at) if row.label == Code("row.balance") else row for row in table.rows)  # type: ignore[arg-type]
            table = replace(table, rows=rows)
        codes, columns = _codes(self.seen, table), self.seen.columns
        shown = grid(table, "fund", lambda row, column: number_url(f"{codes[row]}.{columns[column].id}", self.query))
        if self.in_millions:
            shown = _in_millions(shown, table)
        if self.as_printed:
            shown = self._printed(shown, codes)
        return shown if self.until is None else self._cut(shown)

    def _printed(self, shown: Grid, codes: Mapping[int, str]) -> Grid:
        """The printed lines as they stood, each total that does not add up marked."""
        rows = []
        for number, row in enumerate(shown.rows):
            code = codes.get(number, "")
            if code in ("fund.total", "fund.balance") or code.startswith("fund.difference"):
                continue
            is_printed = code in _PRINTED_ROWS
            rows.append(replace(row, weight="total", cells=tuple(self._marked(code, row))) if is_printed else row)
        return replace(shown, caption=say_now("books.table2.as_printed"), rows=tuple(rows))

    def _marked(self, code: str, row: GridRow) -> list[GridCell]:
        found = differences(self.of)
        off = found.total if code == "fund.printed.total" else found.chain
        rounding = self.of.printed.rounding if self.of.printed else 0
        return [
            replace(cell, mark="wrong" if abs(off.get(column.id) or 0) > rounding else "")
            for cell, column in zip(row.cells, self.of.columns, strict=True)
        ]

    def _cut(self, shown: Grid) -> Grid:
        """The closed years until the one asked for: what was budgeted then is not in the books."""
        kept = sum(column.last <= (self.until or 0) for column in self.of.accounts)
        rows = tuple(replace(row, cells=row.cells[:kept]) for row in shown.rows if row.weight not in _OF_PRINTED)
        note = say_now("books.table2.closed_only", year=self.until)
        return replace(shown, headings=shown.headings[: kept + 1], rows=rows, notes=(note,), alarm=False)


_OF_PRINTED = {Weight.PRINTED.value, Weight.DIFFERENCE.value}
_MILLION = 1_000_000 * ORE_PER_KRONE


def _in_millions(shown: Grid, table: Table) -> Grid:
    """The amounts in millions of kroner with one decimal."""

    def cell(seen: GridCell, held: object) -> GridCell:
        if not isinstance(held, Thousands) or held.ore is None:
            return seen
        star = "*" if seen.text.endswith("*") else ""
        return replace(seen, text=minus(numbers.decimal(Fraction(held.ore, _MILLION), 1, language_now())) + star)

    rows = tuple(
        replace(row, cells=tuple(cell(seen, held) for seen, held in zip(row.cells, from_.cells, strict=True)))
        for row, from_ in zip(shown.rows, table.rows, strict=True)
    )
    heads = (replace(shown.headings[0], text=say_now("books.table2.millions")), *shown.headings[1:])
    return replace(shown, headings=heads, rows=rows)


def table_2(request: Request, export: str = "") -> HttpResponse:
    """Tabel 2 as computed, with the printed one beside it."""
    of = fund()
    asked = Asked.by(request.GET, of)
    table = asked.grid()
    if export == "pdf":
        return answered(_paper(asked, table), "tabel-2")
    if export:
        return exported(export, "tabel-2", *export_rows(table))
    title = say_now("books.table2.title")
    context = {
        "title": title,
        "asked": asked,
        "grid": replace(table, alarm=False),  # the strip above says it, with column and difference
        "left": _left(asked),
        "end": FundNumbers(of, asked.effect).why(f"fund.balance.{of.columns[-1].id}"),
        "year": asked.until or of.accounts[-1].last,
        "levels": [
            (level, Fraction(level, 100) == (asked.effect or Fraction(of.facts.rules.budget_effect.share)))
            for level in LEVELS
        ],
        "years": [(column.last, column.last == asked.until) for column in of.accounts],
        "wrong": [_told_wrong(of, column, ore) for column, ore in asked.wrong.items()],
        "crumbs": fund_crumbs(title),
    }
    return render(request, "books/table2.html", context)


def _left(asked: Asked) -> object:
    """What was left at the end of the last year that is shown closed."""
    columns = [column for column in asked.of.accounts if asked.until is None or column.last <= asked.until]
    return FundNumbers(asked.of, asked.effect).why(f"fund.balance.{columns[-1].id}")


def _told_wrong(of: Fund, column: str, ore: int) -> tuple[str, str]:
    unit = FundNumbers(of).why(f"fund.total.{column}").unit
    return told(heading(of.column(column))), value_told(Fraction(ore), unit)


def _paper(asked: Asked, table: Grid) -> Paper:
    """The table on paper; one that does not add up says so across the top."""
    of = asked.of
    year = asked.until or of.accounts[-1].last
    left = FundNumbers(of).why(f"fund.balance.{next(one.id for one in of.accounts if one.last == year)}").value
    lead = say_now("books.table2.paper_left", year=year, amount=numbers.millions(int(left or 0), language_now()))
    stamp = ""
    if asked.wrong:
        columns = ", ".join(f"{name} ({ore})" for name, ore in (_told_wrong(of, *one) for one in asked.wrong.items()))
        stamp = say_now("books.table2.stamp", columns=columns)
    note = say_now("books.table2.rounding")
    return Paper(say_now("books.table2.title"), lead, table, as_of(of), stamp, (note,))
