"""The investments: the list, and the map of risk and return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bundlinje import charts
from bundlinje.words import numbers
from bundlinje_web.books.ahead import looked_ahead, risk_of
from bundlinje_web.books.policy import SEE_FUND
from bundlinje_web.books.shown import moment_short, stage_told
from bundlinje_web.books.sums import portfolio_sum
from bundlinje_web.bridge.ahead import RiskTold
from bundlinje_web.bridge.explaining import Why
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.contracts.beside.folder import as_of, fund
from bundlinje_web.contracts.beside.holdings import holdings
from bundlinje_web.frame.charts import ShownChart, shown
from bundlinje_web.frame.grids import Grid, grid, number_url
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now

if TYPE_CHECKING:
    from bundlinje_web.acting import Actor
    from bundlinje_web.bridge.portfolio import Holding


def _people(one: Holding) -> str:
    planned = one.why("planned").value
    told = say_now("frame.not_stated") if planned is None else numbers.whole(int(planned), language_now())
    if one.came is None and planned is None:
        return told
    if one.came is None:
        return say_now("books.people.not_measured", planned=told)
    return say_now(
        "books.people.of",
        came=say_now("books.hidden") if one.came_is_small else numbers.whole(one.came, language_now()),
        planned=told,
    )


def _people_url(one: Holding) -> str:
    """Where the counts are explained: those who came, or the plan where no count is shown."""
    return _contract_url(one, "planned" if one.came is None or one.came_is_small else "came")


def _ore(why: Why) -> int | None:
    return None if why.value is None else int(why.value)


def _own(one: Holding) -> int | None:
    """The Council's part, as its contract says."""
    return _ore(one.why("capital.raadet")) if "raadet" in one.investors else None


def _received(one: Holding) -> int | None:
    return one.progress.received.ore if one.progress else None


def _line_url(one: Holding, what: str) -> str:
    return number_url(f"fund.progress.{one.progress.line.id}.{what}") if one.progress else ""


def _contract_url(one: Holding, what: str) -> str:
    return number_url(f"contract.{one.code}.{what}")


def _risk(one: Holding) -> str:
    """What each side risks: the investors their capital, the department only what results save (RSK-06)."""
    capital = one.why("capital").value
    told = say_now("frame.not_stated") if capital is None else numbers.millions(int(capital), language_now())
    pays = one.contract is not None and bool(one.contract.terms or one.contract.legs)
    return say_now("books.risk.both" if pays else "books.risk.gift", capital=told)


def _expected(one: Holding) -> int | None:
    return one.progress.repaid.ore if one.progress else None


_OF_FUND = (
    Column("books.column.received", _received, Kind.MILLIONS, link=lambda one: _line_url(one, "received")),
    Column("books.column.expected", _expected, Kind.MILLIONS, link=lambda one: _line_url(one, "repaid")),
)
"""Columns that lean on the fund's books."""
COLUMNS = (
    Column(
        "books.column.title",
        lambda one: in_language(dict(one.titles)),
        link=lambda one: reverse("contract", args=[one.code]),
    ),
    Column("books.column.stage", lambda one: stage_told(one.stage)),
    Column("books.column.ends", lambda one: moment_short(one.ends)),
    Column(
        "books.column.capital",
        lambda one: _ore(one.why("capital")),
        Kind.MILLIONS,
        link=lambda one: _contract_url(one, "capital"),
    ),
    Column(
        "books.column.own",
        _own,
        Kind.MILLIONS,
        link=lambda one: _contract_url(one, "capital.raadet") if "raadet" in one.investors else "",
    ),
    *_OF_FUND,
    Column("books.column.people", _people, Kind.TOLD, link=_people_url),
    Column("books.column.standing", lambda one: f"books.standing.{one.standing}", Kind.CODE),
    Column("books.column.next", lambda one: one.next_day, Kind.DAY),
    Column("books.column.risk", _risk),
)


