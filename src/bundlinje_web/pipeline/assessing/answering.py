"""The two pages a department answers on: the questions, and a look at the answers before they are sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.frame.fields import looks_like_cpr
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.actions.answer_assessment import answer_assessment
from bundlinje_web.pipeline.assessing.drafts import draft_of, keep
from bundlinje_web.pipeline.assessing.forms import AnswerForm, initial_of
from bundlinje_web.pipeline.assessing.policy import ANSWER
from bundlinje_web.pipeline.casework.proposed import proposed
from bundlinje_web.pipeline.casework.tabs import crumbs
from bundlinje_web.pipeline.models import Assessment


def _one(request: Request, number: str, assessment_id: UUID) -> Assessment:
    rows = Assessment.objects.select_related("proposal", "department")
    return ANSWER.one(request.actor, rows, pk=assessment_id, proposal__number=number)


def answer(request: Request, number: str, assessment_id: UUID) -> HttpResponse:
    """The questions; what is written is kept, as a draft or on the way to the look before sending."""
    found = _one(request, number, assessment_id)
    draft = draft_of(request.actor, found)
    initial = draft.answers if draft else initial_of(found.answer)
    form = AnswerForm(request.POST or None, initial=initial, assessment=found)
    if request.method == "POST":
        written = {name: request.POST.get(name, "") for name in form.fields}
        as_draft = "draft" in request.POST
        if as_draft and not any(looks_like_cpr(text) for text in written.values()):
            keep(request.actor, found, written)
            time = f"{timezone.localtime():%H:%M}"
            messages.success(request, say_now("frame.form.draft_saved", time=time))
            return redirect("assessment-answer", number, assessment_id)
        if form.is_valid() and not as_draft:
            keep(request.actor, found, written)
            return redirect("assessment-check", number, assessment_id)
    title = say_now("assessing.answer.title")
    context = {
        "form": form,
        "title": title,
        "assessment": found,
        "proposal": found.proposal,
        "proposed": proposed(found.proposal),
        "crumbs": crumbs(number, title),
        "back": reverse("assessment", args=[number]),
    }
    return render(request, "pipeline/assessing/answer.html", context)


def check(request: Request, number: str, assessment_id: UUID) -> HttpResponse:
    """Look the answers over and send them."""
    found = _one(request, number, assessment_id)
    draft = draft_of(request.actor, found)
    if draft is None:
        return redirect("assessment", number)
    form = AnswerForm(draft.answers, assessment=found)
    if not form.is_valid():
        return redirect("assessment-answer", number, assessment_id)
    if request.method == "POST":
        key = f"{draft.pk}:{draft.row_version}"
        if form.submit(lambda _: answer_assessment(request.actor, found, form.told(), key=key)) is not None:
            draft.delete()
            messages.success(request, say_now("assessing.answer.sent"))
            return redirect("assessment", number)
    title = say_now("assessing.check.title")
    answers = [
        (bound.label, form.cleaned_data[bound.name], bound.name, dict(getattr(bound.field, "choices", ())))
        for bound in form
    ]
    shown = [(label, words.get(value, value), name) for label, value, name, words in answers]
    context = {"form": form, "title": title, "answers": shown, "assessment": found, "crumbs": crumbs(number, title)}
    return render(request, "pipeline/assessing/check.html", context)
