"""Which number a code is, for somebody: of the fund, of a contract, of a business case, or of what is ahead."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.http import Http404, QueryDict

from bundlinje.problems import Refused
from bundlinje_web.acting import Actor
from bundlinje_web.books import departments, sums
from bundlinje_web.books.ahead import compared_with, looked_ahead, risk_of
from bundlinje_web.books.forms import TryForm
from bundlinje_web.books.policy import SEE_FUND
from bundlinje_web.books.scenario_asked import scenario_of
from bundlinje_web.bridge import ahead_numbers, case_numbers, ending, fund_numbers, results, scenario_numbers, trying
from bundlinje_web.bridge.explaining import Why
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.bridge.portfolio import ROOT as CONTRACT
from bundlinje_web.contracts.beside.asked import case_view, forecast_of
from bundlinje_web.contracts.beside.folder import fund
from bundlinje_web.contracts.beside.holdings import holding_of
from bundlinje_web.contracts.early import would_settle
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.policy import HAPPEN
from bundlinje_web.people.models import Organisation

EFFECT, RISK = "effekt", "risk"


def effect_asked(query: QueryDict) -> Fraction | None:
    """The level of effect an address asks for, in per cent from 0 to 200; none for the rule's own."""
    text = query.get(EFFECT, "")
    return Fraction(int(text), 100) if text.isdecimal() and int(text) <= 200 else None


def explained(actor: Actor, code: str, query: QueryDict) -> Why:
    """The number, if the actor may see it. Raises `Http404`: somebody else's is told like one that does not exist."""
    root, _, rest = code.partition(".")
    try:
        if root in {fund_numbers.ROOT, ahead_numbers.ROOT, trying.ROOT}:
            return _of_fund(actor, root, code, query)
        if root == sums.ROOT:
            return sums.portfolio_sum(actor, rest)
        if root == departments.ROOT:
            return _of_department(actor, rest)
        return _of_contract(actor, root, rest, query)
    except (KeyError, StopIteration, ending.NotSettled) as missing:
        raise Http404(code) from missing


def _of_fund(actor: Actor, root: str, code: str, query: QueryDict) -> Why:
    if not SEE_FUND.may(actor):
        raise Http404(code)
    if root == ahead_numbers.ROOT:
        return _ahead(code, query)
    if root == trying.ROOT:
        return _tried(code, query)
    return FundNumbers(fund(), effect_asked(query)).why(code)


def _ahead(code: str, query: QueryDict) -> Why:
    """A number of the fund's forecast as planned, of a scenario, or of what the two differ in."""
    scenario = scenario_of(query, fund().budget[0].first)
    if code.startswith(f"{ahead_numbers.ROOT}.compared."):
        return scenario_numbers.why(compared_with(scenario), code)
    return looked_ahead(scenario).why(code)


def _tried(code: str, query: QueryDict) -> Why:
    """A number of the investment that the address tries."""
    form = TryForm(query)
    if not form.is_valid():
        raise KeyError(code)
    return trying.why(trying.try_investment(fund(), form.idea()), code)


def _of_department(actor: Actor, rest: str) -> Why:
    """A number of a department over all its investments: for those who read the fund's economy."""
    code, what, year = rest.split(".", 2) if rest.count(".") == 2 else ("", "", "")
    found = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT, code=code).first()
    if found is None or not SEE_FUND.may(actor) or not year.isdecimal():
        raise KeyError(rest)
    return departments.why(departments.parts_of(actor, found), found, what, int(year))


def _of_contract(actor: Actor, root: str, rest: str, query: QueryDict) -> Why:
    of, _, name = rest.partition(".")
    held = holding_of(actor, of)
    if held is None:
        raise Http404(of)
    if root == CONTRACT:
        return held.why(name)
    if root == ending.ROOT:
        return _of_ending(actor, of, name)
    if root == case_numbers.ROOT:
        return case_numbers.why(case_view(held, query), of, name)
    if root == RISK:
        told = risk_of(held)
        return next(one for one in (told.whys if told else ()) if one.code == f"{RISK}.{rest}")
    if root == ahead_numbers.OUTLOOK:
        return ahead_numbers.why_contract(forecast_of(held), of, name)
    if root == results.ROOT:
        return results.why(forecast_of(held), of, name)
    raise KeyError(root)


def _of_ending(actor: Actor, code: str, name: str) -> Why:
    """A number of the settlement by which a contract would end early: for those who may note that it ends."""
    contract = HAPPEN.among(actor, Contract.objects.filter(code=code)).first()
    day, _, line = name.partition(".")
    if contract is None or not _is_day(day):
        raise KeyError(code)
    try:
        found = would_settle(contract, date.fromisoformat(day))
    except Refused as refused:
        raise KeyError(code) from refused
    return ending.why(found, line)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
