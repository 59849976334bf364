"""The pages of one inquiry, and of registering one."""

from __future__ import annotations

import uuid
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bundlinje.money import Ore
from bundlinje.words.numbers import kroner, percent
from bundlinje_web.audit import clock
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.actions.add_to_proposal import add_to_proposal
from bundlinje_web.pipeline.actions.close_call import close_call
from bundlinje_web.pipeline.actions.merge import merge
from bundlinje_web.pipeline.actions.open_call import Theme, open_call
from bundlinje_web.pipeline.actions.recommend_rejection import recommend_rejection
from bundlinje_web.pipeline.actions.register import register
from bundlinje_web.pipeline.actions.screen import screen
from bundlinje_web.pipeline.inbox import told, waiting
from bundlinje_web.pipeline.inbox.forms import (
    AddToForm,
    CallForm,
    KeyedForm,
    MergeForm,
    RegisterForm,
    RejectForm,
    ScreenForm,
)
from bundlinje_web.pipeline.inbox.overlap import overlapping
from bundlinje_web.pipeline.inbox.policy import ADD_TO, CONTACT, INSIDE, READ, SCREEN
from bundlinje_web.pipeline.models import Call, Proposal, Screening
from bundlinje_web.pipeline.screened import (
    POINTS,
    PROPORTION,
    Screened,
    out_of_proportion,
    screened_before,
    share_of,
)

_ONWARD = (Proposal.SCREENED, Proposal.ASSESSED)
_AFTER_SCREENING = {"assess": "assessment-ask", "reject": "proposal-reject"}
"""The page that comes after a screening, by what its button says is to be done next."""


def _rows() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("call", "duplicate_of", "case")


def _crumbs(here: str, proposal: Proposal | None = None) -> list[tuple[str, str]]:
    found = [(say_now("inbox.title"), reverse("inbox"))]
    if proposal is not None:
        found.append((proposal.number, reverse("proposal", args=[proposal.number])))
    return [*found, (here, "")]


def _initial() -> dict[str, Any]:
    return {"key": uuid.uuid4().hex}


def _form_page(request: Request, form: KeyedForm, area: str, proposal: Proposal | None = None) -> HttpResponse:
    title = say_now(f"inbox.{area}.title")
    context = {
        "form": form,
        "title": title,
        "lead": say_now(f"inbox.{area}.lead"),
        "do": say_now(f"inbox.{area}.do"),
        "crumbs": _crumbs(title, proposal),
        "back": reverse("proposal", args=[proposal.number]) if proposal else reverse("inbox"),
    }
    return render(request, "frame/form_page.html", context)


def proposal(request: Request, number: str) -> HttpResponse:
    """One inquiry: what comes next and who it waits for, what it says, how it was screened, and its course."""
    found = READ.one(request.actor, _rows(), number=number)
    is_inside = INSIDE.may(request.actor)
    newest = found.screenings.select_related("screened_by").first() if is_inside else None
    text = found.text
    context = {
        "is_inside": is_inside,
        "duplicates": found.duplicates.all(),
        "title": f"{found.number} {found.title}",
        "proposal": found,
        "waits": waiting.waits_for(found),
        "age": waiting.age(found, clock.today()),
        "answers": told.in_words(text.answers) if text else [],
        "files": found.attachments.all(),
        "moves": found.moves.all(),
        "screening": newest,
        "points": _points(newest) if newest else [],
        "cost": _cost(newest) if newest else None,
        "rejects": waiting.recommended(found) if is_inside else None,
        "is_secretariat": SCREEN.may(request.actor),
        "sees_contact": CONTACT.may(request.actor),
        "may_screen": found.state in (Proposal.RECEIVED, Proposal.SCREENED) and not found.published_only,
        "is_screened": found.state == Proposal.SCREENED,
        "may_assess": found.state in _ONWARD,
        "may_add": found.is_undecided and ADD_TO.among(request.actor, _rows().filter(pk=found.pk)).exists(),
        "case": getattr(found, "case", None),
        "crumbs": _crumbs(found.number),
    }
    return render(request, "pipeline/inbox/proposal.html", context)


def _points(screening: Screening) -> list[tuple[str, str, str]]:
    answers = screening.answers
    return [(point, answers[point]["answer"], answers[point]["text"]) for point in POINTS if point in answers]


def _cost(screening: Screening) -> dict[str, str] | None:
    """What the work costs of what is invested, and whether that is out of proportion (PP-04)."""
    share, language = share_of(screening.transaction_cost, screening.investment), language_now()
    if share is None or screening.transaction_cost is None or screening.investment is None:
        return None
    cost, invested = kroner(Ore(screening.transaction_cost), language), kroner(Ore(screening.investment), language)
    shown = {"share": percent(share, language), "cost": cost, "investment": invested}
    over = out_of_proportion(screening.transaction_cost, screening.investment)
    return {
        "text": say_now("inbox.proposal.transaction", **shown),
        "warning": say_now("inbox.proposal.out_of_proportion", most=percent(PROPORTION, language)) if over else "",
    }


