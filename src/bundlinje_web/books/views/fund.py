"""The fund on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from bundlinje.fund.reconcile import comparisons
from bundlinje.problems import Refused
from bundlinje_web.books.ahead import looked_ahead
from bundlinje_web.books.views.ahead import conclusion, fan_of
from bundlinje_web.bridge.ahead import AheadTold
from bundlinje_web.bridge.charts import fund_flow
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.contracts.beside.folder import as_of, fund
from bundlinje_web.frame.charts import ShownChart, shown
from bundlinje_web.frame.grids import number_url
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now


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
    ahead = _ahead()
    context = {
        "flow": _flow(numbers),
        "ahead": ahead and fan_of(ahead, {}),
        "lasting": conclusion(ahead)[:1] if ahead else (),
        "title": say_now("books.fund.title"),
        "numbers": found,
        "day": as_of(of),
        "year": last.last,
        "wrong": sum(not one.agrees for one in compared),
        "agree": sum(one.agrees for one in compared),
    }
    return render(request, "books/fund.html", context)


def _ahead() -> AheadTold | None:
    """What is told of the forecast; nothing where the contracts or outlooks hold mistakes."""
    try:
        return looked_ahead()
    except Refused:
        return None


def _flow(numbers: FundNumbers) -> ShownChart:
    columns = numbers.books.accounts

    def link(row: int, column: int) -> str:
        whats = ("paid", "received", "net")
        which = columns[row].id if row < len(columns) else "all"
        return number_url(f"fund.flow.{whats[column]}.{which}")

    return shown(fund_flow(numbers, language_now()), link)
