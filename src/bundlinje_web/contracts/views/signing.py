"""Signing a version, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.acting import Role, Scope
from bundlinje_web.contracts import standing
from bundlinje_web.contracts.actions.add_document import add_document
from bundlinje_web.contracts.actions.sign_version import sign_version
from bundlinje_web.contracts.actions.withdraw_version import withdraw_version
from bundlinje_web.contracts.forms import SignForm, WithdrawForm
from bundlinje_web.contracts.models import Version
from bundlinje_web.contracts.policy import ADD_DOCUMENT, SIGN, WITHDRAW
from bundlinje_web.contracts.views.around import around, may
from bundlinje_web.frame.words import say_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bundlinje_web.acting import Actor
    from bundlinje_web.frame.request import Request


def _mine(actor: Actor, version: Version) -> list[tuple[str, str]]:
    """The parties that have not signed yet and that the actor may sign for."""
    held = [right for right in actor.rights if right.role in SIGN.allows]
    every = any(right.role is Role.SECRETARIAT or right.scope is Scope.ALL for right in held)
    own = {party for right in held for party in right.on}
    return [(party, name) for party, name in standing.unsigned(version).items() if every or party in own]


def sign(request: Request, code: str, number: int) -> HttpResponse:
    """Note a signature: the party, who signed, when, and the signed copy."""
    rows = standing.with_rows(Version.objects.all())
    version = SIGN.one(request.actor, rows, contract__code=code, number=number)
    initial = {"on": timezone.localdate(), "signer": request.actor.name}
    parties = _mine(request.actor, version)
    form = SignForm(request.POST or None, request.FILES or None, parties=parties, initial=initial)
    if not may(request, ADD_DOCUMENT, version.contract):
        del form.fields["file"]
    if request.method == "POST" and form.submit(lambda told: _signed(request, version, told)) is not None:
        messages.success(request, say_now("contracts.sign.done"))
        return redirect("version", code, number)
    title = say_now("contracts.sign.title", n=number)
    more = {"form": form, "do": say_now("contracts.sign.do"), "back": reverse("version", args=[code, number])}
    return render(request, "contracts/form.html", around(version.contract, "contract-text", title, **more))


def _signed(request: Request, version: Version, told: Mapping[str, Any]) -> Any:
    document = None
    if told.get("file"):
        name = standing.signers(version).get(told["party"], told["party"])
        title = say_now("contracts.sign.copy", n=version.number, name=name)
        document = add_document(request.actor, version.contract, "signed", title, told["file"].read())
    more: dict[str, Any] = {"document": document, "key": told["key"] or None}
    return sign_version(request.actor, version, told["party"], told["signer"], told["on"], **more)


def withdraw(request: Request, code: str, number: int) -> HttpResponse:
    """Take an offered version back, with the reason."""
    rows = standing.with_rows(Version.objects.all())
    version = WITHDRAW.one(request.actor, rows, contract__code=code, number=number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: _withdrawn(request, version, told)) is not None:
        messages.success(request, say_now("contracts.withdraw.done", n=number))
        return redirect("version", code, number)
    title = say_now("contracts.withdraw.title", n=number)
    more = {"form": form, "do": say_now("contracts.withdraw.do"), "back": reverse("version", args=[code, number])}
    return render(request, "contracts/form.html", around(version.contract, "contract-text", title, **more))


def _withdrawn(request: Request, version: Version, told: Mapping[str, Any]) -> Any:
    return withdraw_version(request.actor, version, told["reason"], key=told["key"] or None)
