"""The pages of approvals: what waits for whom, what is asked, giving it, sending it back, and the start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje.words.numbers import day as day_in_words
from bundlinje.words.numbers import kroner
from bundlinje_web.contracts.models import Version
from bundlinje_web.council.actions.approve_for_department import approve_for_department
from bundlinje_web.council.actions.approve_formally import approve_formally
from bundlinje_web.council.actions.return_version import return_version
from bundlinje_web.council.actions.start_contract import start_contract
from bundlinje_web.council.approving import case_of, has_started, of_step, why_not
from bundlinje_web.council.at_stake import capital, of_the_fund
from bundlinje_web.council.forms import ApprovalForm, ReturnForm, StartForm
from bundlinje_web.council.models import Approval
from bundlinje_web.council.policy import APPROVALS, RETURN, START
from bundlinje_web.council.prefilled import of_version
from bundlinje_web.council.queries import amends, is_mine, on_their_way, waiting
from bundlinje_web.council.standing import Standing, Step, standing
from bundlinje_web.council.views.shared import crumbs_beside, form_page, fresh_key, tabs_of
from bundlinje_web.frame.forms import web_problem
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now
from bundlinje_web.pipeline.by import person_of


def approvals(request: Request) -> HttpResponse:
    """What waits for you, what waits for others, and what you have approved."""
    found = list(on_their_way(request.actor))
    asked = [each for one in found for each in waiting(one)]
    mine = [each for each in asked if is_mine(request.actor, each.step)]
    ready = [one for one in found if one.is_approved]
    title = say_now("council.approvals.title")
    context = {
        "title": title,
        "mine": mine,
        "others": [each for each in asked if each not in mine],
        "ready": ready,
        "given": Approval.objects.filter(by=person_of(request.actor)).select_related("version__contract", "department"),
        "may_start": START.may(request.actor),
        "tabs": tabs_of(request),
        "crumbs": crumbs_beside(request, title),
    }
    return render(request, "council/approvals.html", context)


def _crumbs(here: str) -> list[tuple[str, str]]:
    """The way from the approvals: not everybody who gives one may read the meetings."""
    return [(say_now("council.approvals.title"), reverse("approvals")), (here, "")]


def _found(request: Request, version_id: UUID) -> Standing:
    rows = Version.objects.select_related("contract", "withdrawal")
    return standing(APPROVALS.one(request.actor, rows, pk=version_id))


def _since(found: Standing, step: Step) -> list[dict[str, Any]]:
    """What has changed since the premises were approved: all that an alderman who signs has to read (GOV-07).

    For the mayor, since the Council approved them.
    """
    version = found.version
    premises = next(
        (each.given for each in found.steps if each.of == Approval.Of.PREMISES and each.department == step.department),
        None,
    )
    first = premises.version.number if premises else 0
    later = version.contract.versions.filter(number__gt=first, number__lte=version.number, withdrawal=None)
    return [change for each in later.order_by("number") for change in each.changed]


def _asks(found: Standing, step: Step) -> str:
    """What is asked, as one sentence: for what, how much, and from when."""
    version = found.version
    amount = of_the_fund(version) or capital(version)
    told = {"project": in_language(version.contract.titles), "department": str(step.department or "")}
    told |= {"day": day_in_words(version.effective_from, language_now())}
    if amount is None:
        return say_now(f"council.asks.{step.name}.without", **told)
    return say_now(f"council.asks.{step.name}.of", amount=kroner(amount, language_now()), **told)


def approval(request: Request, version_id: UUID) -> HttpResponse:
    """Where a version stands: every approval with its day, who is missing, and what one is asked for oneself."""
    found = _found(request, version_id)
    version = found.version
    mine = [step for step in found.next if is_mine(request.actor, step)]
    title, changes = in_language(version.contract.titles), amends(found)
    context = {
        "title": title,
        "version": version,
        "standing": found,
        "mine": [(step, _asks(found, step), _since(found, step)) for step in mine],
        "capital": capital(version),
        "why": of_version(version),
        "case": case_of(version.contract),
        "started": has_started(version.contract) and not changes,
        "amends": changes,
        "why_not": [web_problem(each) for each in why_not(version)],
        "may_start": START.may(request.actor),
        "crumbs": _crumbs(title),
    }
    return render(request, "council/approval.html", context)


def _asked(request: Request, found: Standing, giver: str) -> Iterator[Step]:
    """The steps the person is asked for now, the one the address names first."""
    named = request.POST.get("department") or request.GET.get("afdeling", "")
    steps = [each for each in found.next if each.giver == giver and is_mine(request.actor, each)]
    yield from (each for each in steps if each.department and each.department.code == named)
    yield from steps


def _give(request: Request, version_id: UUID, giver: str) -> HttpResponse:
    found = _found(request, version_id)
    version, step = found.version, next(_asked(request, found, giver), None)
    if step is None:
        messages.error(request, say_now("council.problem.not_your_turn"))
        return redirect("approval", version_id)
    initial = {
        "digest": of_step(version, step),
        "department": step.department.code if step.department else "",
        "key": fresh_key(),
    }
    form = ApprovalForm(request.POST or None, initial=initial)

    def do(told: Any) -> Approval:
        key = told["key"] or fresh_key()
        if step.department is not None:
            return approve_for_department(request.actor, version, step.department, told["digest"], key=key)
        return approve_formally(request.actor, version, told["digest"], key=key)

    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now(f"council.approve.done.{step.name}"))
        return redirect("approval", version_id)
    title = say_now(f"council.approve.title.{step.name}", project=in_language(version.contract.titles))
    return form_page(
        request, form, title, say_now("council.approve.do"), reverse("approval", args=[version_id]),
        template="council/approve.html", version=version, step=step, standing=found, asks=_asks(found, step),
        changed=_since(found, step), why=of_version(version),
        crumbs=_crumbs(title),
    )  # fmt: skip


def approve_as_alderman(request: Request, version_id: UUID) -> HttpResponse:
    """An alderman approves the premises, or signs the text."""
    return _give(request, version_id, Approval.Giver.ALDERMAN)


def approve_as_mayor(request: Request, version_id: UUID) -> HttpResponse:
    """The mayor approves formally."""
    return _give(request, version_id, Approval.Giver.MAYOR)


def send_back(request: Request, version_id: UUID) -> HttpResponse:
    """Send the version back with a reason."""
    rows = Version.objects.select_related("contract")
    found = standing(RETURN.one(request.actor, rows, pk=version_id))
    step = next((each for giver in Approval.Giver.values for each in _asked(request, found, giver)), None)
    if step is None:
        messages.error(request, say_now("council.problem.not_your_turn"))
        return redirect("approval", version_id)
    initial = {"digest": of_step(found.version, step), "key": fresh_key()}
    form = ReturnForm(request.POST or None, initial=initial)

    def do(told: Any) -> object:
        return return_version(
            request.actor, found.version, step.department, told["digest"], told["reason"], key=told["key"]
        )

    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("council.return.done"))
        return redirect("approval", version_id)
    title = say_now("council.return.title", project=in_language(found.version.contract.titles))
    return form_page(
        request, form, title, say_now("council.return.do"), reverse("approval", args=[version_id]),
        crumbs=_crumbs(title),
    )  # fmt: skip


def start(request: Request, version_id: UUID) -> HttpResponse:
    """Start the investment on a day; what is missing is named."""
    version = START.one(request.actor, Version.objects.select_related("contract"), pk=version_id)
    form = StartForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.submit(lambda told: start_contract(request.actor, version, told["on"])):
        messages.success(request, say_now("council.start.done"))
        return redirect("approval", version_id)
    title = say_now("council.start.title", project=in_language(version.contract.titles))
    return form_page(
        request, form, title, say_now("council.start.do"), reverse("approval", args=[version_id]),
        crumbs=_crumbs(title),
    )  # fmt: skip
