"""The list of everything departments are asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.assessing.policy import READ
from bundlinje_web.pipeline.models import Assessment

COLUMNS = (
    Column(
        "assessing.column.number",
        lambda each: each.proposal.number,
        sort=("proposal__number",),
        link=lambda each: reverse("assessment", args=[each.proposal.number]),
    ),
    Column("assessing.column.proposal", lambda each: each.proposal.title, sort=("proposal__title",)),
    Column("assessing.column.department", lambda each: str(each.department), sort=("department__name",)),
    Column("assessing.column.due", lambda each: each.due, Kind.DAY, ("due",)),
    Column("assessing.column.state", lambda each: f"assessing.state.{each.state}", Kind.CODE, ("state",)),
    Column("assessing.column.longer_until", lambda each: each.longer_until, Kind.DAY, ("longer_until",)),
)


def _filters() -> list[Filter]:
    states = [(code, say_now(f"assessing.state.{code}")) for code in Assessment.MOVES]
    departments = [(each.code, str(each)) for each in Organisation.objects.filter(assessments__isnull=False).distinct()]
    return [
        Filter("assessing.column.state", states, lambda rows, value: rows.filter(state=value)),
        Filter("assessing.column.department", departments, lambda rows, value: rows.filter(department__code=value)),
    ]


def assessments(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Who has been asked about what, and by when."""
    rows = READ.among(request.actor, Assessment.objects.select_related("proposal", "department"))
    search = ("proposal__number", "proposal__title")
    listing = Listing(request, rows, COLUMNS, "belysninger", _filters(), search, "due", empty="assessing.none")
    return listing.answer("pipeline/assessing/assessments.html", {"title": say_now("assessing.list")})
