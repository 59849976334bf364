"""The pages of a point: what is recommended, writing it, recording the decision, and what a member does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje_web.audit.rows import Conflict
from bundlinje_web.contracts.models import Version
from bundlinje_web.council import prefilled
from bundlinje_web.council.actions.add_point import add_point
from bundlinje_web.council.actions.answer_in_writing import answer_in_writing
from bundlinje_web.council.actions.change_point import change_point
from bundlinje_web.council.actions.confirm_interests import confirm_interests
from bundlinje_web.council.actions.decide_point import decide_point
from bundlinje_web.council.actions.minute_point import minute_point
from bundlinje_web.council.actions.withdraw_point import withdraw_point
from bundlinje_web.council.brief import brief_of
from bundlinje_web.council.concerned import interests, organisations, stands_aside
from bundlinje_web.council.forms import AnswerForm, DecisionForm, InterestForm, PointForm, SaidForm
from bundlinje_web.council.models import Answer, Confirmation, Decision, Meeting, Point
from bundlinje_web.council.policy import DECIDE, MEMBER, PREPARE
from bundlinje_web.council.prefilled import HEADINGS
from bundlinje_web.council.views.shared import crumbs, form_page, found_meeting, fresh_key, to_meeting
from bundlinje_web.frame.forms import ReasonForm
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Mandate
from bundlinje_web.pipeline.by import person_of
from bundlinje_web.pipeline.models import Case, Proposal

PACKAGE = "moedepakke"
"""Where a member comes from and goes back to, in the address."""


def _found(request: Request, slug: str, number: int) -> tuple[Meeting, Point]:
    """A point by its address. Raises `Http404`."""
    meeting = found_meeting(request, slug)
    rows = Point.objects.select_related("proposal", "case", "version__contract", "contract", "meeting__body")
    point = rows.filter(meeting=meeting, number=number, withdrawn=False).first()
    if point is None:
        raise Http404
    return meeting, point


def _own(request: Request, point: Point) -> Mandate | None:
    """The seat from which the person asking sits on the body that day, if there is one."""
    return point.meeting.body.sitting_on(point.meeting.day).filter(person=person_of(request.actor)).first()


def point(request: Request, slug: str, number: int) -> HttpResponse:
    """A point: what is recommended and why, whose interest stands in the way, and what was decided."""
    meeting, found = _found(request, slug, number)
    mandate = _own(request, found)
    decisions = Decision.objects.filter(recommended__point=found).select_related("recommended")
    title = say_now("council.point.titled", number=found.number, title=found.title)
    confirmed = Confirmation.objects.filter(point=found, mandate=mandate) if mandate else Confirmation.objects.none()
    answered = Answer.objects.filter(recommended__point=found, mandate=mandate).exists() if mandate else False
    context = {
        "title": title,
        "meeting": meeting,
        "point": found,
        "headings": [(name, found.recommendation.get(name, "")) for name in HEADINGS],
        "brief": brief_of(found),
        "decisions": decisions.prefetch_related("participations__mandate__person", "tasks__unit"),
        "mandate": mandate,
        "confirmed": confirmed.first(),
        "answered": answered,
        "stands_aside": mandate is not None and stands_aside(found, mandate),
        "may_prepare": PREPARE.may(request.actor),
        "may_decide": DECIDE.may(request.actor) and meeting.can_decide,
        "crumbs": crumbs(title, to_meeting(meeting)),
    }
    return render(request, "council/point.html", context)


def _initial(request: Request) -> dict[str, object]:
    """What a new point is filled in with, where the address names what it is about."""
    asked = request.GET
    if number := asked.get("forslag"):
        proposal = Proposal.objects.filter(number=number).first()
        if proposal is not None:
            told = {"title": proposal.title, "proposal": proposal.pk, "concerns": prefilled.named(proposal)}
            told["recommendation"] = prefilled.of_proposal(proposal)
            return PointForm.initial_of(told, list(prefilled.of_state(proposal)))
    if number := asked.get("sag"):
        case = Case.objects.filter(number=number).first()
        if case is not None:
            told = {"title": case.title, "case": case.pk, "recommendation": prefilled.of_case(case)}
            return PointForm.initial_of(told, [])
    if (code := asked.get("aftale")) and (version := _newest(code)) is not None:
        told = {"title": version.contract.title_da, "version": version.pk}
        told["recommendation"] = prefilled.of_version(version)
        return PointForm.initial_of(told, [prefilled.invest(version)])
    return {}


def _newest(code: str) -> Version | None:
    return Version.objects.filter(contract__code=code, withdrawal=None).order_by("number").last()


def add(request: Request, slug: str) -> HttpResponse:
    """Write a new point of the agenda."""
    meeting = found_meeting(request, slug)
    initial = {"kind": Point.Kind.DECISION, "minutes": 15, **_initial(request)}
    form = PointForm(request.POST or None, initial=initial)
    if request.method == "POST":
        made = form.submit(lambda _: add_point(request.actor, meeting, form.told(), form.recommended()))
        if made is not None:
            messages.success(request, say_now("council.point.added"))
            return redirect("point", slug, made.number)
    title = say_now("council.point.add")
    return form_page(
        request, form, title, say_now("council.point.save"), reverse("meeting", args=[slug]),
        template="council/point_form.html", crumbs=crumbs(title, to_meeting(meeting)),
    )  # fmt: skip


def _as_it_stands(found: Point) -> dict[str, Any]:
    """What the form of a point is filled in with: what was saved last."""
    told = {name: getattr(found, name) for name in ("title", "kind", "minutes", "recommendation")}
    told |= {name: getattr(found, f"{name}_id") for name in ("proposal", "case", "version", "contract")}
    told["concerns"] = list(found.concerns.values_list("pk", flat=True))
    return PointForm.initial_of(told, list(found.recommended.values("text", "does", "amount", "reason")))


def edit(request: Request, slug: str, number: int) -> HttpResponse:
    """Change a point; where somebody else has meanwhile, what was typed is kept and the page says so."""
    meeting, found = _found(request, slug, number)
    form = PointForm(request.POST or None, initial=_as_it_stands(found))
    version = int(request.POST.get("row_version") or found.row_version)
    if request.method == "POST":
        try:
            if form.submit(lambda _: change_point(request.actor, found, form.told(), form.recommended(), version)):
                messages.success(request, say_now("council.point.saved"))
                return redirect("point", slug, number)
        except Conflict:
            found.refresh_from_db()
            version = found.row_version
            form.meet(say_now("council.somebody"), _as_it_stands(found))
    title = say_now("council.point.edit")
    return form_page(
        request, form, title, say_now("council.point.save"), reverse("point", args=[slug, number]),
        template="council/point_form.html", row_version=version, crumbs=crumbs(title, to_meeting(meeting)),
    )  # fmt: skip


def withdraw(request: Request, slug: str, number: int) -> HttpResponse:
    """Take a point off the agenda, with the reason."""
    meeting, found = _found(request, slug, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: withdraw_point(request.actor, found, told["reason"])):
        messages.success(request, say_now("council.point.withdrawn"))
        return redirect("meeting", slug)
    title = say_now("council.point.withdraw")
    return form_page(
        request, form, title, title, reverse("point", args=[slug, number]), crumbs=crumbs(title, to_meeting(meeting))
    )


def decide(request: Request, slug: str, number: int) -> HttpResponse:
    """Write into the minutes what was decided, or said where nothing is decided."""
    meeting, found = _found(request, slug, number)
    if not found.recommended.exists():
        return _said(request, meeting, found)
    form = DecisionForm(found, request.POST or None, initial={"key": fresh_key()})
    if request.method == "POST":
        made = form.submit(
            lambda told: decide_point(request.actor, found, form.minutes(), key=told["key"] or fresh_key())
        )
        if made is not None:
            messages.success(request, say_now("council.decide.done"))
            return _next(meeting, number)
    title = say_now("council.decide.title", number=found.number, title=found.title)
    answers = Answer.objects.filter(recommended__point=found).select_related("mandate__person", "recommended")
    return form_page(
        request, form, title, say_now("council.decide.save"), reverse("point", args=[slug, number]),
        template="council/decide.html", point=found, answers=answers, brief=brief_of(found),
        crumbs=crumbs(title, to_meeting(meeting)),
    )  # fmt: skip


def _next(meeting: Meeting, number: int) -> HttpResponse:
    """The next point to record, or the minutes where this was the last."""
    later = meeting.agenda.filter(number__gt=number).first()
    return redirect("decide", meeting.slug, later.number) if later else redirect("minutes", meeting.slug)


def _said(request: Request, meeting: Meeting, found: Point) -> HttpResponse:
    form = SaidForm(request.POST or None, initial={"said": found.said or found.recommendation.get("summary", "")})
    if request.method == "POST" and form.submit(lambda told: minute_point(request.actor, found, told["said"])):
        messages.success(request, say_now("council.decide.done"))
        return _next(meeting, found.number)
    title = say_now("council.decide.title", number=found.number, title=found.title)
    return form_page(
        request, form, title, say_now("council.decide.save"), reverse("point", args=[meeting.slug, found.number]),
        crumbs=crumbs(title, to_meeting(meeting)),
    )  # fmt: skip


def confirm(request: Request, slug: str, number: int) -> HttpResponse:
    """A member says whether an interest stands in the way (R2)."""
    meeting, found = _found(request, slug, number)
    MEMBER.one(request.actor, Point.objects.all(), pk=found.pk)
    mandate = _own(request, found)
    own = interests(found, meeting.day).get(mandate.pk) if mandate else None
    initial = {"has_interest": "yes", "text": str(own.organisation)} if own else {"has_interest": "no"}
    form = InterestForm(request.POST or None, initial=initial)
    if request.method == "POST":
        made = form.submit(
            lambda told: confirm_interests(request.actor, found, told["has_interest"] == "yes", told["text"])
        )
        if made is not None:
            messages.success(request, say_now("council.confirm.done"))
            if request.GET.get("til") == PACKAGE:
                return redirect(f"{reverse('package', args=[slug])}#punkt-{number}")
            return redirect("point", slug, number)
    title = say_now("council.confirm.title", number=found.number)
    lead = say_now("council.confirm.lead", title=found.title, names=", ".join(map(str, organisations(found))) or "–")
    return form_page(
        request, form, title, say_now("council.confirm.do"), reverse("point", args=[slug, number]), lead=lead,
        crumbs=crumbs(title, to_meeting(meeting)),
    )  # fmt: skip


def answer(request: Request, slug: str, number: int) -> HttpResponse:
    """A member answers in writing, between meetings (R3)."""
    meeting, found = _found(request, slug, number)
    MEMBER.one(request.actor, Point.objects.all(), pk=found.pk)
    form = AnswerForm(found, request.POST or None)
    if request.method == "POST":
        made = form.submit(lambda told: answer_in_writing(request.actor, found, form.outcomes(), told["wording"]))
        if made is not None:
            messages.success(request, say_now("council.answer.done"))
            return redirect("point", slug, number)
    title = say_now("council.answer.title", number=found.number, title=found.title)
    return form_page(
        request, form, title, say_now("council.answer.do"), reverse("point", args=[slug, number]),
        crumbs=crumbs(title, to_meeting(meeting)),
    )  # fmt: skip
