"""The pages of the assessment: asked, answered, followed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bundlinje.problems import Refused
from bundlinje.words.numbers import day as written_day
from bundlinje_web.audit import clock
from bundlinje_web.frame.forms import PageForm, web_problem
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.actions.ask_assessment import ask_assessment
from bundlinje_web.pipeline.actions.ask_longer import ask_longer
from bundlinje_web.pipeline.actions.change_assessment import change_assessment
from bundlinje_web.pipeline.actions.close_assessment import close_assessment
from bundlinje_web.pipeline.actions.remind_assessment import remind_assessment
from bundlinje_web.pipeline.assessing.asked import asked_of
from bundlinje_web.pipeline.assessing.deadline import after_working_days
from bundlinje_web.pipeline.assessing.forms import AskForm, ChangeForm, CloseForm, LongerForm
from bundlinje_web.pipeline.assessing.policy import ANSWER, ASK, FOLLOW, READ, READ_PROPOSAL
from bundlinje_web.pipeline.assessing.side_by_side import beside
from bundlinje_web.pipeline.casework.proposed import proposed
from bundlinje_web.pipeline.casework.tabs import case_head, crumbs
from bundlinje_web.pipeline.models import Assessment, Proposal
from bundlinje_web.pipeline.sent import is_done


def assessment(request: Request, number: str) -> HttpResponse:
    """The proposal in short and the departments beside each other (W5)."""
    proposal = READ_PROPOSAL.one(request.actor, Proposal.objects.all(), number=number)
    asked = proposal.assessments.select_related("department", "unit", "responsible", "proposal")
    columns = beside(request.actor, READ.among(request.actor, asked.prefetch_related("answers")), clock.today())
    title = say_now("assessing.title")
    context = {
        "title": title,
        "proposal": proposal,
        "columns": columns,
        "asks_more": any(each.assessment.questions for each in columns),
        "may_do": any(each.may_answer or each.may_follow for each in columns),
        "may_ask": ASK.may(request.actor) and Proposal.ASKED in {proposal.state, *Proposal.MOVES[proposal.state]},
        "proposed": proposed(proposal),
        "crumbs": crumbs(number, title),
        **case_head(request.actor, number, "assessment"),
    }
    return render(request, "pipeline/assessing/assessment.html", context)


def ask(request: Request, number: str) -> HttpResponse:
    """Choose departments and deadline, and send (S1)."""
    proposal = ASK.one(request.actor, Proposal.objects.all(), number=number)
    initial = {"due": after_working_days(clock.today()), "departments": request.GET.getlist("afdeling")}
    form = AskForm(request.POST or None, initial=initial)
    key = request.POST.get("key") or uuid4().hex

    def send(told: Any) -> Proposal:
        asked = [asked_of(department) for department in told["departments"]]
        questions = told["questions"].splitlines()
        return ask_assessment(request.actor, proposal, asked, told["due"], questions, key=key)

    if is_done(request, form, send):
        names = ", ".join(str(each) for each in form.cleaned_data["departments"])
        due = written_day(form.cleaned_data["due"], language_now())
        messages.success(request, say_now("assessing.ask.sent", departments=names, due=due))
        return redirect("assessment", number)
    context = {"key": key, "lead": f"{proposal.number} {proposal.title}", "do": say_now("assessing.ask.do")}
    return _form_page(request, form, number, say_now("assessing.ask.title"), context)


def longer(request: Request, number: str, assessment_id: UUID) -> HttpResponse:
    """Ask for a later deadline."""
    found = ANSWER.one(request.actor, Assessment.objects.all(), pk=assessment_id, proposal__number=number)
    form = LongerForm(request.POST or None)
    if is_done(request, form, lambda told: ask_longer(request.actor, found, told["until"], told["reason"])):
        messages.success(request, say_now("assessing.longer.sent"))
        return redirect("assessment", number)
    lead = say_now("assessing.longer.lead", due=written_day(found.due, language_now()))
    context = {"lead": lead, "do": say_now("assessing.longer.do")}
    return _form_page(request, form, number, say_now("assessing.longer.title"), context)


def change(request: Request, number: str, assessment_id: UUID) -> HttpResponse:
    """Give another deadline or ask one thing more."""
    found = FOLLOW.one(request.actor, Assessment.objects.all(), pk=assessment_id, proposal__number=number)
    form = ChangeForm(request.POST or None, initial={"due": found.longer_until})
    if is_done(request, form, lambda told: change_assessment(request.actor, found, told["due"], told["question"])):
        messages.success(request, say_now("assessing.change.saved"))
        return redirect("assessment", number)
    context = {"lead": str(found.department), "do": say_now("assessing.change.do")}
    return _form_page(request, form, number, say_now("assessing.change.title"), context)


def close(request: Request, number: str, assessment_id: UUID) -> HttpResponse:
    """Wait no longer for a department."""
    found = FOLLOW.one(request.actor, Assessment.objects.all(), pk=assessment_id, proposal__number=number)
    form = CloseForm(request.POST or None)
    if is_done(request, form, lambda told: close_assessment(request.actor, found, told["reason"])):
        messages.success(request, say_now("assessing.close.saved", department=str(found.department)))
        return redirect("assessment", number)
    context = {"lead": str(found.department), "do": say_now("assessing.close.do")}
    return _form_page(request, form, number, say_now("assessing.close.title"), context)


@require_POST
def remind(request: Request, number: str, assessment_id: UUID) -> HttpResponse:
    """Send a reminder at the press of a button."""
    found = FOLLOW.one(request.actor, Assessment.objects.all(), pk=assessment_id, proposal__number=number)
    try:
        remind_assessment(request.actor, found)
        messages.success(request, say_now("assessing.reminded", department=str(found.department)))
    except Refused as refused:
        for problem in refused.problems:
            messages.warning(request, web_problem(problem))
    return redirect("assessment", number)


def _form_page(request: Request, form: PageForm, number: str, title: str, more: dict[str, Any]) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs(number, title),
        "back": reverse("assessment", args=[number]),
    }
    return render(request, "pipeline/form.html", {**context, **more})
