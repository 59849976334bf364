"""The pages of meetings: the list, the agenda, the package to read before, the minutes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje_web.council import agenda, planning
from bundlinje_web.council.actions.approve_minutes import approve_minutes
from bundlinje_web.council.actions.cancel_meeting import cancel_meeting
from bundlinje_web.council.actions.hold_meeting import hold_meeting
from bundlinje_web.council.actions.move_meeting import move_meeting
from bundlinje_web.council.actions.order_agenda import order_agenda
from bundlinje_web.council.actions.plan_meeting import plan_meeting
from bundlinje_web.council.actions.propose_agenda import propose_agenda
from bundlinje_web.council.actions.send_agenda import send_agenda
from bundlinje_web.council.brief import brief_of
from bundlinje_web.council.forms import YEARLY, MeetingForm, MoveForm, YearForm
from bundlinje_web.council.models import Confirmation, Decision, Meeting
from bundlinje_web.council.policy import APPROVE_MINUTES, MEETINGS, PREPARE
from bundlinje_web.council.prefilled import HEADINGS
from bundlinje_web.council.views.shared import crumbs, form_page, found_meeting, name_of, tabs_of, to_meeting
from bundlinje_web.frame.forms import ReasonForm, web_problem
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Body
from bundlinje_web.pipeline.by import person_of

COLUMNS = (
    Column(
        "council.column.day",
        lambda meeting: meeting.day,
        Kind.DAY,
        ("day",),
        link=lambda meeting: reverse("meeting", args=[meeting.slug]),
    ),
    Column("council.column.body", lambda meeting: meeting.body.name, sort=("body__name",)),
    Column("council.column.theme", lambda meeting: meeting.theme or None, sort=("theme",)),
    Column("council.column.points", lambda meeting: meeting.agenda.count(), Kind.NUMBER),
    Column("council.column.state", lambda meeting: f"council.state.{meeting.state}", Kind.CODE, ("state",)),
)


def _filters() -> list[Filter]:
    states = [(state, say_now(f"council.state.{state}")) for state in Meeting.MOVES]
    bodies = [(body.code, body.name) for body in Body.objects.all()]
    return [
        Filter("council.column.state", states, lambda rows, value: rows.filter(state=value)),
        Filter("council.column.body", bodies, lambda rows, value: rows.filter(body__code=value)),
    ]


def meetings(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every meeting, the latest first; what is planned and what was decided."""
    rows = MEETINGS.among(request.actor, Meeting.objects.select_related("body"))
    listing = Listing(
        request, rows, COLUMNS, "moeder", _filters(), ("theme", "place"), "-day", empty="council.meeting.none"
    )
    return listing.answer(
        "council/meetings.html",
        {"title": say_now("council.menu"), "may_prepare": PREPARE.may(request.actor), "tabs": tabs_of(request)},
    )


def add_meeting(request: Request) -> HttpResponse:
    """Plan one meeting."""
    bodies = Body.objects.all()
    asked = bodies.filter(code=request.GET.get("forum", "")).first()
    body = asked or bodies.filter(kind=Body.Kind.COUNCIL).first()
    form = MeetingForm(request.POST or None, initial=planning.proposed(body, timezone.localdate()))
    if request.method == "POST":
        made = form.submit(lambda told: plan_meeting(request.actor, told["body"], _without_body(told)))
        if made is not None:
            messages.success(request, say_now("council.meeting.planned"))
            return redirect("meeting", made.slug)
    return form_page(
        request, form, say_now("council.meeting.add"), say_now("council.meeting.plan"), reverse("meetings")
    )


def _without_body(told: object) -> dict[str, object]:
    return {name: value for name, value in dict(told).items() if name != "body"}  # type: ignore[call-overload]


def _days(year: int) -> dict[str, date]:
    return {f"day_{number}": day for number, day in enumerate(planning.days_of(year), start=1)}


def plan_year(request: Request) -> HttpResponse:
    """Plan the meetings of a year, with days proposed."""
    year = timezone.localdate().year + 1
    form = YearForm(request.POST or None, initial=_days(year))
    if request.method == "POST" and form.is_valid():
        body, days = form.cleaned_data["body"], form.days()
        taken = set(Meeting.objects.filter(body=body, day__in=days).values_list("day", flat=True))
        for day in days:
            if day not in taken:
                plan_meeting(request.actor, body, {"day": day, "agenda_due": day - planning.AGENDA_BEFORE})
        messages.success(request, say_now("council.year.planned", n=len(days) - len(taken)))
        return redirect("meetings")
    title = say_now("council.year.title", year=str(year))
    lead = say_now("council.year.lead", n=YEARLY)
    return form_page(request, form, title, say_now("council.year.plan"), reverse("meetings"), lead=lead)


def meeting(request: Request, slug: str) -> HttpResponse:
    """A meeting: its agenda, and the one thing to do next."""
    found = found_meeting(request, slug)
    title = name_of(found)
    points = list(found.agenda.prefetch_related("recommended__decision"))
    context = {
        "title": title,
        "meeting": found,
        "points": points,
        "total": sum(point.minutes for point in points),
        "may_prepare": PREPARE.may(request.actor),
        "may_approve": APPROVE_MINUTES.may(request.actor),
        "crumbs": crumbs(title),
    }
    return render(request, "council/meeting.html", context)


