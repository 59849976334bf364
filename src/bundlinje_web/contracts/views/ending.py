"""How a contract goes on or ends: the exit plan, and what happens on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.reading import aloud, of_sections
from bundlinje_web.contracts.actions.close_contract import close_contract
from bundlinje_web.contracts.actions.end_early import end_early
from bundlinje_web.contracts.actions.end_intervention import end_intervention
from bundlinje_web.contracts.actions.end_repayment import end_repayment
from bundlinje_web.contracts.actions.pause_intake import pause_intake
from bundlinje_web.contracts.actions.plan_exit import plan_exit
from bundlinje_web.contracts.actions.resume_intake import resume_intake
from bundlinje_web.contracts.forms import ExitForm, HappenForm
from bundlinje_web.contracts.happening import possible
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.policy import HAPPEN, PLAN_EXIT
from bundlinje_web.contracts.standing import in_force, newest
from bundlinje_web.contracts.views.around import around, contract_of, may
from bundlinje_web.frame.words import language_now, say_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bundlinje_web.frame.request import Request

DONE = {
    "intake-paused": pause_intake,
    "intake-resumed": resume_intake,
    "intervention-ended": end_intervention,
    "ended-early": end_early,
    "repayment-ended": end_repayment,
    "closed": close_contract,
}
"""What can be noted, and the action that notes it."""
ENDS = frozenset({"intervention-ended", "ended-early", "closed"})
"""What ends something asks what became of it (PRC-11)."""


def leaving(request: Request, code: str) -> HttpResponse:
    """The exit: when it must be decided, what may become of it, what the text says of ending early, what happened."""
    contract = contract_of(request, code)
    today = timezone.localdate()
    version = in_force(contract, today) or newest(contract)
    parts = aloud(examined(version.text, code), language_now(), newest=True) if version else ()
    plans = list(contract.exit_plans.all())
    more = {
        "plan": plans[0] if plans else None,
        "earlier": plans[1:],
        "early": of_sections(parts, "ends_early"),
        "events": contract.events.all(),
        "follow_ups": version.follow_ups.filter(cut_off__gte=today) if version else (),
        "possible": possible(contract, today) if may(request, HAPPEN, contract) else (),
        "may_plan": may(request, PLAN_EXIT, contract),
    }
    title = say_now("contracts.exit.title")
    return render(request, "contracts/exit.html", around(contract, "contract-risk", title, **more))


def plan(request: Request, code: str) -> HttpResponse:
    """A new exit plan, begun from the newest."""
    contract = contract_of(request, code, PLAN_EXIT)
    before = contract.exit_plans.first()
    initial = {name: getattr(before, name) for name in ExitForm.base_fields if name != "key"} if before else None
    form = ExitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.submit(lambda told: _planned(request, contract, told)) is not None:
        messages.success(request, say_now("contracts.exit.done"))
        return redirect("contract-exit", code)
    title = say_now("contracts.exit.plan")
    more = {"form": form, "do": say_now("contracts.exit.do"), "back": reverse("contract-exit", args=[code])}
    return render(request, "contracts/form.html", around(contract, "contract-risk", title, **more))


def _planned(request: Request, contract: Contract, told: Mapping[str, Any]) -> object:
    return plan_exit(request.actor, contract, told, key=told["key"] or None)


def happen(request: Request, code: str, kind: str) -> HttpResponse:
    """Note that something happened to the contract."""
    contract = contract_of(request, code, HAPPEN)
    if kind not in DONE:
        raise Http404
    form = HappenForm(request.POST or None, ends=kind in ENDS, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.submit(lambda told: _happened(request, contract, kind, told)) is not None:
        messages.success(request, say_now("contracts.happen.done"))
        return redirect("contract-exit", code)
    title = say_now(f"contracts.happen.{kind}.do")
    more = {"form": form, "do": title, "back": reverse("contract-exit", args=[code])}
    more["lead"] = say_now(f"contracts.happen.{kind}.what")
    return render(request, "contracts/form.html", around(contract, "contract-risk", title, **more))


def _happened(request: Request, contract: Contract, kind: str, told: Mapping[str, Any]) -> object:
    given = {name: told[name] for name in ("outcome", "reason") if name in told}
    return DONE[kind](request.actor, contract, told["on"], **given, key=told["key"] or None)
