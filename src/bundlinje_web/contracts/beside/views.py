"""The business case and the forecast beside a contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from bundlinje.business_case.parts import Sector
from bundlinje.problems import Refused
from bundlinje_web.bridge.case import CAUTIOUS, CaseSeen, Levers
from bundlinje_web.bridge.case_numbers import value as case_value
from bundlinje_web.bridge.charts import case_cumulated, methods
from bundlinje_web.bridge.explaining import stated
from bundlinje_web.bridge.filling import case_text as begun_case
from bundlinje_web.contracts.actions.keep_case import keep_case
from bundlinje_web.contracts.actions.keep_scenario import keep_scenario
from bundlinje_web.contracts.actions.use_scenario import use_scenario
from bundlinje_web.contracts.beside import asked, inputs_shown
from bundlinje_web.contracts.beside.fans import payments_shown
from bundlinje_web.contracts.beside.forms import CaseForm, ScenarioForm, UseForm
from bundlinje_web.contracts.beside.holdings import holding_of
from bundlinje_web.contracts.beside.policy import KEEP_CASE
from bundlinje_web.contracts.beside.small import without_small
from bundlinje_web.contracts.beside.told import problems_told
from bundlinje_web.contracts.models import BusinessCase, Contract
from bundlinje_web.contracts.starting.known import known_beside
from bundlinje_web.frame.charts import shown
from bundlinje_web.frame.grids import Grid, GridCell, grid, kroner_cell, number_url, plain_grid, told
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now

if TYPE_CHECKING:
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje_web.bridge.portfolio import Holding


def _held(request: Request, code: str) -> Holding:
    found = holding_of(request.actor, code)
    if found is None:
        raise Http404(code)
    return found


def _crumbs(held: Holding, here: str) -> list[tuple[str, str]]:
    return [
        (say_now("books.portfolio.title"), reverse("investments")),
        (in_language(dict(held.titles)), reverse("contract", args=[held.code])),
        (here, ""),
    ]


# --- the business case ---


@dataclass(frozen=True)
class CasePage:
    """A case with its levers pulled, as its page shows it."""

    held: Holding
    seen: CaseSeen

    @property
    def query(self) -> dict[str, str]:
        """The address that pulls the same levers."""
        return asked.query_of(self.seen.levers)

    def url(self, name: str) -> str:
        """Where a number of the case is explained, with the same levers."""
        return number_url(f"case.{self.held.code}.{name}", self.query)

    def chart_link(self, row: int, column: int) -> str:
        """Where a number of the chart's table is explained: a year of everybody, or of a sector."""
        views, years = self.charted, self.seen.worked.years
        return self.url(f"cumulated.{views[column]}.{years[row]}") if row < len(years) and column < len(views) else ""

    @cached_property
    def charted(self) -> list[str]:
        """The views the chart has a line for."""
        return list(dict.fromkeys((self.seen.whole, *(one.sector.value for one in self.seen.sectors))))

    def cell(self, name: str) -> GridCell:
        """A number of the case as a cell."""
        value = case_value(self.seen, name)
        return kroner_cell(stated(name, value, code=f"case.{self.held.code}.{name}"), self.query)

    @property
    def by_year(self) -> Grid:
        """Year by year what the municipality invests, repays and saves, and its net (BC-08)."""
        heads = [
            say_now(f"beside.head.{name}") for name in ("year", "costs", "repayments", "benefits", "net", "cumulated")
        ]
        names = ("costs", "repayments", "benefits", "net", "cumulated")
        years = self.seen.worked.years
        rows = [(GridCell(str(year)), [self.cell(f"{name}.municipality.{year}") for name in names]) for year in years]
        return plain_grid(say_now("beside.caption.years"), heads, rows, [say_now("beside.note.years")])

    @property
    def sowing(self) -> Grid:
        """Who sows and who harvests: by sector, and each account of the municipality and other parties (PP-09)."""
        heads = [say_now(f"beside.head.{name}") for name in ("payer", "costs", "repayments", "benefits", "net")]
        rows = []
        for view in self.seen.lines:
            if view in ("everybody", "public"):
                continue
            cells = [self.cell(f"sector.{view}.{name}") for name in ("costs", "repayments", "benefits", "net")]
            rows.append((GridCell(self.payer(view)), cells))
        return plain_grid(say_now("beside.caption.sowing"), heads, rows)

    def payer(self, view: str) -> str:
        """What a payer is called."""
        from bundlinje.report.case_cells import payer_name

        return told(payer_name(view, self.held.contract), "case")

    @property
    def answer(self) -> str:
        """The conclusion in words: what the municipality gains over how many years, and from when."""
        line = self.seen.municipality
        amount = abs(line.total)
        from bundlinje.words.numbers import millions

        code = "beside.answer.more" if line.total >= 0 else "beside.answer.less"
        return say_now(code, amount=millions(amount, language_now()), years=len(line.years), turns=self.turns)

    @property
    def turns(self) -> str:
        """When the municipality has its money back."""
        stays = self.seen.municipality.break_even.stays
        return say_now("beside.turns.never") if stays is None else say_now("beside.turns.year", year=stays)

    @property
    def shared(self) -> str:
        """What if region and state repaid their part (BC-06)."""
        found = self.seen.if_they_paid
        if not any(ore for ore in found.paid_by.values()):
            return ""
        never = say_now("beside.turns.not")
        return say_now("beside.shared", alone=found.agreed.stays or never, together=found.shared.stays or never)

    @property
    def money(self) -> list[tuple[str, object, str]]:
        """Cashable apart from not cashable, over all years (PP-22)."""
        parts = self.seen.cashable
        told = {"cashable": parts.cashable, "not_cashable": parts.not_cashable, "freed": parts.freed}
        return [(f"beside.{name}", ore, self.url(f"{name}.municipality")) for name, ore in told.items()]

    @property
    def why(self) -> str:
        """Where what the municipality gains in all is explained."""
        return self.url(f"total.{Sector.MUNICIPALITY.value}")


