"""The standard goals of light agreements, with their ready prices and where they are from (PP-04)."""

from __future__ import annotations

from django.http import HttpResponse

from bundlinje_web.bridge.standard_goals import GOALS
from bundlinje_web.frame.lists import Column, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now

COLUMNS = (
    Column("casework.goals.goal", lambda goal: in_language(dict(goal.title))),
    Column("casework.goals.ready", lambda goal: goal.ready, Kind.KR),
    Column("casework.goals.saving", lambda goal: goal.saving, Kind.KR),
    Column("casework.goals.from", lambda goal: f"{goal.price_id} {getattr(goal.row.name, language_now())}"),
    Column("casework.goals.year", lambda goal: str(goal.row.year)),
    Column("casework.goals.source", lambda goal: goal.row.provenance.source),
)


def goals(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every standard goal with its ready price."""
    listing = Listing(request, tuple(GOALS.values()), COLUMNS, "standardmaal")
    context = {"title": say_now("casework.goals.title"), "lead": say_now("casework.goals.lead")}
    return listing.answer("frame/list_page.html", context)
