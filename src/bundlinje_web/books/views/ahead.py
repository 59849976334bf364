"""The fund's forecast: how long the money lasts, as planned and in a scenario that somebody pulls."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

import bundlinje
from bundlinje import charts
from bundlinje_web.books.ahead import Ahead, compared_with, draw_now, fund_forecast
from bundlinje_web.books.scenario_asked import form_of, kept_query
from bundlinje_web.books.shown import fund_crumbs
from bundlinje_web.bridge.ahead import AheadTold
from bundlinje_web.bridge.scenario import AS_PLANNED, ComparedYear, Scenario
from bundlinje_web.bridge.scenario_numbers import code_of, why
from bundlinje_web.contracts.beside.folder import fund
from bundlinje_web.frame.charts import ShownChart, shown
from bundlinje_web.frame.grids import Grid, GridCell, grid, number_cell, number_url, plain_grid, told
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now

TABLES = ("risk", "returns", "headroom")


def table_of(of: AheadTold, name: str, query: dict[str, str], area: str = "forecast") -> Grid:
    """A table of a forecast with a link on every number."""

    def link(row: int, column: int) -> str:
        code = of.code_at(name, row, column)
        return number_url(code, query if code.startswith("ahead.") else {}) if code else ""

    return grid(of.tables[name], area, link)


def fan_of(of: AheadTold, query: dict[str, str]) -> ShownChart:
    """The fan as a picture and a table."""

    def link(row: int, column: int) -> str:
        code = of.code_at("fan", row, column)
        return number_url(code, query if code.startswith("ahead.") else {}) if code else ""

    return shown(charts.fan(of.fan, language_now()), link)


def conclusion(of: AheadTold) -> list[str]:
    """How long the money lasts, sentence by sentence."""
    return [told(one, "forecast") for one in of.lasting]


def ahead(request: Request) -> HttpResponse:
    """The conclusion in words, the fan, how likely the money lasts, and what each investment brings back."""
    form = form_of(request.GET)
    scenario = form.scenario(fund().budget[0].first) if form.is_bound and form.is_valid() else AS_PLANNED
    query = kept_query(request.GET) if scenario != AS_PLANNED else {}
    seen = fund_forecast(scenario)
    title = say_now("books.ahead.title")
    context = {
        "title": title,
        "crumbs": fund_crumbs(title),
        "form": form,
        "seen": seen,
        "chart": fan_of(seen.told, query),
        "conclusion": conclusion(seen.told),
        "balance": table_of(seen.told, "balance", query),
        "grids": [table_of(seen.told, name, query) for name in TABLES],
        "assumed": table_of(seen.told, "assumed", query),
        "version": bundlinje.__version__,
        **(_beside(request, scenario, query) if scenario != AS_PLANNED else {}),
    }
    return render(request, "books/ahead.html", context)


def _beside(request: Request, scenario: Scenario, query: dict[str, str]) -> dict[str, object]:
    """What a scenario is held against: the forecast as planned, and what the two differ in."""
    planned: Ahead = fund_forecast()
    share = f"{reverse('fund-ahead')}?{urlencode(query)}"
    return {
        "scenario": scenario,
        "planned": conclusion(planned.told)[:1],
        "compared": _compared(compared_with(scenario), query),
        "share": request.build_absolute_uri(share),
        "pulled": _pulled(scenario),
    }


def _pulled(scenario: Scenario) -> list[str]:
    """What is otherwise, in words."""
    from bundlinje.words import numbers

    found = []
    if scenario.effect != AS_PLANNED.effect:
        found.append(say_now("books.scenario.told.effect", n=scenario.effect))
    if scenario.intake != AS_PLANNED.intake:
        found.append(say_now("books.scenario.told.intake", n=scenario.intake))
    if scenario.delay:
        found.append(say_now("books.scenario.told.delay", n=scenario.delay))
    if scenario.new is not None:
        amount = numbers.kroner(scenario.new.amount, language_now())
        found.append(say_now("books.scenario.told.new", amount=amount, year=scenario.new.start, back=scenario.new.back))
    return found


def _compared(found: tuple[ComparedYear, ...], query: dict[str, str]) -> Grid:
    whats = ("before", "after", "more", "error")
    heads = [say_now("books.try.head.column"), *(say_now(f"books.scenario.head.{what}") for what in whats)]
    rows = [
        (GridCell(str(one.year)), [number_cell(why(found, code_of(what, one.year)), query) for what in whats])
        for one in found
    ]
    return plain_grid(say_now("books.scenario.compared"), heads, rows, [say_now("books.scenario.note")])


def draw_again(request: Request) -> HttpResponse:
    """Draw the forecast from the books as they are now; asked for only to look, it leads back to the forecast."""
    if request.method == "POST":
        draw_now()
        messages.success(request, say_now("books.ahead.drawn_again"))
    return redirect("fund-ahead")
