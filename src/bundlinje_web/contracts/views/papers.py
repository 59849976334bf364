"""Documents and history, risks and lessons, and the start list of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.risk import kind_name, risks
from bundlinje_web.contracts.actions.add_document import add_document
from bundlinje_web.contracts.actions.assess_risk import assess_risk
from bundlinje_web.contracts.actions.prepare_start import FIELDS, prepare_start
from bundlinje_web.contracts.files import EXTENSIONS
from bundlinje_web.contracts.forms import DocumentForm, RiskForm, StartForm
from bundlinje_web.contracts.models import Contract, Document, StartList
from bundlinje_web.contracts.outlooks import outlook_of
from bundlinje_web.contracts.policy import ADD_DOCUMENT, ASSESS_RISK, PREPARE, READ_DOCUMENT
from bundlinje_web.contracts.standing import in_force, newest
from bundlinje_web.contracts.views.around import around, contract_of, may
from bundlinje_web.frame.words import language_now, say_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bundlinje_web.frame.request import Request

HISTORY = 100
"""How much of what was done is shown on the page; the audit trail has it all."""


def documents(request: Request, code: str) -> HttpResponse:
    """The documents one may open, the annexes the text names, and what has happened and been done."""
    contract = contract_of(request, code)
    version = in_force(contract, timezone.localdate()) or newest(contract)
    seen = examined(version.text, code).newest if version else None
    more: dict[str, Any] = {
        "documents": READ_DOCUMENT.among(request.actor, contract.documents.all()),
        "hidden": contract.documents.count() - READ_DOCUMENT.among(request.actor, contract.documents.all()).count(),
        "annexes": dict(seen.about.annexes or {}) if seen and seen.about else {},
        "events": contract.events.select_related("version"),
        "records": Record.objects.filter(contract=code).order_by("-recorded_at")[:HISTORY],
        "may_add": may(request, ADD_DOCUMENT, contract),
    }
    return render(request, "contracts/documents.html", around(contract, "contract-documents", **more))


def add(request: Request, code: str) -> HttpResponse:
    """Add a document."""
    contract = contract_of(request, code, ADD_DOCUMENT)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.submit(lambda told: _added(request, contract, told)) is not None:
        messages.success(request, say_now("contracts.document.done"))
        return redirect("contract-documents", code)
    title = say_now("contracts.document.add")
    more = {"form": form, "do": title, "back": reverse("contract-documents", args=[code])}
    return render(request, "contracts/form.html", around(contract, "contract-documents", title, **more))


def _added(request: Request, contract: Contract, told: Mapping[str, Any]) -> Document:
    content, personal = told["file"].read(), told["has_personal_data"]
    return add_document(
        request.actor, contract, told["kind"], told["title"], content, personal, key=told["key"] or None
    )


def download(request: Request, code: str, document_id: UUID) -> FileResponse:
    """A document, to keep: under a name made of its title, never shown inside a page."""
    found = READ_DOCUMENT.one(request.actor, Document.objects.all(), pk=document_id, contract__code=code)
    name = f"{found.title}{EXTENSIONS.get(found.media_type, '')}"
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=name, content_type=found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def risk(request: Request, code: str) -> HttpResponse:
    """The Council's assessment, the typical risks as the software sees them, who carries what, and what was learnt."""
    contract = contract_of(request, code)
    version = in_force(contract, timezone.localdate()) or newest(contract)
    try:
        found = risks(version.text, code, outlook_of(contract), language_now()) if version else None
    except Refused:
        found = None
    assessments = list(contract.risk_assessments.select_related("assessed_by"))
    more: dict[str, Any] = {
        "found": found,
        "assessed": assessments[0] if assessments else None,
        "ticked": [kind_name(one["kind"], language_now()) for one in assessments[0].risks] if assessments else [],
        "carried": next((one.get("carried_by", "") for one in assessments[0].risks), "") if assessments else "",
        "earlier": assessments[1:],
        "lessons": contract.lessons.all(),
        "start_list": StartList.objects.filter(contract=contract).first(),
        "may_assess": may(request, ASSESS_RISK, contract),
        "may_prepare": may(request, PREPARE, contract),
    }
    return render(request, "contracts/risk.html", around(contract, "contract-risk", **more))


def assess(request: Request, code: str) -> HttpResponse:
    """A new assessment; the typical risks the software finds high or medium are ticked to begin with."""
    contract = contract_of(request, code, ASSESS_RISK)
    version = newest(contract)
    initial: list[str] = []
    if version and request.method != "POST":
        found = risks(version.text, code, outlook_of(contract), language_now())
        initial = [one.kind for one in found.risks if one.level in {"medium", "high"}]
    form = RiskForm(request.POST or None, initial={"risks": initial})
    if request.method == "POST" and form.submit(lambda told: _assessed(request, contract, told)) is not None:
        messages.success(request, say_now("contracts.risk.done"))
        return redirect("contract-risk", code)
    title = say_now("contracts.risk.assess")
    more = {"form": form, "do": say_now("contracts.risk.do"), "back": reverse("contract-risk", args=[code])}
    return render(request, "contracts/form.html", around(contract, "contract-risk", title, **more))


def _assessed(request: Request, contract: Contract, told: Mapping[str, Any]) -> object:
    found = [{"kind": kind, "carried_by": told["carried_by"]} for kind in told["risks"]]
    return assess_risk(request.actor, contract, told["level"], found, told["text"], key=told["key"] or None)


def start(request: Request, code: str) -> HttpResponse:
    """What must be agreed before the first citizen (PRC-08)."""
    contract = contract_of(request, code, PREPARE)
    kept = StartList.objects.filter(contract=contract).first()
    initial = {name: getattr(kept, name) for name in FIELDS} | {"row_version": kept.row_version} if kept else {}
    form = StartForm(request.POST or None, initial=initial)
    try:
        if request.method == "POST" and form.submit(lambda told: _prepared(request, contract, told)) is not None:
            messages.success(request, say_now("contracts.start.done"))
            return redirect("contract-risk", code)
    except Conflict:
        stands = StartList.objects.get(contract=contract)
        form.meet(say_now("contracts.somebody"), {name: getattr(stands, name) for name in (*FIELDS, "row_version")})
    title = say_now("contracts.start.title")
    more = {"form": form, "do": say_now("contracts.start.do"), "back": reverse("contract-risk", args=[code])}
    return render(request, "contracts/form.html", around(contract, "contract-risk", title, **more))


def _prepared(request: Request, contract: Contract, told: Mapping[str, Any]) -> StartList:
    return prepare_start(request.actor, contract, told, told["row_version"])
