"""Writing the agreement step by step: one subject a page, over the same text that can be written as lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.audit.rows import Conflict
from bundlinje_web.bridge.contract import Examined, examined
from bundlinje_web.bridge.reading import aloud, steps
from bundlinje_web.bridge.written import NotText, Written
from bundlinje_web.contracts.actions.save_draft import save_draft
from bundlinje_web.contracts.models import Contract, Drafting
from bundlinje_web.contracts.policy import OFFER, WRITE
from bundlinje_web.contracts.stepping import STEPS, step_of
from bundlinje_web.contracts.stepping.form import StepForm
from bundlinje_web.contracts.views.around import around, contract_of, may
from bundlinje_web.contracts.views.checking import checked, told_problems
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now


@dataclass(frozen=True, slots=True)
class Mark:
    """A step in the row of steps: where it is, and what is still to be looked at in it."""

    code: str
    number: int
    url: str
    is_here: bool
    errors: int
    warnings: int
    assumed: int


def marks(contract: Contract, seen: Examined, here: str = "") -> list[Mark]:
    """The steps in their order."""
    errors = Counter(step_of(problem.place.path) for problem in seen.errors)
    warnings = Counter(step_of(problem.place.path) for problem in seen.warnings)
    assumed = Counter(step_of(one.path) for one in seen.leaning)
    return [
        Mark(
            code,
            number,
            reverse("contract-step", args=[contract.code, address_of(code)]),
            code == here,
            errors[code],
            warnings[code],
            assumed[code],
        )
        for number, code in enumerate(STEPS, start=1)
    ]


ADDRESSES = {
    "parties": "parter",
    "capital": "kapital",
    "target": "maalgruppe",
    "goals": "maal",
    "payers": "betalere",
    "follow_up": "opfoelgning",
    "not_measured": "ikke-maalt",
    "limits": "lofter",
    "exit": "udgang",
}
"""What each step is called in an address."""


def address_of(code: str) -> str:
    """What a step is called in an address."""
    return ADDRESSES[code]


def step(request: Request, code: str, step: str) -> HttpResponse:
    """A step: its fields, what is wrong in it, and how it reads."""
    contract = contract_of(request, code, WRITE)
    here = next((name for name, address in ADDRESSES.items() if address == step), None)
    if here is None:
        raise Http404(step)
    drafting = Drafting.objects.filter(contract=contract).first()
    written = Written(drafting.text if drafting else "")
    try:
        form = _form(request, here, written, drafting)
    except NotText:
        messages.warning(request, say_now("contracts.steps.not_text"))
        return redirect("contract-edit", code)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, contract, here, form, written)
        except Conflict as met:
            theirs = met.row
            form.add_error(None, say_now("contracts.steps.conflict"))
    seen = examined(written.text, contract.code)
    title = say_now(f"contracts.step.{here}")
    more = {"form": form, "theirs": theirs, **_beside(request, contract, here, seen)}
    return render(request, "contracts/step.html", around(contract, "contract-text", title, **more))


def _form(request: Request, here: str, written: Written, drafting: Drafting | None) -> StepForm:
    assert written.root is not None  # noqa: S101 - a text that cannot be read raises here
    initial = {"row_version": drafting.row_version if drafting else None}
    return StepForm(request.POST or None, groups=STEPS[here](written), initial=initial)


def _saved(request: Request, contract: Contract, here: str, form: StepForm, before: Written) -> HttpResponse:
    """Save what is new; a step that is as it was leaves no trace."""
    after = form.written(before)
    if after.text != before.text:
        save_draft(request.actor, contract, after.text, form.cleaned_data["row_version"])
        messages.success(request, say_now("contracts.edit.saved", time=f"{timezone.localtime():%H:%M}"))
    if "stay" in request.POST:
        return redirect(request.path)
    later = list(STEPS)[list(STEPS).index(here) + 1 :]
    if later:
        return redirect("contract-step", contract.code, address_of(later[0]))
    return redirect(f"{reverse('contract-edit', args=[contract.code])}?vis=trin")


def _beside(request: Request, contract: Contract, here: str, seen: Examined) -> dict[str, Any]:
    """What stands around the fields: the row of steps, what is wrong here, and how the step reads."""
    mine = tuple(problem for problem in seen.problems if step_of(problem.place.path) == here)
    said = next((one.parts for one in steps(aloud(seen, language_now())) if one.code == here), ())
    return {
        "here": here,
        "marks": marks(contract, seen, here),
        "mine": told_problems(mine),
        "parts": said,
        "may_offer": may(request, OFFER, contract),
        **checked(seen),
    }