def propose(request: Request, slug: str) -> HttpResponse:
    """What is ready for the meeting: chosen, and put on the agenda with its recommendation pre-filled."""
    found = found_meeting(request, slug)
    if request.method == "POST":
        try:
            propose_agenda(request.actor, found, frozenset(request.POST.getlist("chosen")))
            messages.success(request, say_now("council.agenda.proposed"))
        except Refused as refused:
            _tell(request, refused)
        return redirect("meeting", slug)
    title = say_now("council.agenda.propose")
    ready = agenda.candidates(found, timezone.localdate())
    context = {"title": title, "meeting": found, "ready": ready, "crumbs": crumbs(title, to_meeting(found))}
    return render(request, "council/propose.html", context)


def _tell(request: Request, refused: Refused) -> None:
    for problem in refused.problems:
        messages.error(request, web_problem(problem))


def send(request: Request, slug: str) -> HttpResponse:
    """Send the agenda."""
    return _done(request, slug, "council.agenda.sent", send_agenda)


def hold(request: Request, slug: str) -> HttpResponse:
    """Say that the meeting was held."""
    return _done(request, slug, "council.meeting.held", hold_meeting)


def approve(request: Request, slug: str) -> HttpResponse:
    """Approve the minutes."""
    return _done(request, slug, "council.minutes.approved", approve_minutes, "minutes")


def _done(request: Request, slug: str, said: str, do: object, to: str = "meeting") -> HttpResponse:
    """Do something with a meeting at the press of a button, and go back to it."""
    if request.method == "POST":
        try:
            do(request.actor, found_meeting(request, slug))  # type: ignore[operator]
            messages.success(request, say_now(said))
        except Refused as refused:
            _tell(request, refused)
    return redirect(to, slug)


def move(request: Request, slug: str) -> HttpResponse:
    """Move the meeting to another day."""
    found = found_meeting(request, slug)
    form = MoveForm(request.POST or None, initial={"day": found.day, "agenda_due": found.agenda_due})
    if request.method == "POST":
        moved = form.submit(lambda told: move_meeting(request.actor, found, told["day"], told["agenda_due"]))
        if moved is not None:
            messages.success(request, say_now("council.meeting.moved"))
            return redirect("meeting", moved.slug)
    title = say_now("council.meeting.move")
    return form_page(
        request, form, title, title, reverse("meeting", args=[slug]), crumbs=crumbs(title, to_meeting(found))
    )


def cancel(request: Request, slug: str) -> HttpResponse:
    """Cancel the meeting, with the reason."""
    found = found_meeting(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: cancel_meeting(request.actor, found, told["reason"])):
        messages.success(request, say_now("council.meeting.cancelled"))
        return redirect("meeting", slug)
    title = say_now("council.meeting.cancel")
    return form_page(
        request, form, title, title, reverse("meeting", args=[slug]), crumbs=crumbs(title, to_meeting(found))
    )


def shift(request: Request, slug: str, number: int, way: str) -> HttpResponse:
    """Move a point one place up or down."""
    found = found_meeting(request, slug)
    if request.method == "POST" and way in {"op", "ned"}:
        order: list[UUID] = [point.pk for point in found.agenda]
        here, there = number - 1, number - 2 if way == "op" else number
        if 0 <= here < len(order) and 0 <= there < len(order):
            order[here], order[there] = order[there], order[here]
            try:
                order_agenda(request.actor, found, order)
            except Refused as refused:
                _tell(request, refused)
    return redirect("meeting", slug)


def package(request: Request, slug: str) -> HttpResponse:
    """Everything to read before the meeting: one page for each point, to print."""
    found = found_meeting(request, slug)
    points = found.agenda.prefetch_related("recommended").select_related("proposal", "case", "version__contract")
    confirmed = Confirmation.objects.filter(point__meeting=found, mandate__person=person_of(request.actor))
    title = say_now("council.package.title", meeting=name_of(found))
    context = {
        "title": title,
        "meeting": found,
        "points": [(point, brief_of(point)) for point in points],
        "headings": HEADINGS,
        "sits": found.body.sitting_on(found.day).filter(person=person_of(request.actor)).exists(),
        "confirmed": set(confirmed.values_list("point", flat=True)),
        "crumbs": crumbs(title, to_meeting(found)),
    }
    return render(request, "council/package.html", context)


def minutes(request: Request, slug: str) -> HttpResponse:
    """The minutes: what was decided on each point, by whom, and what follows."""
    found = found_meeting(request, slug)
    decisions = (
        Decision.objects.filter(recommended__point__meeting=found)
        .select_related("recommended__point")
        .prefetch_related("participations__mandate__person", "participations__interest__organisation", "tasks__unit")
    )
    by_point: dict[object, list[Decision]] = {}
    for decision in decisions.order_by("recommended__point__number", "recommended__number"):
        by_point.setdefault(decision.recommended.point_id, []).append(decision)
    title = say_now("council.minutes.title", meeting=name_of(found))
    context = {
        "title": title,
        "meeting": found,
        "points": [(point, by_point.get(point.pk, [])) for point in found.agenda],
        "may_approve": APPROVE_MINUTES.may(request.actor),
        "crumbs": crumbs(title, to_meeting(found)),
    }
    return render(request, "council/minutes.html", context)
