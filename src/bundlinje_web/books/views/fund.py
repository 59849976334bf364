"""The fund: on one page, Tabel 2, headroom, reservations, reconciling, and what is ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bundlinje.fund import Fund
from bundlinje.fund.headroom import headroom
from bundlinje.fund.reconcile import Comparison, comparisons
from bundlinje.fund.reservations import reservations
from bundlinje.fund.scenarios import Outlook, at_effect
from bundlinje.fund.table2 import differences, table2
from bundlinje.report.assumed_tables import assumed_table
from bundlinje.report.fund_ahead_tables import ahead_tables, balance_table, first_at_risk, lasting, risk_table
from bundlinje.report.fund_tables import table2_table
from bundlinje.report.reconcile_tables import document, heading, where
from bundlinje.report.table import Code, Percent, Table, Thousands, Weight
from bundlinje_web.books.ahead import looked_ahead
from bundlinje_web.books.forms import TryForm
from bundlinje_web.books.numbers import EFFECT, effect_asked
from bundlinje_web.bridge import fund as bridge
from bundlinje_web.bridge.charts import fund_fan
from bundlinje_web.bridge.explaining import saying
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.bridge.trying import Tried, try_investment
from bundlinje_web.contracts.beside.folder import as_of, fund
from bundlinje_web.frame.charts import shown
from bundlinje_web.frame.exports import exported
from bundlinje_web.frame.grids import (
    Grid,
    GridCell,
    export_rows,
    grid,
    number_cell,
    number_url,
    plain_grid,
    told,
    value_told,
    why_told,
)
from bundlinje_web.frame.lists import Column, Filter, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now

LEVELS = tuple(range(60, 121, 10))
"""The levels of effect a reader is shown, in per cent (FND-11)."""


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(say_now("books.fund.title"), reverse("fund")), (here, "")]


def _percent(share: Fraction) -> str:
    return told(Percent(share))


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
        "crumbs": _crumbs(title),
    }
    return render(request, "books/table2.html", context)


# --- headroom, reservations ---


def _chain_grid(of: Fund, code: str, caption: str) -> Grid:
    why = FundNumbers(of).why(code)
    rows = [(GridCell(told(part.label)), (number_cell(part),)) for part in why.parts]
    rows.append(
        (GridCell(told(Code("headroom.result")) if ".headroom." in code else told(why.label)), (number_cell(why),))
    )
    return plain_grid(
        caption,
        (say_now("books.economy.what"), say_now("books.economy.amount")),
        rows,
        [told(note) for note in why.notes],
    )


def _level_rows(of: Fund) -> Iterator[tuple[GridCell, tuple[GridCell, ...]]]:
    for level in LEVELS:
        found: Outlook = at_effect(of, Fraction(level, 100))
        query = {EFFECT: str(level)}
        end = FundNumbers(of, Fraction(level, 100)).why(f"fund.balance.{of.columns[-1].id}")
        lowest = FundNumbers(of, Fraction(level, 100)).why(f"fund.balance.{found.lowest[0]}")
        runs_out = told(heading(of.column(found.runs_out))) if found.runs_out else told(Code("never"))
        cells = (
            number_cell(end, query),
            number_cell(lowest, query),
            GridCell(told(heading(of.column(found.lowest[0])))),
            GridCell(runs_out),
        )
        yield GridCell(_percent(Fraction(level, 100)), f"{reverse('table-2')}?{EFFECT}={level}"), cells


def _tried_grid(tried: Tried) -> Grid:
    heads = [say_now(f"books.try.head.{name}") for name in ("column", "before", "out", "back", "with")]
    rows = [
        (
            GridCell(told(heading(one.column))),
            (
                GridCell(told(Thousands(one.before)), number_url(f"fund.balance.{one.column.id}"), is_number=True),
                *(GridCell(told(Thousands(ore)), is_number=True) for ore in (one.out, one.back, one.with_it)),
            ),
        )
        for one in tried.by_year
    ]
    return plain_grid(say_now("books.try.caption"), heads, rows)


def room(request: Request) -> HttpResponse:
    """What may still be committed, under both readings of the 80 % rule; a new investment may be tried."""
    of = fund()
    form = TryForm(request.GET if "beloeb" in request.GET else None)
    tried: Tried | None = None
    if form.is_bound and form.is_valid():
        tried = try_investment(of, form.idea())
    first, second = headroom(of)
    title = say_now("books.room.title")
    rules = of.facts.rules
    heads = ("effect", "end", "lowest", "lowest_in", "runs_out")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "grids": [_chain_grid(of, f"fund.{chain.code}", told(Code(chain.code))) for chain in (first, second)],
        "room": FundNumbers(of).why(f"fund.{first.code}"),
        "levels": plain_grid(
            told(Code("title.levels")), [told(Code(f"heading.{head}")) for head in heads], _level_rows(of)
        ),
        "rules": [
            ("books.room.rule_investments", _percent(Fraction(rules.headroom_share.share)), rules.headroom_share),
            ("books.room.rule_payments", _percent(Fraction(rules.budget_effect.share)), rules.budget_effect),
        ],
        "documents": bridge.documents(of),
        "form": form,
        "tried": tried,
        "tried_grid": _tried_grid(tried) if tried else None,
    }
    return render(request, "books/room.html", context)


def reserved(request: Request) -> HttpResponse:
    """Free, reserved and expected money; and what is reserved for whom."""
    of = fund()
    numbers = FundNumbers(of)
    title = say_now("books.reserved.title")
    positions = reservations(of)
    grids = []
    for one in positions:
        base = f"fund.reservations.{one.basis}"
        why = numbers.why(base)
        tail = [numbers.why(f"{base}.{name}") for name in ("expected", "free_if_repaid")]
        rows = [(GridCell(told(part.label)), (number_cell(part),)) for part in (*why.parts, why, *tail)]
        heads = (told(Code(f"basis.{one.basis}")), say_now("books.economy.amount"))
        grids.append(plain_grid(told(Code("title.reservations", {"year": str(of.column(one.at).last)})), heads, rows))
    by_line = [
        (GridCell(told(why.label)), (number_cell(why),))
        for why in (numbers.why(f"fund.reserved.{line}") for line, _ in positions[-1].by_line)
    ]
    lines = plain_grid(
        say_now("books.reserved.lines"), (say_now("books.reserved.to"), say_now("books.economy.amount")), by_line
    )
    context = {"title": title, "crumbs": _crumbs(title), "grids": grids, "lines": lines if by_line else None}
    return render(request, "books/reserved.html", context)


# --- reconciling ---


def _told_value(one: Comparison, value: Fraction, part: str) -> str:
    printed, computed = FundNumbers(fund()).compared(one)
    return (
        why_told(printed if part == "printed" else computed)
        if part != "difference"
        else value_told(value, printed.unit)
    )


COLUMNS = (
    Column("books.check.where", lambda one: told(where(fund(), one))),
    Column(
        "books.check.printed",
        lambda one: _told_value(one, one.printed, "printed"),
        link=lambda one: number_url(f"fund.check.{one.where}:printed"),
    ),
    Column(
        "books.check.computed",
        lambda one: _told_value(one, one.computed, "computed"),
        link=lambda one: number_url(f"fund.check.{one.where}:computed"),
    ),
    Column(
        "books.check.difference",
        lambda one: _told_value(one, one.difference, "difference"),
        link=lambda one: number_url(f"fund.check.{one.where}"),
    ),
    Column("books.check.verdict", lambda one: say_now(f"books.check.{verdict(one)}")),
    Column("books.check.source", lambda one: document(fund(), one)),
)


def verdict(one: Comparison) -> str:
    """Whether a printed number agrees with the computed one, exactly or by rounding, or not."""
    if not one.agrees:
        return "wrong"
    return "rounded" if one.within_rounding else "right"


def reconcile(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Everything printed that can be computed, beside what was computed; what differs comes first."""
    compared = sorted(comparisons(fund()), key=lambda one: one.agrees)
    kinds = [(kind, say_now(f"books.check.{kind}")) for kind in ("wrong", "rounded", "right")]
    listing = Listing(
        request,
        compared,
        COLUMNS,
        "afstemning",
        [Filter("books.filter.stemmer", kinds, lambda rows, value: [one for one in rows if verdict(one) == value])],
        ("where",),
        empty="books.check.empty",
    )
    title = say_now("books.check.title")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "agree": sum(one.agrees for one in compared),
        "wrong": sum(not one.agrees for one in compared),
        "day": as_of(fund()),
    }
    return listing.answer("books/reconcile.html", context)


