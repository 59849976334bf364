"""The investments: the list, the map, and the page of facts with its tabs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from bundlinje.problems import Refused
from bundlinje_web.books.ahead import looked_ahead
from bundlinje_web.books.policy import SEE_FUND
from bundlinje_web.books.shown import moment_told, stage_told, term_name
from bundlinje_web.bridge.charts import returns_map
from bundlinje_web.bridge.explaining import Why
from bundlinje_web.bridge.forecast import risks
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.contracts.beside.folder import as_of, folder, fund
from bundlinje_web.contracts.beside.holdings import holding_of, holdings
from bundlinje_web.frame.charts import shown
from bundlinje_web.frame.grids import GridCell, grid, number_cell, number_url, plain_grid
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now

if TYPE_CHECKING:
    from bundlinje.forecast.risk.portfolio import Assessment
    from bundlinje_web.bridge.portfolio import Holding

TABS = (
    ("facts", "contract"),
    ("people", "contract-citizens"),
    ("results", "contract-results"),
    ("economy", "contract-money"),
    ("contract", "contract-text"),
    ("risk", "contract-risk"),
    ("documents", "contract-documents"),
)
"""The tabs of an investment, each with the name of its address; those that are not there are left out."""


OF_THE_OFFICE = {"contract", "risk", "documents"}
"""Tabs that only a contract the office has as its own can have."""


def tabs(one: Holding, here: str) -> list[tuple[str, str, bool]]:
    """The tabs of an investment: words, address, and whether it is the one open."""
    found = []
    for tab, name in TABS:
        if tab in OF_THE_OFFICE and not one.is_row:
            continue
        try:
            found.append((say_now(f"books.tab.{tab}"), reverse(name, args=[one.code]), tab == here))
        except NoReverseMatch:
            continue
    return found


# --- the list ---


def _people(one: Holding) -> str:
    planned = one.why("planned").value
    told = say_now("frame.not_stated") if planned is None else str(int(planned))
    if one.came is None:
        return say_now("books.people.not_measured", planned=told)
    return say_now("books.people.of", came=say_now("books.hidden") if one.came_is_small else one.came, planned=told)


def _ore(why: Why) -> int | None:
    return None if why.value is None else int(why.value)


def _own(one: Holding) -> int | None:
    """The Council's part, as its contract says."""
    return _ore(one.why("capital.raadet")) if "raadet" in _investors(one) else None


def _investors(one: Holding) -> tuple[str, ...]:
    return tuple((one.contract.capital or {}) if one.contract else ())


def _received(one: Holding) -> int | None:
    return one.progress.received.ore if one.progress else None


def _line_url(one: Holding, what: str) -> str:
    return number_url(f"fund.progress.{one.progress.line.id}.{what}") if one.progress else ""


def _contract_url(one: Holding, what: str) -> str:
    return number_url(f"contract.{one.code}.{what}")


COLUMNS = (
    Column(
        "books.column.title",
        lambda one: in_language(dict(one.titles)),
        link=lambda one: reverse("contract", args=[one.code]),
    ),
    Column("books.column.stage", lambda one: stage_told(one.stage)),
    Column("books.column.ends", lambda one: moment_told(one.ends)),
    Column(
        "books.column.capital",
        lambda one: _ore(one.why("capital")),
        Kind.KR,
        link=lambda one: _contract_url(one, "capital"),
    ),
    Column(
        "books.column.own",
        _own,
        Kind.KR,
        link=lambda one: _contract_url(one, "capital.raadet") if "raadet" in _investors(one) else "",
    ),
    Column("books.column.received", _received, Kind.KR, link=lambda one: _line_url(one, "received")),
    Column("books.column.people", _people, link=lambda one: _contract_url(one, "planned")),
    Column("books.column.standing", lambda one: f"books.standing.{one.standing}", Kind.CODE),
    Column("books.column.next", lambda one: one.next_day, Kind.DAY),
    Column("books.column.risk", lambda one: _risk(one)),
)


