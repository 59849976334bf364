"""The pages of bodies: the Council, steering groups (GOV-17), forums across departments (GOV-27); and their seats."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.contracts.models import Contract
from bundlinje_web.council.body_forms import BodyForm, SeatEndForm, SeatForm
from bundlinje_web.council.models import Decision, Meeting
from bundlinje_web.council.policy import BODIES, MEETINGS, PREPARE
from bundlinje_web.council.views.shared import form_page, tabs_of
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, say_now
from bundlinje_web.people.actions.add_body import add_body
from bundlinje_web.people.actions.begin_mandate import begin_mandate
from bundlinje_web.people.actions.end_mandate import end_mandate
from bundlinje_web.people.models import Body, Mandate
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import SEAT


def _crumbs(here: str, *before: tuple[str, str]) -> list[tuple[str, str]]:
    return [(say_now("council.bodies.title"), reverse("bodies")), *before, (here, "")]


def bodies(request: Request) -> HttpResponse:
    """The bodies one may follow, each with who sits on it and when it meets next."""
    today = timezone.localdate()
    rows = BODIES.among(request.actor, Body.objects.all()).order_by("kind", "name")
    found = [(body, body.sitting_on(today).count(), _coming(body).first()) for body in rows]
    title = say_now("council.bodies.title")
    context = {
        "title": title,
        "bodies": found,
        "may_seat": SEAT.may(request.actor),
        "tabs": tabs_of(request),
    }
    return render(request, "council/bodies.html", context)


def _coming(body: Body) -> Any:
    return body.meetings.filter(day__gte=timezone.localdate()).exclude(state=Meeting.CANCELLED).order_by("day")


def body(request: Request, code: str) -> HttpResponse:
    """A body: what it follows, who sits on it, when it meets, and what its approved minutes say."""
    found = BODIES.one(request.actor, Body.objects.all(), code=code)
    today = timezone.localdate()
    title = found.name
    context = {
        "title": title,
        "body": found,
        "contract": Contract.objects.filter(code=found.contract).first() if found.contract else None,
        "seats": found.sitting_on(today).select_related("person__organisation", "person__unit"),
        "coming": _coming(found)[:5],
        "held": [(meeting, _minutes(meeting)) for meeting in _held(found)],
        "inside": MEETINGS.may(request.actor),
        "may_seat": SEAT.may(request.actor),
        "may_prepare": PREPARE.may(request.actor),
        "crumbs": _crumbs(title),
    }
    return render(request, "council/body.html", context)


def _held(of: Body) -> Any:
    """The last meetings whose minutes are approved: what is still being written is nobody's yet."""
    return of.meetings.filter(state=Meeting.APPROVED).order_by("-day")[:5]


def _minutes(meeting: Meeting) -> list[tuple[Any, list[Decision]]]:
    """Each point with what was decided; never who said what."""
    made: dict[Any, list[Decision]] = {}
    for one in Decision.objects.filter(recommended__point__meeting=meeting).select_related("recommended"):
        made.setdefault(one.recommended.point_id, []).append(one)
    return [(point, made.get(point.pk, [])) for point in meeting.agenda]


def add(request: Request) -> HttpResponse:
    """Add a body, such as the steering group of a contract."""
    contract = Contract.objects.filter(code=request.GET.get("aftale", "")).first()
    initial: dict[str, Any] = {"kind": Body.Kind.STEERING}
    if contract is not None:
        named = say_now("council.body.steering_of", project=in_language(contract.titles))
        initial |= {"contract": contract.pk, "name": named, "code": f"styregruppe-{contract.code}"[:80]}
    form = BodyForm(request.POST or None, initial=initial)

    def do(told: Any) -> Body:
        followed = told["contract"].code if told["contract"] else ""
        return add_body(request.actor, told["code"], told["name"], told["kind"], told["seats"], followed)

    if request.method == "POST" and (made := form.submit(do)) is not None:
        messages.success(request, say_now("council.body.added"))
        return redirect("body", made.code)
    title = say_now("council.body.add")
    return form_page(request, form, title, say_now("council.body.save"), reverse("bodies"), crumbs=_crumbs(title))


def seat(request: Request, code: str) -> HttpResponse:
    """Give somebody a seat on the body for a period."""
    found = SEAT.one(request.actor, Body.objects.all(), code=code)
    form = SeatForm(request.POST or None, initial={"since": timezone.localdate(), "seat": Mandate.Seat.MEMBER})

    def do(told: Any) -> Mandate:
        period = Period(told["since"], told["until"])
        return begin_mandate(request.actor, found, told["person"], told["seat"], period, told["source"])

    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("council.seat_form.done"))
        return redirect("body", code)
    title = say_now("council.seat_form.title", body=found.name)
    there = reverse("body", args=[code])
    return form_page(
        request, form, title, say_now("council.seat_form.do"), there, crumbs=_crumbs(title, (found.name, there))
    )


def end_seat(request: Request, mandate_id: UUID) -> HttpResponse:
    """End a seat before its period does."""
    found = SEAT.one(request.actor, Mandate.objects.select_related("body", "person"), pk=mandate_id)
    form = SeatEndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.submit(
        lambda told: end_mandate(request.actor, found, told["on"], told["reason"])
    ):
        messages.success(request, say_now("council.seat_end.done"))
        return redirect("body", found.body.code)
    title = say_now("council.seat_end.title", name=found.person.name)
    there = reverse("body", args=[found.body.code])
    return form_page(
        request, form, title, say_now("council.seat_end.do"), there, crumbs=_crumbs(title, (found.body.name, there))
    )
