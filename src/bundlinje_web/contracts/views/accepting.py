"""Where a party accepts what is changed in its agreement, or sends it back with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje.words.numbers import day as day_in_words
from bundlinje.words.reading.places import place
from bundlinje_web.bridge.consequence import expected
from bundlinje_web.bridge.contract import newest
from bundlinje_web.bridge.difference import told
from bundlinje_web.contracts import standing
from bundlinje_web.contracts.accepting import asks, before, waits_for
from bundlinje_web.contracts.actions.accept_version import accept_version
from bundlinje_web.contracts.actions.send_back_version import send_back_version
from bundlinje_web.contracts.forms import AcceptForm, SendBackForm
from bundlinje_web.contracts.models import Version
from bundlinje_web.contracts.outlooks import outlook_of
from bundlinje_web.contracts.policy import ACCEPT, SEND_BACK
from bundlinje_web.contracts.views.around import around
from bundlinje_web.frame.words import in_language, language_now, say_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bundlinje.contract.model import Contract as Text
    from bundlinje_web.bridge.difference import Told
    from bundlinje_web.frame.request import Request


def _changed(version: Version) -> dict[str, Any]:
    """What is changed since the version before, in words and in what is expected to be paid."""
    earlier = before(version)
    if earlier is None:
        return {}
    outlook = outlook_of(version.contract)
    then, now = newest(earlier.text, version.contract.code), newest(version.text, version.contract.code)
    was, becomes = expected(then, outlook).total, expected(now, outlook).total
    return {
        "earlier": earlier,
        "changes": [_said(now, one) for one in told(then, now, language_now())],
        "before": was,
        "after": becomes,
        "difference": becomes - was if was is not None and becomes is not None else None,
    }


def _said(contract: Text, one: Told) -> tuple[str, str, str]:
    """A change in words: where, as it was, as it becomes; the bare value where no sentence tells of it."""
    where, nothing = place(contract, one.change.path, language_now()), say_now("contracts.compare.nothing")
    if one.before == one.after:
        return where, one.change.before or nothing, one.change.after or nothing
    return where, one.before or one.change.before or nothing, one.after or one.change.after or nothing


def accept(request: Request, code: str, number: int) -> HttpResponse:
    """What is changed, what it means, and the button that accepts it for one's own party."""
    version = ACCEPT.one(request.actor, _rows(), contract__code=code, number=number)
    parties = waits_for(request.actor, version) if asks(version) else {}
    form = AcceptForm(request.POST or None, parties=parties, initial={"digest": version.digest})

    def do(given: Mapping[str, Any]) -> Any:
        return accept_version(request.actor, version, given["party"], given["digest"], key=given["key"] or None)

    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("contracts.accept.done"))
        return redirect("version", code, number)
    name = in_language(version.contract.titles)
    title = say_now("contracts.accept.title", n=number, project=name)
    day = day_in_words(version.effective_from, language_now())
    more = {
        "form": form,
        "found": version,
        "parties": list(parties.values()),
        "lead": say_now("contracts.accept.lead", party=", ".join(parties.values()), project=name, n=number, day=day),
        **_changed(version),
    }
    return render(request, "contracts/accept.html", around(version.contract, "contract-text", title, **more))


def send_back(request: Request, code: str, number: int) -> HttpResponse:
    """Send it back with the reason."""
    version = SEND_BACK.one(request.actor, _rows(), contract__code=code, number=number)
    parties = waits_for(request.actor, version) if asks(version) else {}
    if not parties:
        return redirect("version-accept", code, number)
    form = SendBackForm(request.POST or None, parties=parties, initial={"digest": version.digest})

    def do(given: Mapping[str, Any]) -> Any:
        told = (given["party"], given["digest"], given["reason"])
        return send_back_version(request.actor, version, *told, key=given["key"] or None)

    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("contracts.send_back.done"))
        return redirect("version", code, number)
    title = say_now("contracts.send_back.title", n=number, project=in_language(version.contract.titles))
    more = {
        "form": form,
        "do": say_now("contracts.send_back.do"),
        "back": reverse("version-accept", args=[code, number]),
    }
    return render(request, "contracts/form.html", around(version.contract, "contract-text", title, **more))


def _rows() -> Any:
    return standing.with_rows(Version.objects.all()).prefetch_related("sent_back")
