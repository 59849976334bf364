"""Writing the text of a contract: its steps, its lines, its sentences, and live checking beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bundlinje.problems import Refused
from bundlinje.words.problems import say as said
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.bridge.clauses import sections, with_section
from bundlinje_web.bridge.consequence import expected
from bundlinje_web.bridge.contract import Examined, examined, warning_key
from bundlinje_web.bridge.reading import aloud
from bundlinje_web.contracts.actions.offer_version import offer_version
from bundlinje_web.contracts.actions.open_contract import open_contract
from bundlinje_web.contracts.actions.save_draft import save_draft
from bundlinje_web.contracts.forms import NewContractForm, OfferForm
from bundlinje_web.contracts.models import Contract, Drafting
from bundlinje_web.contracts.offering import ascii_slug
from bundlinje_web.contracts.outlooks import outlook_of
from bundlinje_web.contracts.policy import OFFER, READ, WRITE
from bundlinje_web.contracts.refusing import refuse
from bundlinje_web.contracts.starting import TEMPLATES, from_earlier, from_template
from bundlinje_web.contracts.views.around import address, around, contract_of, may
from bundlinje_web.contracts.views.checking import checked, told_problems
from bundlinje_web.contracts.views.stepping import marks
from bundlinje_web.frame.forms import web_problem
from bundlinje_web.frame.words import language_now, say_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile

    from bundlinje_web.frame.request import Request

VIEWS = ("tekst", "trin", "laes")
"""The three views of one text: its lines, its steps, and its sentences."""


def text_in(file: UploadedFile[Any]) -> str:
    """The text of a file that was sent. Raises `UnicodeDecodeError` for one that is no text."""
    content: bytes = file.read()
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def new(request: Request) -> HttpResponse:
    """A new contract: its name, and what its text starts from: a template, an earlier agreement, or a file.

    One that is asked for from a case, `?sag=2025-014`, is begun there, with what is known of it.
    """
    if (case := request.GET.get("sag", "")) and (begins := address("case-write-contract", case)):
        return redirect(begins)
    earlier = READ.among(request.actor, Contract.objects.filter(versions__isnull=False).distinct())
    initial = {"kind": "investment", "start": "investment", "year": timezone.localdate().year + 1}
    form = NewContractForm(request.POST or None, request.FILES or None, earlier=earlier, initial=initial)
    if request.method == "POST" and (made := form.submit(lambda told: _opened(request, told))) is not None:
        messages.success(request, say_now("contracts.new.done"))
        return redirect("contract-edit", made.code)
    title = say_now("contracts.new.title")
    context = {"form": form, "title": title, "do": say_now("contracts.new.do"), "lead": say_now("contracts.new.lead")}
    return render(request, "frame/form_page.html", {**context, "crumbs": [(title, "")]})


def _opened(request: Request, told: Mapping[str, Any]) -> Contract:
    """The contract, with the text it starts from."""
    code = told["code"] or ascii_slug(told["title_da"])[:120]
    titles = {"da": told["title_da"], "en": told["title_en"]}
    if told["file"]:
        try:
            text = text_in(told["file"])
        except UnicodeDecodeError:
            refuse("file_no_text", "file")
    elif told["start"] in TEMPLATES:
        text = from_template(told["start"], code, titles, told["year"])
    else:
        text = from_earlier(READ.one(request.actor, Contract.objects.all(), pk=told["start"]), code)
    kept = {name: told[name] for name in ("title_da", "title_en", "kind")}
    return open_contract(request.actor, {**kept, "code": code, "text": text}, key=told["key"] or None)


@require_POST
def check(request: Request, code: str) -> HttpResponse:
    """The mistakes of the text as it is being typed, for the panel beside it; nothing is saved."""
    contract = contract_of(request, code, WRITE)
    seen = examined(request.POST.get("text", "").replace("\r\n", "\n"), contract.code)
    return render(request, "contracts/check.html", {"contract": contract, **checked(seen)})


def expects(request: Request, code: str) -> HttpResponse:
    """What the saved text is expected to pay, for the panel: it takes longer than checking, so it comes by itself."""
    contract = contract_of(request, code, WRITE)
    drafting = Drafting.objects.filter(contract=contract).first()
    seen = examined(drafting.text if drafting else "", contract.code)
    found = expected(seen.newest, outlook_of(contract)) if seen.newest and not seen.errors else None
    why = told_problems(found.why_not) if found else []
    return render(request, "contracts/expects.html", {"found": found, "why": why})


def edit(request: Request, code: str) -> HttpResponse:
    """The editor: every view of the text, and what is wrong with it beside."""
    contract = contract_of(request, code, WRITE)
    drafting = Drafting.objects.filter(contract=contract).first()
    typed = _typed(request, drafting)
    context: dict[str, Any] = {"typed": typed, "row_version": drafting.row_version if drafting else ""}
    if request.method == "POST":
        answer = _saved(request, contract, context)
        if answer is not None:
            return answer
    seen = examined(context["typed"], contract.code)
    view = request.GET.get("vis", VIEWS[0])
    context |= {
        "view": view if view in VIEWS else VIEWS[0],
        "parts": aloud(seen, language_now()) if view == "laes" else (),
        "marks": marks(contract, seen) if view == "trin" else (),
        "lines": _lines(context["typed"], seen),
        "may_offer": may(request, OFFER, contract),
        **checked(seen),
    }
    title = say_now("contracts.edit.title")
    return render(request, "contracts/edit.html", around(contract, "contract-text", title, **context))


def _typed(request: Request, drafting: Drafting | None) -> str:
    """The text as it was typed, or as it was saved."""
    if request.method == "POST":
        return request.POST.get("text", "").replace("\r\n", "\n")
    return drafting.text if drafting else ""


def _lines(text: str, seen: Examined) -> list[tuple[int, str, bool]]:
    """The text line by line, with those that have a mistake marked: what links lead to where there is no script."""
    wrong = {problem.place.line for problem in seen.errors}
    return [(number, line, number in wrong) for number, line in enumerate(text.split("\n"), start=1)]


def _saved(request: Request, contract: Contract, context: dict[str, Any]) -> HttpResponse | None:
    """Save what was typed, unless it is only to be checked; what cannot be saved stays in the editor, whole."""
    if file := request.FILES.get("file"):
        try:
            context["typed"] = text_in(file)
            context["note"] = say_now("contracts.edit.from_file")
        except UnicodeDecodeError:
            context["mistakes"] = [say_now("contracts.problem.file_no_text")]
        return None
    if "check" in request.POST:
        return None
    version = request.POST.get("row_version") or ""
    try:
        save_draft(request.actor, contract, context["typed"], int(version) if version.isdigit() else None)
    except Conflict as met:
        context["theirs"] = met.row
        context["row_version"] = Drafting.objects.get(pk=met.row.pk).row_version
        return None
    except Refused as refused:
        context["mistakes"] = [web_problem(problem) for problem in refused.problems]
        return None
    messages.success(request, say_now("contracts.edit.saved", time=f"{timezone.localtime():%H:%M}"))
    if "offer" in request.POST:
        return redirect("contract-offer", contract.code)
    return redirect(request.get_full_path())


def clauses(request: Request, code: str) -> HttpResponse:
    """The clauses of another agreement, to take into this one."""
    contract = contract_of(request, code, WRITE)
    written = Contract.objects.filter(versions__isnull=False).exclude(pk=contract.pk).distinct()
    others = READ.among(request.actor, written)
    chosen = others.filter(code=request.GET.get("fra", "")).first()
    text = from_earlier(chosen, contract.code) if chosen else ""
    found = [one for one in sections(text) if one.key not in {"contract", "title", "amendments"}]
    if request.method == "POST" and (taken := next((one for one in found if one.key == request.POST.get("key")), None)):
        drafting = Drafting.objects.filter(contract=contract).first()
        save_draft(request.actor, contract, with_section(drafting.text if drafting else "", taken.text))
        messages.success(request, say_now("contracts.clauses.done"))
        return redirect("contract-edit", contract.code)
    title = say_now("contracts.clauses.title")
    more = {"others": others, "chosen": chosen, "found": found}
    return render(request, "contracts/clauses.html", around(contract, "contract-text", title, **more))


def offer(request: Request, code: str) -> HttpResponse:
    """Put the text forward: no mistakes left, every warning ticked, from when it is to hold and why."""
    contract = contract_of(request, code, OFFER)
    drafting = Drafting.objects.filter(contract=contract).first()
    seen = examined(drafting.text if drafting else "", contract.code)
    warnings = {warning_key(problem): said(problem, language_now()) for problem in seen.warnings}
    later = contract.versions.exists()
    form = OfferForm(request.POST or None, warnings=list(warnings.items()), later=later)
    if request.method == "POST" and (made := form.submit(lambda told: _offered(request, contract, told))) is not None:
        messages.success(request, say_now("contracts.offer.done", n=made.number))
        return redirect("version", contract.code, made.number)
    title = say_now("contracts.offer.title")
    more = {"form": form, "do": say_now("contracts.offer.do"), **checked(seen)}
    return render(request, "contracts/offer.html", around(contract, "contract-text", title, **more))


def _offered(request: Request, contract: Contract, told: Mapping[str, Any]) -> Any:
    accepted = tuple(told.get("accepted", ()))
    more: dict[str, Any] = {"accepted": accepted, "key": told["key"] or None}
    return offer_version(request.actor, contract, told["effective_from"], told.get("reason", ""), **more)