def _page(held: Holding, request: Request) -> CasePage:
    try:
        return CasePage(held, asked.case_view(held, request.GET))
    except KeyError as missing:
        raise Http404(held.code) from missing


def _scenarios(code: str) -> list[BusinessCase]:
    """The newest scenario of every name."""
    found: dict[str, BusinessCase] = {}
    for one in BusinessCase.objects.filter(contract__code=code).exclude(scenario="").select_related("saved_by"):
        found.setdefault(one.scenario, one)
    return list(found.values())


def case(request: Request, code: str) -> HttpResponse:
    """The case: the answer first, then what is pulled, year by year, and who sows and who harvests.

    Asked for by a slider (htmx), only the answer and the tables come.
    """
    held = _held(request, code)
    title = say_now("beside.case.title")
    may = KEEP_CASE.may(request.actor)
    context: dict[str, object] = {
        "held": held,
        "title": title,
        "crumbs": _crumbs(held, title),
        "may_keep": may and held.is_row,
    }
    if asked.case_text(code) is None:
        return render(request, "beside/no_case.html", context)
    try:
        view = _page(held, request)
    except Refused as refused:
        return render(request, "beside/no_case.html", {**context, "problems": problems_told(refused.problems)})
    seen = view.seen
    context |= {
        "case": view,
        "seen": seen,
        "chart": shown(case_cumulated(seen, language_now()), view.chart_link),
        "query": urlencode(view.query),
        "cautious": CAUTIOUS,
        "beyond": seen.told.beyond_evidence,
        "without_repayment": seen.contract is None and held.contract is not None,
        "marks": seen.worked.marks,
        "scenarios": [(one, urlencode(asked.query_of(asked.levers_from(one.summary)))) for one in _scenarios(code)],
        "few": seen.worked.participants < 30,
    }
    part = "beside/case_answer.html" if getattr(request, "htmx", False) else "beside/case.html"
    return render(request, part, context)


def compare(request: Request, code: str) -> HttpResponse:
    """Two scenarios side by side; each is a saved one, the cautious estimate, or the case as it is expected."""
    held = _held(request, code)
    saved = {str(one.pk): one for one in _scenarios(code)}
    choices = [
        ("cautious", say_now("beside.compare.cautious", n=CAUTIOUS)),
        ("expected", say_now("beside.compare.expected")),
    ]
    choices += [(key, one.scenario) for key, one in saved.items()]
    picked = [request.GET.get(name, otherwise) for name, otherwise in (("a", "cautious"), ("b", "expected"))]
    try:
        views = [CasePage(held, asked.case_at(held, _levers(name, saved))) for name in picked]
    except KeyError as missing:
        raise Http404(code) from missing
    names = [dict(choices).get(name, "") for name in picked]
    title = say_now("beside.compare.title")
    context = {"held": held, "title": title, "choices": choices, "picked": picked, "grid": _side_by_side(views, names)}
    return render(request, "beside/compare.html", {**context, "crumbs": _crumbs(held, title)})


def _levers(name: str, saved: dict[str, BusinessCase]) -> Levers:
    if name in saved:
        return asked.levers_from(saved[name].summary)
    return Levers(effect=100) if name == "expected" else Levers()


def _side_by_side(views: list[CasePage], names: list[str]) -> Grid:
    heads = [say_now("beside.head.payer"), *names]
    payers = list(dict.fromkeys(view for one in views for view in one.seen.lines))
    rows = []
    for payer in payers:
        cells = [one.cell(f"total.{payer}") if payer in one.seen.lines else GridCell("") for one in views]
        rows.append((GridCell(views[0].payer(payer)), cells))
    rows.append((GridCell(say_now("beside.head.turns")), [GridCell(one.turns) for one in views]))
    return plain_grid(say_now("beside.compare.caption"), heads, rows)


def inputs(request: Request, code: str) -> HttpResponse:
    """Every input of the case with its kind, its year and its source."""
    held = _held(request, code)
    text = asked.case_text(code)
    if text is None:
        raise Http404(code)
    title = say_now("beside.inputs.title")
    parties = held.contract.parties if held.contract else {}
    shown = inputs_shown.grids(text, {key: party.name for key, party in parties.items()})
    context = {"held": held, "title": title, "crumbs": _crumbs(held, title), "grids": shown}
    return render(request, "beside/inputs.html", context)


