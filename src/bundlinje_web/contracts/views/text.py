"""The text of a contract as it stands: what is in force, every version, the plain language, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bundlinje.words.reading.places import place
from bundlinje_web.bridge.consequence import expected
from bundlinje_web.bridge.contract import Examined, examined, newest
from bundlinje_web.bridge.difference import told
from bundlinje_web.bridge.reading import aloud, of_sections
from bundlinje_web.contracts import standing
from bundlinje_web.contracts.accepting import asks, sent_back, waits_for
from bundlinje_web.contracts.models import Version
from bundlinje_web.contracts.naming import parties
from bundlinje_web.contracts.outlooks import outlook_of
from bundlinje_web.contracts.policy import OFFER, READ_VERSION, SIGN, WITHDRAW, WRITE
from bundlinje_web.contracts.views.around import around, contract_of, may
from bundlinje_web.frame.words import language_now, say_now

if TYPE_CHECKING:
    from bundlinje_web.contracts.models import Contract
    from bundlinje_web.frame.request import Request

SHOWN = ("capital", "cohort", "follow_ups")
"""The sections that stand on the tab itself: capital, target group with intake plan, and the follow-up calendar."""


def version_of(request: Request, code: str, number: int) -> Version:
    """A version, if whoever asks may read it. Raises `Http404`."""
    rows = standing.with_rows(Version.objects.all())
    return READ_VERSION.one(request.actor, rows, contract__code=code, number=number)


def _versions(request: Request, contract: Contract) -> list[tuple[Version, str]]:
    rows = READ_VERSION.among(request.actor, standing.with_rows(contract.versions.order_by("-number")))
    return [(version, standing.state_of(version, timezone.localdate())) for version in rows]


def text(request: Request, code: str) -> HttpResponse:
    """The tab of the agreement: the version that holds, its parties and capital, and every version there has been."""
    contract = contract_of(request, code)
    versions = _versions(request, contract)
    shown = next((version for version, state in versions if state == "in-force"), None)
    shown = shown or next((version for version, state in versions if state != "withdrawn"), None)
    may_write = may(request, WRITE, contract)
    context = around(contract, "contract-text", versions=versions, shown=shown, may_write=may_write)
    if shown is not None:
        seen = examined(shown.text, code)
        context["parties"] = parties(shown)
        context["sections"] = of_sections(aloud(seen, language_now(), newest=True), *SHOWN)
        context["leaning"] = [(_place(seen, one.path), one) for one in seen.leaning]
    return render(request, "contracts/text.html", context)


def _place(seen: Examined, path: str) -> str:
    """What a place of the text is called; nothing where it cannot be made out."""
    return place(seen.contract, path, language_now()) if seen.contract else ""


def version(request: Request, code: str, number: int) -> HttpResponse:
    """One version: where it stands, what it changed, who has signed, and what comes next."""
    found = version_of(request, code, number)
    before = found.contract.versions.filter(number__lt=number).order_by("-number").first()
    state = standing.state_of(found, timezone.localdate())
    title = say_now("contracts.version.title", n=number)
    open_ = state in {"offered", "approved", "signed"}
    more = {
        "found": found,
        "file_name": file_name(found),
        "found_state": state,
        "before": before,
        "changes": told(newest(before.text, code), newest(found.text, code), language_now()) if before else (),
        "parties": parties(found),
        "unsigned": standing.unsigned(found),
        "may_accept": open_ and asks(found) and bool(waits_for(request.actor, found)),
        "came_back": [(standing.signers(found)[party], one) for party, one in sent_back(found).items()],
        "may_sign": open_ and bool(standing.unsigned(found)) and may(request, SIGN, found),
        "may_withdraw": open_ and may(request, WITHDRAW, found),
        "may_offer": may(request, OFFER, found.contract),
    }
    return render(request, "contracts/version.html", around(found.contract, "contract-text", title, **more))


def file_name(version: Version) -> str:
    """What the text of a version is called as a file."""
    return f"{version.contract.code}-{version.number}.yaml"


def read_aloud(request: Request, code: str, number: int) -> HttpResponse:
    """A version in plain language, to read, to print, and to hold against the signed text (CON-23)."""
    found = version_of(request, code, number)
    parts = aloud(examined(found.text, code), language_now())
    title = say_now("contracts.read.title", n=number)
    more = {"found": found, "parts": parts}
    return render(request, "contracts/read.html", around(found.contract, "contract-text", title, **more))


def source(request: Request, code: str, number: int) -> HttpResponse:
    """The text of a version as a file: letter by letter what its digest is of."""
    found = version_of(request, code, number)
    answer = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(found)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def compare(request: Request, code: str, one: int, other: int) -> HttpResponse:
    """Two versions side by side: old, new, what changed in words, and what it means in kroner."""
    if one >= other:
        raise Http404
    old, new = version_of(request, code, one), version_of(request, code, other)
    then, now = newest(old.text, code), newest(new.text, code)
    outlook = outlook_of(old.contract)
    expects = [expected(contract, outlook) for contract in (then, now)]
    before, after = expects[0].total, expects[1].total
    years = sorted({*expects[0].by_year, *expects[1].by_year})
    more = {
        "old": old,
        "new": new,
        "changes": told(then, now, language_now()),
        "before": before,
        "after": after,
        "difference": after - before if before is not None and after is not None else None,
        "years": [(year, expects[0].by_year.get(year, 0), expects[1].by_year.get(year, 0)) for year in years],
    }
    title = say_now("contracts.compare.title", one=one, other=other)
    return render(request, "contracts/compare.html", around(old.contract, "contract-text", title, **more))
