"""The pages of a case on which something is done: settled, moved, undone, waited for, logged, added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bundlinje.problems import Refused
from bundlinje_web.audit import clock
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.policy import READ as READ_CONTRACT
from bundlinje_web.contracts.starting import TEMPLATES
from bundlinje_web.frame.forms import PageForm, web_problem
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.actions.add_case import add_case
from bundlinje_web.pipeline.actions.change_case import change_case
from bundlinje_web.pipeline.actions.list_areas import list_areas
from bundlinje_web.pipeline.actions.log_effort import log_effort
from bundlinje_web.pipeline.actions.move_case import move_case
from bundlinje_web.pipeline.actions.resume_case import resume_case
from bundlinje_web.pipeline.actions.undo_move import undo_move
from bundlinje_web.pipeline.actions.wait_case import wait_case
from bundlinje_web.pipeline.actions.write_contract import write_contract
from bundlinje_web.pipeline.casework.areas import lists
from bundlinje_web.pipeline.casework.forms import (
    PARTS,
    AddForm,
    AreasForm,
    ContractForm,
    EffortForm,
    MoveForm,
    WaitForm,
)
from bundlinje_web.pipeline.casework.policy import CHANGE, LIST_AREAS, LOG, READ
from bundlinje_web.pipeline.casework.proposed import answer_to, proposed
from bundlinje_web.pipeline.casework.surplus import business_case_of
from bundlinje_web.pipeline.casework.tabs import crumbs
from bundlinje_web.pipeline.hours.parties import own_party, parties_of
from bundlinje_web.pipeline.models import Case
from bundlinje_web.pipeline.sent import is_done

_TOLD = {"would_not_start": "would_not_start", "no_budget_fits": "no_budget"}
"""What a proposal has told, by the field of the case it answers."""


def _page(request: Request, form: PageForm, title: str, more: dict[str, Any]) -> HttpResponse:
    context = {"form": form, "title": title, "do": say_now("casework.save")}
    return render(request, "pipeline/casework/form.html", {**context, **more})


def _key(request: Request) -> str:
    return request.POST.get("key") or uuid4().hex


def _of_case(case: Case, title: str, **more: Any) -> dict[str, Any]:
    back = reverse("case", args=[case.number])
    return {"crumbs": crumbs(case.number, title), "back": back, "lead": f"{case.number} {case.title}", **more}


def edit(request: Request, number: str, part: str) -> HttpResponse:
    """Settle one thing. Where somebody saved meanwhile, what was typed is kept and both are shown (M31)."""
    case = CHANGE.one(request.actor, Case.objects.all(), number=number)
    if part not in PARTS:
        raise Http404
    form = PARTS[part](request.POST or None, initial=_initial(case, part))
    saved = business_case_of(case) if part == "overskud" else None
    if saved is not None and saved.surplus is not None:
        del form.fields["surplus"]
    version = int(request.POST.get("row_version") or case.row_version)
    theirs = None
    try:
        if is_done(request, form, lambda told: change_case(request.actor, case, told, version)):
            messages.success(request, say_now("casework.saved"))
            return redirect("case", number)
    except Conflict:
        case.refresh_from_db()
        theirs = [(form[name].label, getattr(case, name)) for name in form.fields]
        form.add_error(None, say_now("frame.form.conflict", who=say_now("casework.somebody")))
    title = say_now(f"casework.part.{part}")
    more = _of_case(case, title, row_version=case.row_version, theirs=theirs, saved=saved)
    return _page(request, form, title, {**more, "proposed": proposed(case.proposal)})


def _initial(case: Case, part: str) -> dict[str, Any]:
    """What the form begins with: what is settled, or what the proposal has told already (PP-02)."""
    initial = {name: getattr(case, name) for name in PARTS[part].base_fields}
    for name, told in _TOLD.items():
        if name in initial and not initial[name]:
            initial[name] = answer_to(case.proposal, told)
    return initial


def write(request: Request, number: str) -> HttpResponse:
    """Begin the contract of the case, from a template or an earlier agreement (S4)."""
    case = CHANGE.one(request.actor, Case.objects.all(), number=number)
    earlier = READ_CONTRACT.among(request.actor, Contract.objects.filter(versions__isnull=False).distinct())
    form = ContractForm(request.POST or None, earlier=earlier, initial={"year": clock.today().year + 1})

    def begin(told: Mapping[str, Any]) -> Case:
        start = told["start"] if told["start"] in TEMPLATES else earlier.get(pk=told["start"])
        return write_contract(request.actor, case, start, told["year"], told["goal"], key=_key(request))

    if is_done(request, form, begin) and case.contract is not None:
        messages.success(request, say_now("casework.write.done"))
        return redirect("contract-edit", case.contract.code)
    title = say_now("casework.write_contract")
    return _page(request, form, title, _of_case(case, title, key=_key(request), do=title))


def move(request: Request, number: str) -> HttpResponse:
    """Move to another step; what is missing is told all at once."""
    case = CHANGE.one(request.actor, Case.objects.select_related("contract"), number=number)
    form = MoveForm(request.POST or None, case=case, initial={"to": request.GET.get("trin", "")})
    if is_done(
        request, form, lambda told: move_case(request.actor, case, told["to"], told["reason"], key=_key(request))
    ):
        messages.success(request, say_now("casework.moved", step=say_now(f"casework.step.{case.state}")))
        return redirect("case", number)
    title = say_now("casework.move.title")
    return _page(request, form, title, _of_case(case, title, key=_key(request), do=say_now("casework.move.do")))


@require_POST
def undo(request: Request, number: str) -> HttpResponse:
    """Undo the move just made (M26)."""
    return _pressed(request, number, undo_move, "casework.undone")


@require_POST
def resume(request: Request, number: str) -> HttpResponse:
    """Go on with a case that waited."""
    return _pressed(request, number, resume_case, "casework.resumed")


def _pressed(request: Request, number: str, do: Any, code: str) -> HttpResponse:
    """Do what a single button does."""
    case = CHANGE.one(request.actor, Case.objects.all(), number=number)
    try:
        do(request.actor, case)
        messages.success(request, say_now(code))
    except Refused as refused:
        for problem in refused.problems:
            messages.warning(request, web_problem(problem))
    return redirect("case", number)


def wait(request: Request, number: str) -> HttpResponse:
    """Say on whom it waits, and why."""
    case = CHANGE.one(request.actor, Case.objects.all(), number=number)
    form = WaitForm(request.POST or None, initial={"on": case.waiting_on, "reason": case.waiting_reason})
    if is_done(
        request, form, lambda told: wait_case(request.actor, case, told["on"], told["reason"], key=_key(request))
    ):
        messages.success(request, say_now("casework.waits"))
        return redirect("case", number)
    title = say_now("casework.wait.title")
    return _page(request, form, title, _of_case(case, title, key=_key(request)))


def log(request: Request, number: str) -> HttpResponse:
    """Log hours and kroner (PP-03)."""
    case = LOG.one(request.actor, Case.objects.all(), number=number)
    reads = READ.among(request.actor, Case.objects.filter(pk=case.pk)).exists()
    parties = parties_of(request.actor)
    told = {"party": own_party(request.actor), "step": case.state, "on": clock.today()}
    form = EffortForm(request.POST or None, parties=parties, initial=told)
    if is_done(request, form, lambda _: log_effort(request.actor, case, form.told(), key=_key(request))):
        messages.success(request, say_now("casework.logged"))
        return redirect("case", number) if reads else redirect("hours")
    title = say_now("casework.effort.title")
    more = _of_case(case, title, key=_key(request))
    if not reads:
        there = reverse("hours")
        more |= {"crumbs": [(say_now("hours.title"), there), (case.number, "")], "back": there}
    return _page(request, form, title, more)


def add(request: Request) -> HttpResponse:
    """Add a case without a proposal."""
    form = AddForm(request.POST or None, initial={"step": Case.IDEA})
    if request.method == "POST":
        made = form.submit(lambda told: add_case(request.actor, told, key=_key(request)))
        if made is not None:
            messages.success(request, say_now("casework.added", number=made.number))
            return redirect("case", made.number)
    title = say_now("casework.add.title")
    more = {"crumbs": [(say_now("board.title"), reverse("board")), (title, "")], "back": reverse("board")}
    return _page(request, form, title, {**more, "key": _key(request), "lead": say_now("casework.add.lead")})


def areas(request: Request) -> HttpResponse:
    """The lists of main areas there have been, and a new one (GOV-20)."""
    may_list = LIST_AREAS.may(request.actor)
    form = AreasForm(request.POST or None, initial=_last_areas()) if may_list else None
    if form is not None and is_done(
        request, form, lambda told: list_areas(request.actor, form.told(), told["since"], key=_key(request))
    ):
        messages.success(request, say_now("casework.areas.saved"))
        return redirect("areas")
    title = say_now("casework.areas.title")
    context = {"title": title, "form": form, "lists": lists(), "key": _key(request), "crumbs": crumbs_to(title)}
    return render(request, "pipeline/casework/areas.html", context)


def crumbs_to(title: str) -> list[tuple[str, str]]:
    """The way to a page beside the board."""
    return [(say_now("board.title"), reverse("board")), (title, "")]


def _last_areas() -> dict[str, str]:
    """The newest list as it is written in the form, so that only what changes is typed."""
    newest = lists()[:1]
    return {"titles": "\n".join(f"{area.title_da} | {area.title_en}" for _, held in newest for area in held)}