def _row(request: Request, code: str) -> Contract:
    return KEEP_CASE.one(request.actor, Contract.objects.all(), code=code)


def keep(request: Request, code: str) -> HttpResponse:
    """Keep the levers as they are pulled, under a name."""
    row, held = _row(request, code), _held(request, code)
    view = _page(held, request)
    form = ScenarioForm(request.POST or None)
    levers = view.seen.levers

    def do(data: Mapping[str, Any]) -> BusinessCase:
        repays = held.examined.text if view.seen.contract is not None else ""
        text = asked.case_text(code) or ""
        return keep_scenario(request.actor, row, data["name"], text, repays, levers, key=data["key"])

    back = f"{reverse('business-case', args=[code])}?{urlencode(view.query)}"
    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("beside.scenario.kept"))
        return redirect(back)
    title = say_now("beside.scenario.title")
    context = {"form": form, "title": title, "lead": view.answer, "do": say_now("beside.scenario.do"), "back": back}
    return render(request, "frame/form_page.html", {**context, "crumbs": _crumbs(held, title)})


def use(request: Request, code: str) -> HttpResponse:
    """Put the figures as they stand into the recommendation of the contract's case."""
    row, held = _row(request, code), _held(request, code)
    view = _page(held, request)
    form = UseForm(request.POST or None)

    def do(data: Mapping[str, Any]) -> BusinessCase:
        repays = held.examined.text if view.seen.contract is not None else ""
        name = say_now("beside.use.name", when=f"{timezone.localtime():%d-%m-%Y %H:%M}")
        levers = view.seen.levers
        return use_scenario(request.actor, row, name, asked.case_text(code) or "", repays, levers, key=data["key"])

    back = f"{reverse('business-case', args=[code])}?{urlencode(view.query)}"
    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("beside.use.done"))
        return redirect(back)
    title = say_now("beside.use.title")
    context = {"form": form, "title": title, "lead": view.answer, "do": say_now("beside.use.do"), "back": back}
    return render(request, "frame/form_page.html", {**context, "crumbs": _crumbs(held, title)})


def write(request: Request, code: str) -> HttpResponse:
    """Write or replace the case's text; what is wrong with it is told with its lines, and no letter is lost."""
    row, held = _row(request, code), _held(request, code)
    form = CaseForm(request.POST or None, initial={"text": asked.case_text(code) or _begun(row, held)})
    if request.method == "POST" and form.is_valid():
        try:
            keep_case(request.actor, row, form.cleaned_data["text"], key=form.cleaned_data["key"])
        except Refused as refused:
            for line in _told_here(refused):
                form.add_error("text", line)
        else:
            messages.success(request, say_now("beside.text.kept"))
            return redirect("business-case", code)
    title = say_now("beside.text.title")
    context = {
        "form": form,
        "title": title,
        "do": say_now("beside.text.do"),
        "back": reverse("business-case", args=[code]),
    }
    return render(request, "frame/form_page.html", {**context, "crumbs": _crumbs(held, title)})


def _begun(row: Contract, held: Holding) -> str:
    """What a case begins with: what its agreement and its proposal say already (PP-02)."""
    contract = held.examined.newest
    return begun_case(row.code, contract, known_beside(row)) if contract is not None else ""


def _told_here(refused: Refused) -> list[str]:
    """The application's own problems in its words, the engine's in the engine's."""
    own = [one for one in refused.problems if one.code.startswith("beside.")]
    return [say_now(one.code, **dict(one.values)) for one in own] + problems_told(
        one for one in refused.problems if one not in own
    )


# --- the forecast ---


def forecast(request: Request, code: str) -> HttpResponse:
    """What the contract may come to: the fan, the chance that capital comes back, and how little so few can show."""
    held = _held(request, code)
    title = say_now("beside.forecast.title")
    context: dict[str, object] = {"held": held, "title": title, "crumbs": _crumbs(held, title)}
    try:
        view = asked.forecast_of(held)
    except Refused as refused:
        return render(request, "beside/no_forecast.html", {**context, "problems": problems_told(refused.problems)})
    context |= {
        "view": view,
        "fan": payments_shown(view, code),
        "methods": shown(methods(view, language_now())),
        "grids": _forecast_grids(view, code),
        "warnings": problems_told(one.problem for one in view.warnings),
        "few": sum(one.signed.follow_ups[-1].measured if one.signed.follow_ups else 0 for one in view.rates[:1]) < 30,
    }
    return render(request, "beside/forecast.html", context)


_COLUMNS = ("p10", "p50", "p90")


def _forecast_grids(view: Gathered, code: str) -> list[Grid]:
    from bundlinje.report.forecast_tables import contract_tables

    tables = contract_tables(view)
    years = view.found.paths.years

    def link(row: int, column: int) -> str:
        if column >= len(_COLUMNS):
            return ""
        what = str(years[row]) if row < len(years) else "total"
        return number_url(f"outlook.{code}.{what}.{_COLUMNS[column]}")

    rest = (grid(without_small(table), "forecast") for table in tables[1:])
    return [grid(tables[0], "forecast", link), *rest]
