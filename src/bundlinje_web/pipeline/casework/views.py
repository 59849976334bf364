"""The pages of a case that are read: overview, proposal, business case, contract, decisions, history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from bundlinje_web.audit import clock
from bundlinje_web.contracts.standing import state_of, with_rows
from bundlinje_web.frame.found import suggestions
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.assessing.policy import READ_PROPOSAL
from bundlinje_web.pipeline.casework import spent
from bundlinje_web.pipeline.casework.areas import title_of
from bundlinje_web.pipeline.casework.basis import basis_of, days_to_decide
from bundlinje_web.pipeline.casework.checklist import address, checklist
from bundlinje_web.pipeline.casework.forms import MoveForm
from bundlinje_web.pipeline.casework.next_step import next_step
from bundlinje_web.pipeline.casework.policy import CHANGE, LOG, READ, RUN
from bundlinje_web.pipeline.casework.proposed import proposed
from bundlinje_web.pipeline.casework.steps import days_in_step, is_over_target, stays, undoable
from bundlinje_web.pipeline.casework.surplus import business_case_of, surplus_of
from bundlinje_web.pipeline.casework.tabs import case_head, crumbs
from bundlinje_web.pipeline.casework.turns import turns
from bundlinje_web.pipeline.models import Case, Proposal

ROWS = Case.objects.select_related("proposal", "contract", "department")
_LINE = (Case.IDEA, Case.DATA, Case.SAVINGS, Case.REPAYMENT, Case.IMPLEMENTATION, Case.INTERVENTION, Case.EVALUATION)


def _one(request: Request, number: str) -> Case:
    return READ.one(request.actor, ROWS, number=number)


def _page(request: Request, case: Case, tab: str, more: dict[str, Any]) -> HttpResponse:
    title = say_now(f"casework.tab.{tab}")
    context = {"title": title, "crumbs": crumbs(case.number, title), **case_head(request.actor, case.number, tab)}
    template = f"pipeline/casework/{tab.removeprefix('case-').replace('-', '_')}.html"
    return render(request, template, {**context, "case": case, **more})


def case(request: Request, number: str) -> HttpResponseBase:
    """The overview: steps, the one next step, what keeps it from starting, what it has cost (W4).

    A number that is still a proposal's leads to the proposal.
    """
    found = READ.among(request.actor, ROWS.filter(number=number)).first()
    if found is None:
        proposal = READ_PROPOSAL.one(request.actor, Proposal.objects.all(), number=number)
        return redirect(address("proposal", proposal.number) or address("assessment", proposal.number))
    today = clock.today()
    may_change = CHANGE.among(request.actor, Case.objects.filter(pk=found.pk)).exists()
    efforts = found.efforts.select_related("party")
    prices = spent.priced()
    total, investment = spent.summed("", efforts, prices), spent.invested(found)
    context = {
        "title": f"{found.number} {found.title}",
        "crumbs": crumbs(number),
        "line": _LINE,
        "days": days_in_step(found, today),
        "over_target": is_over_target(found, today),
        "next": next_step(found),
        "turns": turns(found),
        "blocks": checklist(found),
        "surplus": surplus_of(found),
        "business_case": business_case_of(found),
        "area_title": title_of(found.area) if found.area else "",
        "efforts": spent.by_step(efforts, prices),
        "parties": spent.by_party(efforts, prices),
        "total": total,
        "investment": investment,
        "hour_price": spent.price_on(prices, today),
        "share": spent.share(total, investment),
        "stays": [(stay.step, stay.since, stay.until, stay.days(today)) for stay in stays(found.moves.all())],
        "hits": _fitting(request, found),
        "may_change": may_change,
        "may_run": RUN.may(request.actor),
        "may_log": LOG.among(request.actor, Case.objects.filter(pk=found.pk)).exists(),
        "move_form": MoveForm(case=found) if may_change and not found.is_ended else None,
        "undo": undoable(found, request.actor, timezone.now()) if may_change else None,
    }
    return render(request, "pipeline/casework/case.html", {**case_head(request.actor, number, "case"), **context})


def _fitting(request: Request, case: Case) -> list[Any]:
    """What the other rooms know that fits this case, such as lessons (LRN-05)."""
    words = f"{case.title} {case.theory_of_change}".split()
    return [hit for source in suggestions for hit in source(request.actor, case.area, case.state, words)]


def proposal(request: Request, number: str) -> HttpResponse:
    """What was proposed, as it was sent."""
    found = _one(request, number)
    if found.proposal is None:
        raise Http404
    return _page(request, found, "case-proposal", {"proposed": proposed(found.proposal)})


def business_case(request: Request, number: str) -> HttpResponse:
    """What the business case says now, and what the analysis of it has settled."""
    found = _one(request, number)
    saved = business_case_of(found)
    more = {"saved": saved, "surplus": surplus_of(found), "there": _contract_page(found, "business-case")}
    return _page(request, found, "case-business-case", more)


def contract(request: Request, number: str) -> HttpResponse:
    """The contract of the case with its versions, or how it gets one."""
    found = _one(request, number)
    versions = with_rows(found.contract.versions.all()) if found.contract else ()
    states = [(version, state_of(version, clock.today())) for version in versions]
    there = _contract_page(found, "contract-text")
    may_change = CHANGE.among(request.actor, Case.objects.filter(pk=found.pk)).exists()
    more = {"versions": states, "there": there, "may_change": may_change}
    return _page(request, found, "case-contract", more)


def _contract_page(case: Case, name: str) -> str:
    return address(name, case.contract.code) if case.contract else ""


def basis(request: Request, number: str) -> HttpResponse:
    """What a decision on the end of an investment needs, in one place (PRC-10)."""
    found = _one(request, number)
    made = basis_of(request.actor, found)
    if made is None:
        raise Http404
    more = {"basis": made, "missing": made.missing(), "days": days_to_decide(made, clock.today())}
    return _page(request, found, "case-basis", more)


def decisions(request: Request, number: str) -> HttpResponse:
    """What has been decided about the case, its proposal and its contract; never who said what."""
    found = _one(request, number)
    points = {point.pk: point for point in found.points.all()}
    if found.proposal:
        points |= {point.pk: point for point in found.proposal.points.all()}
    for version in found.contract.versions.all() if found.contract else ():
        points |= {point.pk: point for point in version.points.all()}
    decided = [
        (point, recommended, recommended.decision)
        for point in points.values()
        for recommended in point.recommended.order_by("number")
        if hasattr(recommended, "decision")
    ]
    return _page(request, found, "case-decisions", {"decided": sorted(decided, key=lambda each: each[2].on)})


def history(request: Request, number: str) -> HttpResponse:
    """Every step of its way, the documents of its contract, and what the parties have spent, line by line."""
    found = _one(request, number)
    more = {
        "moves": found.moves.select_related("by"),
        "efforts": found.efforts.select_related("party", "by"),
        "documents": found.contract.documents.filter(has_personal_data=False) if found.contract else (),
        "attachments": found.proposal.attachments.filter(has_personal_data=False) if found.proposal else (),
    }
    return _page(request, found, "case-history", more)
