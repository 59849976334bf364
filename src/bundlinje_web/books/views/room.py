"""What may still be committed: headroom under both rules, a new investment tried, and what is reserved for whom."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bundlinje.fund import Fund
from bundlinje.fund.headroom import headroom
from bundlinje.fund.reservations import reservations
from bundlinje.fund.scenarios import Outlook, at_effect
from bundlinje.report.reconcile_tables import heading
from bundlinje.report.table import Code, Percent, Thousands
from bundlinje_web.books.forms import TryForm
from bundlinje_web.books.numbers import EFFECT
from bundlinje_web.books.shown import LEVELS, fund_crumbs
from bundlinje_web.bridge import fund as bridge
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.bridge.trying import Tried, try_investment
from bundlinje_web.contracts.beside.folder import fund
from bundlinje_web.frame.grids import Grid, GridCell, number_cell, number_url, plain_grid, told
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now


def _percent(share: Fraction) -> str:
    return told(Percent(share))


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


def _tried_grid(tried: Tried, query: dict[str, str]) -> Grid:
    heads = [say_now(f"books.try.head.{name}") for name in ("column", "before", "out", "back", "with")]
    rows = []
    for one in tried.by_year:
        cells = [GridCell(told(Thousands(one.before)), number_url(f"fund.balance.{one.column.id}"), is_number=True)]
        for name, ore in (("out", one.out), ("back", one.back), ("with", one.with_it)):
            cells.append(GridCell(told(Thousands(ore)), number_url(f"tried.{name}.{one.column.id}", query), True))
        rows.append((GridCell(told(heading(one.column))), cells))
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
        "crumbs": fund_crumbs(title),
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
        "tried_grid": _tried_grid(tried, request.GET.dict()) if tried else None,
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
    context = {"title": title, "crumbs": fund_crumbs(title), "grids": grids, "lines": lines if by_line else None}
    return render(request, "books/reserved.html", context)
