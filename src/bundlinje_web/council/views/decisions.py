"""The pages of decisions that are made, and of what follows from them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje_web.audit.action import Action
from bundlinje_web.council.actions.finish_task import finish_task
from bundlinje_web.council.actions.undo_task import undo_task
from bundlinje_web.council.models import Decision, Task
from bundlinje_web.council.policy import DECISIONS, FINISH, MEETINGS, TASKS
from bundlinje_web.council.queries import UNDO, can_undo
from bundlinje_web.council.views.shared import crumbs_beside, tabs_of
from bundlinje_web.frame.forms import web_problem
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now

COLUMNS = (
    Column("council.column.day", lambda one: one.on, Kind.DAY, ("on",)),
    Column(
        "council.column.title",
        lambda one: one.recommended.point.title,
        sort=("recommended__point__title",),
        link=lambda one: reverse("decision", args=[one.pk]),
    ),
    Column("council.column.text", lambda one: one.text),
    Column("council.column.outcome", lambda one: f"council.outcome.{one.outcome}", Kind.CODE, ("outcome",)),
    Column("council.column.body", lambda one: one.body.name, sort=("body__name",)),
)


def decisions(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every decision that is made: when, on what, and how it went; never who said what (GOV-23)."""
    rows = DECISIONS.among(request.actor, Decision.objects.select_related("recommended__point", "body"))
    outcomes = [(code, say_now(f"council.outcome.{code}")) for code in Decision.Outcome.values]
    filters = [Filter("council.column.outcome", outcomes, lambda kept, value: kept.filter(outcome=value))]
    listing = Listing(
        request, rows, COLUMNS, "beslutninger", filters, ("text", "wording", "recommended__point__title"), "-day",
        empty="council.decision.none",
    )  # fmt: skip
    return listing.answer(
        "council/decisions.html", {"title": say_now("council.decision.list"), "tabs": tabs_of(request)}
    )


def decision(request: Request, decision_id: UUID) -> HttpResponse:
    """A decision: its words, its outcome, the version it was made on; who took part only for those who deliberate."""
    rows = Decision.objects.select_related("recommended__point__meeting", "body")
    found = DECISIONS.one(request.actor, rows, pk=decision_id)
    inside = MEETINGS.may(request.actor)
    title = found.recommended.point.title
    context = {
        "title": title,
        "decision": found,
        "inside": inside,
        "parts": found.participations.select_related("mandate__person", "interest__organisation") if inside else (),
        "tasks": TASKS.among(request.actor, found.tasks.select_related("unit")),
        "crumbs": crumbs_beside(request, title, (say_now("council.decision.list"), reverse("decisions"))),
    }
    return render(request, "council/decision.html", context)


TASK_COLUMNS = (
    Column("council.column.task", lambda task: task.text, sort=("text",)),
    Column("council.column.unit", lambda task: task.unit.name, sort=("unit__name",)),
    Column("council.column.due", lambda task: task.due, Kind.DAY, ("due",)),
    Column("council.column.state", lambda task: f"council.task_state.{task.state}", Kind.CODE, ("state",)),
    Column(
        "council.column.decision",
        lambda task: task.decision.recommended.point.title,
        link=lambda task: reverse("decision", args=[task.decision_id]),
    ),
    Column("council.column.done_on", lambda task: task.done_on, Kind.DAY, ("done_on",)),
)


def tasks(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """What follows from decisions: open until it is done (GOV-09)."""
    rows = TASKS.among(request.actor, Task.objects.select_related("unit", "decision__recommended__point"))
    states = [(state, say_now(f"council.task_state.{state}")) for state in Task.MOVES]
    filters = [Filter("council.column.state", states, lambda kept, value: kept.filter(state=value))]
    listing = Listing(
        request, rows, TASK_COLUMNS, "opfoelgningspunkter", filters, ("text",), "due", empty="council.task.none"
    )
    mine = FINISH.among(request.actor, rows.filter(state=Task.OPEN)).order_by("due")
    now = timezone.now()
    closed = rows.filter(state=Task.DONE, done_at__gte=now - UNDO)
    undo = [task for task in closed if can_undo(request.actor, task, now)]
    return listing.answer(
        "council/tasks.html",
        {"title": say_now("council.task.list"), "mine": mine, "undo": undo, "tabs": tabs_of(request)},
    )


def finish(request: Request, task_id: UUID) -> HttpResponse:
    """Say that it is done."""
    return _with_task(request, task_id, finish_task, "council.task.done")


def undo(request: Request, task_id: UUID) -> HttpResponse:
    """Open again what one has just closed."""
    return _with_task(request, task_id, undo_task, "council.task.undone")


def _with_task(request: Request, task_id: UUID, do: Action[Task], said: str) -> HttpResponse:
    if request.method == "POST":
        task = FINISH.one(request.actor, Task.objects.all(), pk=task_id)
        try:
            do(request.actor, task)
            messages.success(request, say_now(said))
        except Refused as refused:
            for problem in refused.problems:
                messages.error(request, web_problem(problem))
    return redirect("council-tasks")