def attachment(request: Request, number: str, file: int) -> HttpResponseBase:
    """A file of an inquiry, to save: never shown as a page of ours."""
    found = READ.one(request.actor, _rows(), number=number)
    held = get_object_or_404(found.attachments, pk=file)
    with held.file.open("rb") as kept:
        content = BytesIO(kept.read())
    answer = FileResponse(content, as_attachment=True, filename=held.name, content_type=held.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def add(request: Request) -> HttpResponse:
    """Register an inquiry by hand."""
    form = RegisterForm(request.POST or None, initial=_initial())
    if request.method == "POST":
        made = form.submit(lambda data: register(request.actor, form.inquiry, key=data["key"] or None))
        if made is not None:
            messages.success(request, say_now("inbox.registering.saved", number=made.number))
            return redirect("proposal", made.number)
    return _form_page(request, form, "registering")


def add_to(request: Request, number: str) -> HttpResponse:
    """Add to an idea one has sent, until it is decided."""
    found = ADD_TO.one(request.actor, _rows(), number=number)
    form = AddToForm(request.POST or None, initial=_initial())
    if request.method == "POST":
        made = form.submit(lambda data: add_to_proposal(request.actor, found, data["text"], key=data["key"] or None))
        if made is not None:
            messages.success(request, say_now("inbox.adding.saved"))
            return redirect("proposal", number)
    return _form_page(request, form, "adding", found)


def screen_it(request: Request, number: str) -> HttpResponse:
    """Answer the checklist; running investments with a target group like it are named beside it."""
    found = SCREEN.one(request.actor, _rows(), number=number, published_only=False)
    before = screened_before(found)
    text = found.text
    overlaps = overlapping(str(text.answers.get("target", "")) if text else "", clock.today())
    newest = found.screenings.select_related("screened_by").first()
    form = ScreenForm(request.POST or None, before=before, seen=found.screenings.count())
    if request.method == "POST":
        if form.is_valid() and form.was_overtaken:
            form.tell_overtaken(newest.screened_by.name if newest else "")
        elif form.submit(lambda data: screen(request.actor, found, _screened(form, overlaps), key=data["key"] or None)):
            messages.success(request, say_now("inbox.screen.saved"))
            return redirect(_AFTER_SCREENING.get(request.POST.get("then", ""), "proposal"), number)
    title = say_now("inbox.screen.title")
    context = {
        "form": form,
        "title": title,
        "lead": say_now("inbox.screen.lead"),
        "do": say_now("inbox.screen.do"),
        "proposal": found,
        "answers": told.in_words(text.answers) if text else [],
        "files": found.attachments.all(),
        "overlaps": overlaps,
        "screening": newest,
        "points": _points(newest) if newest else [],
        "crumbs": _crumbs(title, found),
        "back": reverse("proposal", args=[number]),
    }
    return render(request, "pipeline/inbox/screen.html", context)


def _screened(form: ScreenForm, overlaps: tuple[Any, ...]) -> Screened:
    data = form.cleaned_data
    return Screened(
        answers=form.answers,
        overlaps=tuple({"code": one.code, "title": one.title, "words": list(one.words)} for one in overlaps),
        transaction_cost=data["transaction_cost"],
        investment=data["investment"],
    )


def reject(request: Request, number: str) -> HttpResponse:
    """Recommend a direct rejection; the Council decides."""
    found = SCREEN.one(request.actor, _rows(), number=number, state=Proposal.SCREENED)
    form = RejectForm(request.POST or None, initial=_initial())
    if request.method == "POST":
        made = form.submit(
            lambda data: recommend_rejection(
                request.actor, found, data["reason"], data["text"], key=data["key"] or None
            )
        )
        if made is not None:
            messages.success(request, say_now("inbox.reject.saved"))
            return redirect("proposal", number)
    return _form_page(request, form, "reject", found)


def merge_it(request: Request, number: str) -> HttpResponse:
    """Merge an inquiry with another that says the same."""
    found = SCREEN.one(request.actor, _rows(), number=number)
    others = Proposal.objects.filter(published_only=False, duplicate_of__isnull=True).exclude(pk=found.pk)
    form = MergeForm(request.POST or None, others=others, initial=_initial())
    if request.method == "POST":
        made = form.submit(lambda data: merge(request.actor, found, data["into"], key=data["key"] or None))
        if made is not None and made.duplicate_of is not None:
            messages.success(request, say_now("inbox.merge.saved", number=made.duplicate_of.number))
            return redirect("proposal", number)
    return _form_page(request, form, "merge", found)


def add_call(request: Request) -> HttpResponse:
    """Open a call."""
    form = CallForm(request.POST or None, initial=_initial())
    if request.method == "POST":
        made = form.submit(lambda data: open_call(request.actor, _theme(data), key=data["key"] or None))
        if made is not None:
            messages.success(request, say_now("inbox.calls.saved"))
            return redirect("calls")
    title = say_now("inbox.calls.add")
    context = {"form": form, "title": title, "do": say_now("inbox.calls.do"), "back": reverse("calls")}
    return render(request, "frame/form_page.html", {**context, "crumbs": _crumbs(title)})


def _theme(data: Any) -> Theme:
    return Theme(**{name: value for name, value in data.items() if name != "key"})


def end_call(request: Request, number: str) -> HttpResponse:
    """Close a call before its day, by a press of a button."""
    call = get_object_or_404(Call, number=number)
    if request.method == "POST":
        close_call(request.actor, call)
        messages.success(request, say_now("inbox.calls.closed"))
    return redirect("calls")