def _risk(one: Holding) -> str:
    """What each side risks: the investors their capital, the department only what results save (RSK-06)."""
    from bundlinje.words.numbers import millions

    capital = one.why("capital").value
    told = say_now("frame.not_stated") if capital is None else millions(int(capital), language_now())
    pays = one.contract is not None and bool(one.contract.terms or one.contract.legs)
    return say_now("books.risk.both" if pays else "books.risk.gift", capital=told)


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
    came = [one.came for one in rows if one.came is not None]
    counted = ("books.four.people", sum(came), "", "number")
    if not sees_fund:
        return [counted]
    numbers = FundNumbers(fund())
    money = (("raised", "fund.raised.all.all_investors"), ("paid", "fund.sum.paid"), ("received", "fund.sum.received"))
    return [*((f"books.four.{name}", _ore(numbers.why(code)), number_url(code), "kr") for name, code in money), counted]


def portfolio(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every investment one may see."""
    rows = list(holdings(request.actor).values())
    listing = Listing(
        request, rows, COLUMNS, "investeringer", _filters(rows), ("title",), empty="books.portfolio.empty"
    )
    sees_fund = SEE_FUND.may(request.actor)
    context = {
        "title": say_now("books.portfolio.title"),
        "four": _four(rows, sees_fund),
        "day": as_of(fund()),
        "sees_fund": sees_fund,
    }
    return listing.answer("books/portfolio.html", context)


def portfolio_map(request: Request) -> HttpResponse:
    """Risk and return side by side: how much each investment brings back, how sure that is, and who bears it."""
    rows = holdings(request.actor)
    view = looked_ahead()
    chart = returns_map(view, say_now("books.map.chart"), say_now("books.map.whole"), language_now())
    texts = tuple((code, one.examined.text) for code, one in rows.items() if not one.examined.errors)
    from bundlinje.report.risk_tables import portfolio_table

    found = risks(texts, folder())
    title = say_now("books.map.title")
    context = {
        "title": title,
        "chart": shown(chart),
        "grid": grid(portfolio_table(found), "risk"),
        "crumbs": [(say_now("books.portfolio.title"), reverse("investments")), (title, "")],
    }
    return render(request, "books/map.html", context)


# --- one investment ---


def held(request: Request, code: str) -> Holding:
    """The investment with this code. Raises `Http404` for one that is not there or not one's own."""
    found = holding_of(request.actor, code)
    if found is None:
        raise Http404(code)
    return found


def context_of(one: Holding, here: str) -> dict[str, object]:
    """What every tab of an investment stands in."""
    title = in_language(dict(one.titles))
    return {
        "title": title,
        "held": one,
        "tabs": tabs(one, here),
        "stage": stage_told(one.stage),
        "crumbs": [(say_now("books.portfolio.title"), reverse("investments")), (title, "")],
        "here": say_now(f"books.tab.{here}"),
    }


def _numbers(one: Holding) -> list[tuple[str, Why]]:
    numbers = [("books.fact.capital", one.why("capital")), ("books.fact.planned", one.why("planned"))]
    if not one.came_is_small:
        numbers.append(("books.fact.came", one.why("came")))
    if one.progress:
        of = FundNumbers(fund())
        for what in ("invested", "received", "budgeted"):
            numbers.append((f"books.fact.{what}", of.why(f"fund.progress.{one.progress.line.id}.{what}")))
    return numbers


def investment(request: Request, code: str) -> HttpResponse:
    """The page of facts, in the order every status has (REP-13)."""
    one = held(request, code)
    contract = one.contract
    periods = contract.periods if contract else None
    stretches = (
        (
            ("agreed", moment_told(periods.agreed), ""),
            ("in_force", moment_told(periods.in_force), ""),
            *((name, *_stretch(getattr(periods, name))) for name in ("intervention", "follow_up", "repayment")),
        )
        if periods
        else ()
    )
    sees_fund = SEE_FUND.may(request.actor)
    terms = [term_name(contract, term.id) for _, term in contract.all_terms()] if contract else []
    context = {
        "contract": contract,
        "about": contract.about if contract else None,
        "parties": _parties(one),
        "who": [
            in_language({"da": cohort.who.da, "en": cohort.who.en or cohort.who.da})
            for cohort in contract.all_cohorts().values()
        ]
        if contract
        else [],
        "stretches": stretches,
        "terms": list(dict.fromkeys(terms)),
        "numbers": _numbers(one) if sees_fund else _numbers(one)[:3],
        "leaning": one.examined.leaning,
        "problems": one.examined.errors,
    }
    return render(request, "books/investment.html", {**context_of(one, "facts"), **context})


def _stretch(stretch: object) -> tuple[str, str]:
    return moment_told(getattr(stretch, "from_", None)), moment_told(getattr(stretch, "until", None))


def _parties(one: Holding) -> list[tuple[str, str]]:
    parties = one.contract.parties.values() if one.contract else ()
    return [(party.name, ", ".join(say_now(f"books.role.{role}") for role in party.roles)) for party in parties]


def people(request: Request, code: str) -> HttpResponse:
    """Intake: how many were planned and how many came, in counts alone; what is expected, and any early warning."""
    one = held(request, code)
    view, problems = _ahead(one)
    context: dict[str, object] = {"planned": one.why("planned"), "came": one.why("came"), "problems": problems}
    if view is not None:
        context["expected"] = view.intake
        context["warnings"] = [early.problem for early in view.warnings]
    return render(request, "books/people.html", {**context_of(one, "people"), **context})


def _ahead(one: Holding):  # type: ignore[no-untyped-def]
    from bundlinje_web.contracts.beside.asked import forecast_of

    try:
        return forecast_of(one), ()
    except Refused as refused:
        return None, refused.problems


def results(request: Request, code: str) -> HttpResponse:
    """What came of it so far against what was signed, and what each comparison can show."""
    from bundlinje.report.forecast_tables import contract_tables

    one = held(request, code)
    view, problems = _ahead(one)
    grids = []
    if view is not None:
        grids = [grid(table, "forecast") for table in contract_tables(view)[4:]]
    context = {"grids": grids, "problems": problems, "remarks": _remarks(one)}
    return render(request, "books/results.html", {**context_of(one, "results"), **context})


def _remarks(one: Holding) -> list[tuple[str, list[str]]]:
    about = one.contract.about if one.contract else None
    told = about.remarks() if about else {}
    return [
        (f"books.remark.{kind}", [remark.text or "" for remark in remarks]) for kind, remarks in told.items() if remarks
    ]


WHATS = ("committed", "invested", "to_invest", "received", "budgeted", "calculated", "ratio")


def economy(request: Request, code: str) -> HttpResponse:
    """The money: plan against actual, who put in what, and the way to the business case and the forecast."""
    one = held(request, code)
    rows = []
    if one.progress and SEE_FUND.may(request.actor):
        of = FundNumbers(fund())
        rows = [
            _fact_row(of, one.progress.line.id, what) for what in WHATS if what != "committed" or one.progress.committed
        ]
    investors = [one.why(f"capital.{party}") for party in _investors(one)]
    plan = plan_against(rows) if rows else None
    capital = plain_grid(
        say_now("books.economy.capital"),
        (say_now("books.economy.investor"), say_now("books.economy.amount")),
        [(GridCell(_told(why)), (number_cell(why),)) for why in (*investors, one.why("capital"))],
    )
    context = {"plan": plan, "capital": capital if investors else None, "shares_line": one.shares_line}
    return render(request, "books/economy.html", {**context_of(one, "economy"), **context})


def _told(why: Why) -> str:
    from bundlinje_web.frame.grids import told

    return told(why.label)


def _fact_row(of: FundNumbers, line: str, what: str) -> tuple[GridCell, tuple[GridCell, ...]]:
    return GridCell(say_now(f"books.economy.{what}")), (number_cell(of.why(f"fund.progress.{line}.{what}")),)


def plan_against(rows: list[tuple[GridCell, tuple[GridCell, ...]]]):  # type: ignore[no-untyped-def]
    """Plan against actual as a table."""
    return plain_grid(
        say_now("books.economy.plan"), (say_now("books.economy.what"), say_now("books.economy.amount")), rows
    )


def next_follow_up(rows: list[Holding]) -> date | None:
    """The next follow-up of any investment."""
    return min((one.next_day for one in rows if one.next_day), default=None)


def assessed(found: tuple[Assessment, ...], code: str) -> Assessment | None:
    """The assessment of one contract."""
    return next((one for one in found if one.contract.contract == code), None)
