"""The board and its table (W3)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from bundlinje_web.audit import clock
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.board.columns import columns, lead_times, to_investment_case
from bundlinje_web.pipeline.casework.areas import title_of
from bundlinje_web.pipeline.casework.policy import CHANGE, READ, RUN
from bundlinje_web.pipeline.casework.steps import TARGET, days_in_step
from bundlinje_web.pipeline.models import Case


def _status(case: Case) -> str:
    """Agreed, in progress or ended: what the overview of all projects tells them apart by (INB-10)."""
    if case.state in {Case.STOPPED, Case.CLOSED}:
        return f"board.status.{case.state}"
    signed = case.state in {Case.INTERVENTION, Case.EVALUATION}
    return "board.status.agreed" if signed else "board.status.in-progress"


COLUMNS = (
    Column(
        "board.column.number",
        lambda case: case.number,
        sort=("number",),
        link=lambda case: reverse("case", args=[case.number]),
    ),
    Column("board.column.title", lambda case: case.title, sort=("title",)),
    Column("board.column.department", lambda case: str(case.department) if case.department else None,
           sort=("department__name",)),
    Column("board.column.area", lambda case: title_of(case.area) if case.area else None, sort=("area",)),
    Column("board.column.step", lambda case: f"casework.step.{case.state}", Kind.CODE, ("state",)),
    Column("board.column.status", _status, Kind.CODE),
    Column("board.column.days", lambda case: days_in_step(case, clock.today()), Kind.NUMBER),
    Column("board.column.waits", lambda case: f"casework.waits_on.{case.waiting_on}" if case.waiting_on
           else "board.waits_on_nobody", Kind.CODE, ("waiting_on",)),
    Column("board.column.opened", lambda case: case.opened_on, Kind.DAY, ("opened_on",)),
)  # fmt: skip


def _filters() -> list[Filter]:
    departments = [(each.code, str(each)) for each in Organisation.objects.filter(cases__isnull=False).distinct()]
    codes = Case.objects.exclude(area="").order_by("area").values_list("area", flat=True).distinct()
    steps = [(step, say_now(f"casework.step.{step}")) for step in Case.MOVES]
    return [
        Filter("board.column.department", departments, lambda rows, value: rows.filter(department__code=value)),
        Filter("board.column.area", [(code, title_of(code)) for code in codes],
               lambda rows, value: rows.filter(area=value)),
        Filter("board.column.step", steps, lambda rows, value: rows.filter(state=value)),
    ]  # fmt: skip


def _listing(request: Request) -> Listing:
    rows = READ.among(
        request.actor, Case.objects.select_related("department", "proposal", "contract").prefetch_related("moves")
    )
    search = ("number", "title")
    return Listing(request, rows, COLUMNS, "sager", _filters(), search, "number", empty="board.empty")


def _context(request: Request, listing: Listing) -> dict[str, Any]:
    times = to_investment_case(listing.kept)
    return {
        "title": say_now("board.title"),
        "may_add": RUN.may(request.actor),
        "target_weeks": TARGET.days // 7,
        "times": lead_times(listing.kept, clock.today()),
        "through": len(times),
        "within": sum(1 for days in times if days <= TARGET.days),
    }


def board(request: Request) -> HttpResponse:
    """Every case by its step, the longest waiting first."""
    listing = _listing(request)
    movable = set(CHANGE.among(request.actor, Case.objects.all()).values_list("pk", flat=True))
    context = {"columns": columns(listing.kept, clock.today()), "movable": movable}
    return listing.answer("pipeline/board/board.html", {**_context(request, listing), **context})


def table(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """The same cases as a list that is sorted and exported (INB-10)."""
    listing = _listing(request)
    return listing.answer("pipeline/board/table.html", _context(request, listing))
