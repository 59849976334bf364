"""The fund on one page, and Tabel 2."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render

from bundlinje.fund import Fund
from bundlinje.fund.reconcile import comparisons
from bundlinje.fund.table2 import differences, table2
from bundlinje.report.fund_tables import table2_table
from bundlinje.report.reconcile_tables import heading
from bundlinje.report.table import Code, Table, Weight
from bundlinje_web.books.numbers import EFFECT, effect_asked
from bundlinje_web.books.shown import LEVELS, fund_crumbs
from bundlinje_web.bridge import fund as bridge
from bundlinje_web.bridge.explaining import saying
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.contracts.beside.folder import as_of, fund
from bundlinje_web.frame.exports import exported
from bundlinje_web.frame.grids import Grid, export_rows, grid, number_url, told, value_told
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now


def overview(request: Request) -> HttpResponse:
    """The fund on one page."""
    of = fund()
    numbers = FundNumbers(of)
    last = of.accounts[-1]
    found = {name: numbers.why(code) for name, code in (
        ("left", f"fund.balance.{last.id}"), ("capital", "fund.sum.capital"), ("paid", "fund.sum.paid"),
        ("received", "fund.sum.received"), ("headroom", "fund.headroom.of_investments"),
        ("spent", "fund.year.spent"), ("back", "fund.year.received"), ("net", "fund.year.net"),
    )}  # fmt: skip
    compared = comparisons(of)
    context = {
        "title": say_now("books.fund.title"),
        "numbers": found,
        "day": as_of(of),
        "year": last.last,
        "wrong": sum(not one.agrees for one in compared),
        "agree": sum(one.agrees for one in compared),
    }
    return render(request, "books/fund.html", context)


# --- Tabel 2 ---


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


def table2_grid(of: Fund, query: dict[str, str]) -> Grid:
    """Tabel 2 with a link on every number."""
    table = table2_table(of)
    if EFFECT in query:
        at = saying("books.table2.balance_at", share=query[EFFECT])
        rows = tuple(replace(row, label=at) if row.label == Code("row.balance") else row for row in table.rows)  # type: ignore[arg-type]
        table = replace(table, rows=rows)
    codes, columns = _codes(of, table), of.columns
    return grid(table, "fund", lambda row, column: number_url(f"{codes[row]}.{columns[column].id}", query))


def table_2(request: Request, export: str = "") -> HttpResponse:
    """Tabel 2 as computed, with the printed one beside it, at a level of effect."""
    effect = effect_asked(request.GET)
    of = fund()
    seen = bridge.at_effect(of, effect)
    query = {EFFECT: str(int(effect * 100))} if effect is not None else {}
    if seen is not of:
        # What was printed was printed at the rule's own level.
        seen = replace(seen, printed=None, claims=(), department=None)
    table = table2_grid(seen, query)
    if export:
        return exported(export, "tabel-2", *export_rows(table))
    last = of.accounts[-1]
    title = say_now("books.table2.title")
    context = {
        "title": title,
        "grid": replace(table, alarm=False),  # the strip above says it, with column and difference
        "left": FundNumbers(of, effect).why(f"fund.balance.{last.id}"),
        "end": FundNumbers(of, effect).why(f"fund.balance.{of.columns[-1].id}"),
        "year": last.last,
        "levels": [
            (level, Fraction(level, 100) == (effect or Fraction(of.facts.rules.budget_effect.share)))
            for level in LEVELS
        ],
        "wrong": [
            (
                told(heading(of.column(column))),
                value_told(Fraction(ore), FundNumbers(of).why(f"fund.total.{column}").unit),
            )
            for column, ore in differences(of).total.items()
            if abs(ore) > (of.printed.rounding if of.printed else 0)
        ],
        "is_rule": seen is of,
        "crumbs": fund_crumbs(title),
    }
    return render(request, "books/table2.html", context)
