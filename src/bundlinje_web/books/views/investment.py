"""One investment: the page of facts and its tabs of citizens, results and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from bundlinje.problems import Problem, Refused
from bundlinje.report.forecast_cells import rough
from bundlinje.report.forecast_tables import contract_tables
from bundlinje.words import numbers
from bundlinje_web.books.policy import SEE_FUND
from bundlinje_web.books.shown import moment_told, stage_told, term_name
from bundlinje_web.bridge.early import intake_warning
from bundlinje_web.bridge.explaining import Why
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.bridge.intake import behind_plan, intake_chart
from bundlinje_web.bridge.results import ROOT as RESULT
from bundlinje_web.bridge.results import results_chart, results_of
from bundlinje_web.contracts.beside.asked import forecast_of
from bundlinje_web.contracts.beside.fans import payments_shown
from bundlinje_web.contracts.beside.folder import folder, fund
from bundlinje_web.contracts.beside.holdings import holding_of
from bundlinje_web.contracts.beside.small import without_small
from bundlinje_web.contracts.beside.told import problems_told
from bundlinje_web.contracts.policy import WRITE
from bundlinje_web.council.policy import BODIES
from bundlinje_web.frame.charts import shown
from bundlinje_web.frame.grids import Grid, GridCell, Links, grid, number_cell, number_url, plain_grid, told
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now
from bundlinje_web.people.models import Body

if TYPE_CHECKING:
    from bundlinje.report.forecast_gathered import Gathered
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


def _numbers(one: Holding, sees_fund: bool) -> list[tuple[str, Why]]:
    numbers = [("books.fact.capital", one.why("capital")), ("books.fact.planned", one.why("planned"))]
    if not one.came_is_small:
        numbers.append(("books.fact.came", one.why("came")))
    if one.progress and sees_fund:
        of, line = FundNumbers(fund()), one.progress.line.id
        whats = ("invested", "received", "budgeted")
        numbers.extend((f"books.fact.{what}", of.why(f"fund.progress.{line}.{what}")) for what in whats)
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
    terms = [term_name(contract, term.id) for _, term in contract.all_terms() if term.id] if contract else []
    context = {
        "contract": contract,
        "about": contract.about if contract else None,
        "parties": _parties(one),
        "who": _who(one),
        "stretches": stretches,
        "terms": list(dict.fromkeys(terms)),
        "steering": BODIES.among(request.actor, Body.objects.filter(contract=one.code)).first() if one.is_row else None,
        "numbers": _numbers(one, sees_fund),
        "leaning": one.examined.leaning,
        "problems": one.examined.errors,
    }
    return render(request, "books/investment.html", {**context_of(one, "facts"), **context})


def _who(one: Holding) -> list[str]:
    """Whom it is for; what holds for several cohorts is said once, and no part of what is said already."""
    cohorts = one.contract.all_cohorts().values() if one.contract else ()
    told_of = dict.fromkeys(in_language({"da": each.who.da, "en": each.who.en or each.who.da}) for each in cohorts)
    return [text for text in told_of if not any(text != other and other.startswith(text) for other in told_of)]


def _stretch(stretch: object) -> tuple[str, str]:
    return moment_told(getattr(stretch, "from_", None)), moment_told(getattr(stretch, "until", None))


def _parties(one: Holding) -> list[tuple[str, str]]:
    parties = one.contract.parties.values() if one.contract else ()
    return [(party.name, ", ".join(say_now(f"books.role.{role}") for role in party.roles)) for party in parties]


def people(request: Request, code: str) -> HttpResponse:
    """Intake: how many were planned and how many came, in counts alone; what is expected, and any early warning."""
    one = held(request, code)
    view, problems = _ahead(one)
    expected = view.intake if view is not None and not view.stands.is_over else None
    chart = intake_chart(one, expected, say_now("books.people.chart"), language_now())
    context: dict[str, object] = {
        "planned": one.why("planned"),
        "came": None if one.came_is_small else one.why("came"),
        "share": _share_of(one),
        "chart": shown(chart) if chart else None,
        "problems": problems,
        "may_write": one.is_row and WRITE.may(request.actor),
        "behind": _behind(one) if chart and view is not None and not view.stands.is_over else None,
    }
    if view is not None:
        context["warnings"] = problems_told(early.problem for early in view.warnings if early.outcome is None)
    return render(request, "books/people.html", {**context_of(one, "people"), **context})


def _share_of(one: Holding) -> str:
    """Who came as a part of those expected; nothing where either is not known, or so few that it says nothing."""
    planned = one.why("planned").value
    if one.came is None or not planned or planned < FEW:
        return ""
    return numbers.percent(Fraction(one.came) / planned, language_now(), 0)


def _behind(one: Holding) -> dict[str, str] | None:
    """How far intake is behind its plan, what that costs, and what restores balance; none where it is not behind."""
    missing = behind_plan(one)
    found = intake_warning(one.examined.text, one.code, folder()) if missing > 0 else None
    if found is None:
        return None
    lost = numbers.kroner(rough(found.lost).ore or 0, language_now())
    unit = say_now("books.people.citizens")
    return {
        "said": say_now("books.people.behind", n=missing, unit=unit, amount=lost),
        "restored": told(found.restored, "forecast"),
    }


def _ahead(one: Holding) -> tuple[Gathered | None, Sequence[Problem]]:
    try:
        return forecast_of(one), ()
    except Refused as refused:
        return None, refused.problems


def results(request: Request, code: str) -> HttpResponse:
    """What came of it so far against what was signed, how sure that is, and what each comparison can show."""
    one = held(request, code)
    view, problems = _ahead(one)
    waits = view is None or all(each.newest is None for each in results_of(view))
    context: dict[str, object] = {"problems": problems, "remarks": _remarks(one), "waits": waits}
    if view is not None:
        chart = results_chart(view, say_now("books.results.chart"), language_now())
        grids = [grid(without_small(table), "forecast") for table in contract_tables(view)[4:]]
        context |= {
            "chart": shown(chart, _result_links(view, code)) if chart else None,
            "few": _few(view),
            "warnings": problems_told(early.problem for early in view.warnings if early.outcome is not None),
            "grids": [replace(each, notes=()) for each in grids],
            "notes": [note for each in grids for note in each.notes],
        }
    return render(request, "books/results.html", {**context_of(one, "results"), **context})


def _result_links(view: Gathered, code: str) -> Links:
    """Every result links to what it is counted from."""
    found = tuple(results_of(view))

    def link(row: int, column: int) -> str:
        one = found[row]
        is_result = column == RESULT_COLUMN and one.newest is not None and not one.is_small
        return number_url(f"{RESULT}.{code}.{one.signed.outcome}") if is_result else ""

    return link


def _few(view: Gathered) -> list[str]:
    """Results that rest on so few that luck alone can move them far (FUP-16)."""
    said = []
    for one in results_of(view):
        if one.newest is None or one.is_small or one.newest.measured >= FEW:
            continue
        low, high = (numbers.percent(Fraction(end), language_now(), 0) for end in one.interval)
        said.append(say_now("books.results.few", name=told(one.name), n=one.newest.measured, low=low, high=high))
    return said


def _remarks(one: Holding) -> list[tuple[str, list[str]]]:
    about = one.contract.about if one.contract else None
    told = about.remarks() if about else {}
    return [
        (f"books.remark.{kind}", [remark.text or "" for remark in remarks]) for kind, remarks in told.items() if remarks
    ]


FEW = 30
"""Of fewer than these no share is told alone: luck alone can move it far."""

RESULT_COLUMN = 1
"""Where the share stands in the table of results."""

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
    investors = [one.why(f"capital.{party}") for party in one.investors]
    plan = plan_against(rows) if rows else None
    capital = plain_grid(
        say_now("books.economy.capital"),
        (say_now("books.economy.investor"), say_now("books.economy.amount")),
        [(GridCell(told(why.label)), (number_cell(why),)) for why in (*investors, one.why("capital"))],
    )
    view, _ = _ahead(one)
    context = {
        "plan": plan,
        "capital": capital if investors else None,
        "shares_line": one.shares_line,
        "chart": payments_shown(view, one.code) if view is not None else None,
    }
    return render(request, "books/economy.html", {**context_of(one, "economy"), **context})


def _fact_row(of: FundNumbers, line: str, what: str) -> tuple[GridCell, tuple[GridCell, ...]]:
    return GridCell(say_now(f"books.economy.{what}")), (number_cell(of.why(f"fund.progress.{line}.{what}")),)


def plan_against(rows: list[tuple[GridCell, tuple[GridCell, ...]]]) -> Grid:
    """Plan against actual as a table."""
    return plain_grid(
        say_now("books.economy.plan"), (say_now("books.economy.what"), say_now("books.economy.amount")), rows
    )
