"""How a contract goes on or ends: the exit plan, and what happens on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje.words.numbers import day as day_in_words
from bundlinje.words.reading.places import place
from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.ending import NotSettled
from bundlinje_web.bridge.reading import aloud, of_sections
from bundlinje_web.contracts.actions.close_contract import close_contract
from bundlinje_web.contracts.actions.end_early import end_early
from bundlinje_web.contracts.actions.end_intervention import end_intervention
from bundlinje_web.contracts.actions.end_repayment import end_repayment
from bundlinje_web.contracts.actions.pause_intake import pause_intake
from bundlinje_web.contracts.actions.plan_exit import plan_exit
from bundlinje_web.contracts.actions.resume_intake import resume_intake
from bundlinje_web.contracts.actions.save_draft import save_draft
from bundlinje_web.contracts.early import agreed_day, amendment_ending, would_settle
from bundlinje_web.contracts.forms import DayForm, ExitForm, HappenForm
from bundlinje_web.contracts.happening import possible
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.policy import HAPPEN, PLAN_EXIT, WRITE
from bundlinje_web.contracts.standing import in_force, newest
from bundlinje_web.contracts.views.around import around, contract_of, may
from bundlinje_web.contracts.views.checking import told_problems
from bundlinje_web.frame.grids import grid, number_url
from bundlinje_web.frame.words import language_now, say_now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

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
    if kind == "ended-early":
        return _ends_early(request, contract)
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


def _ends_early(request: Request, contract: Contract) -> HttpResponse:
    """The end before time: what it settles on a day, the amendment that says so, and then the note that it happened."""
    agreed = agreed_day(contract)
    asked = DayForm(request.GET if "dag" in request.GET else None, initial={"dag": agreed or timezone.localdate()})
    day = asked.cleaned_data["dag"] if asked.is_bound and asked.is_valid() else agreed
    if request.method == "POST" and "write" in request.POST:
        return _written(request, contract, day)
    form = HappenForm(request.POST or None, ends=True, initial={"on": agreed or timezone.localdate()})
    noted = request.method == "POST" and form.submit(lambda told: _happened(request, contract, "ended-early", told))
    if noted:
        messages.success(request, say_now("contracts.happen.done"))
        return redirect("contract-exit", contract.code)
    title = say_now("contracts.happen.ended-early.do")
    back = reverse("contract-exit", args=[contract.code])
    more = {"form": form, "asked": asked, "day": day, "agreed": agreed, "do": title, "back": back}
    more |= {
        "may_write": may(request, WRITE, contract),
        "may_note": "ended-early" in possible(contract, timezone.localdate()),
    }
    more |= _settlement(contract, day) if day else {}
    return render(request, "contracts/ends_early.html", around(contract, "contract-risk", title, **more))


def _settlement(contract: Contract, day: date) -> dict[str, Any]:
    """What is settled if it ends that day, or why nothing can be."""
    try:
        found = would_settle(contract, day)
    except NotSettled as missing:
        return {"why_not": [say_now(f"contracts.ending.{missing.why.replace('-', '_')}")]}
    except Refused as refused:
        return {"why_not": [text for _, text in told_problems(refused.problems)]}
    last = len(found.lines.rows) - 1

    def link(row: int, column: int) -> str:
        code = found.total.code if row == last else f"{found.total.code}.{row + 1}"
        return number_url(code) if column == len(found.lines.headings) - 2 else ""

    lines = replace(grid(found.lines, "settlement", link), caption=say_now("contracts.ending.lines"))
    parties = grid(found.parties, "settlement") if found.parties else None
    leaning = [(place(found.contract, one.path, language_now()), one) for one in found.leaning]
    return {"found": found, "grids": [each for each in (lines, parties) if each], "leaning": leaning}


def _written(request: Request, contract: Contract, day: date | None) -> HttpResponse:
    """Go on in the editor with the text saying that it ends that day."""
    if day is None or not may(request, WRITE, contract):
        raise Http404
    save_draft(request.actor, contract, amendment_ending(contract, day))
    messages.success(request, say_now("contracts.ending.written", day=day_in_words(day, language_now())))
    return redirect("contract-edit", contract.code)