# --- ahead ---

_LEVELS = ("p10", "p25", "p50", "p75", "p90")


def ahead(request: Request) -> HttpResponse:
    """The fund's balance as a fan, how likely the money lasts, and what each investment brings back."""
    view = looked_ahead()
    told_table = balance_table(view)
    notes = tuple(note for note in told_table.notes if note != told_table.notes[-1])  # it speaks of the command line
    table = replace(told_table, notes=notes)
    years = view.found.years
    closed = len(table.rows) - len(years)

    def link(row: int, column: int) -> str:
        if row < closed:
            return number_url(f"fund.balance.{view.found.scenario.fund.accounts[-1].id}")
        year = years[row - closed]
        codes = (
            *(f"ahead.balance.{year}.{level}" for level in _LEVELS),
            f"ahead.budget.{year}",
            f"ahead.mixture.{year}",
            f"ahead.below.{year}",
        )
        return number_url(codes[column])

    chart = shown(fund_fan(view, language_now()))
    title = say_now("books.ahead.title")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "lasting": told(lasting(view), "forecast"),
        "risk": told(first_at_risk(view), "forecast"),
        "chart": chart,
        "balance": grid(table, "forecast", link),
        "grids": [grid(one, "forecast") for one in (risk_table(view), *ahead_tables(view)[2:4])],
        "assumed": grid(assumed_table(view.found), "forecast"),
        "run": view.found.run,
    }
    return render(request, "books/ahead.html", context)