def _filters(rows: list[Holding]) -> list[Filter]:
    areas = sorted({one.area for one in rows if one.area})
    stages = sorted({one.stage for one in rows if one.stage})
    departments = sorted({name for one in rows for name in one.departments})
    years = sorted({one.year for one in rows if one.year})
    return [
        Filter(
            "books.filter.omraade",
            [(area, area) for area in areas],
            lambda of, value: [one for one in of if one.area == value],
        ),
        Filter(
            "books.filter.afdeling",
            [(name, name) for name in departments],
            lambda of, value: [one for one in of if value in one.departments],
        ),
        Filter(
            "books.filter.trin",
            [(stage, stage_told(stage)) for stage in stages],
            lambda of, value: [one for one in of if one.stage == value],
        ),
        Filter(
            "books.filter.aar",
            [(str(year), str(year)) for year in years],
            lambda of, value: [one for one in of if str(one.year) == value],
        ),
    ]


def _four(rows: list[Holding], sees_fund: bool) -> list[tuple[str, object, str, str]]:
    """The four numbers on top: code, value, address and how it is written."""
    came = [one.came for one in rows if one.came is not None and not one.came_is_small]
    counted = ("books.four.people", sum(came), number_url("portfolio.came"), "number")
    if not sees_fund:
        return [counted]
    of = FundNumbers(fund())
    money = (("raised", "fund.raised.all.all_investors"), ("paid", "fund.sum.paid"), ("received", "fund.sum.received"))
    return [*((f"books.four.{name}", _ore(of.why(code)), number_url(code), "kr") for name, code in money), counted]


def portfolio(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every investment one may see."""
    rows = list(holdings(request.actor).values())
    columns = COLUMNS if SEE_FUND.may(request.actor) else tuple(one for one in COLUMNS if one not in _OF_FUND)
    listing = Listing(
        request, rows, columns, "investeringer", _filters(rows), ("title",), empty="books.portfolio.empty"
    )
    sees_fund = SEE_FUND.may(request.actor)
    context = {
        "title": say_now("books.portfolio.title"),
        "four": _four(rows, sees_fund),
        "day": as_of(fund()),
        "sees_fund": sees_fund,
        "sums": _sums(request.actor) if sees_fund else (),
    }
    return listing.answer("books/portfolio.html", context)


def _sums(actor: Actor) -> list[tuple[str, Why, Why, int]]:
    """What the contracts add up to beside what the fund's books say, with the difference, in kroner."""
    found = []
    for what, of_books in (("capital", "all_investors"), ("own", "council")):
        mine, books = portfolio_sum(actor, what), FundNumbers(fund()).why(f"fund.raised.all.{of_books}")
        difference = int((mine.value or 0) - (books.value or 0))
        found.append((f"books.sums.{what}", mine, books, difference))
    return found


def portfolio_map(request: Request) -> HttpResponse:
    """Risk and return side by side: how much each investment brings back, how sure that is, and who bears it.

    Where there is no investment to see, nothing is drawn.
    """
    rows = holdings(request.actor)
    title = say_now("books.map.title")
    context: dict[str, object] = {
        "title": title,
        "crumbs": [(say_now("books.portfolio.title"), reverse("investments")), (title, "")],
    }
    if rows:
        told = [(code, found) for code, one in rows.items() if (found := risk_of(one)) is not None]
        context |= {"chart": _returns(), "grid": _risks(told)}
    return render(request, "books/map.html", context)


def _returns() -> ShownChart:
    view = looked_ahead()

    def link(row: int, column: int) -> str:
        code = view.code_at("returned", row, column)
        return number_url(code) if code else ""

    return shown(charts.side_by_side(view.returned, language_now()), link)


_AMOUNTS = ("investors_lose", "payers_pay", "payers_lose")


def _risks(told: list[tuple[str, RiskTold]]) -> Grid | None:
    """Every investment's risks as one table, the amounts with their reasons."""
    if not told:
        return None
    table = replace(told[0][1].table, rows=tuple(one.row for _, one in told))
    first = len(table.headings) - 1 - len(_AMOUNTS)

    def link(row: int, column: int) -> str:
        code, one = told[row]
        name = f"risk.{code}.{_AMOUNTS[column - first]}" if column >= first else ""
        return number_url(name) if any(why.code == name for why in one.whys) else ""

    return grid(table, "risk", link)
