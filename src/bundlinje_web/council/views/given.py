"""The list of every approval that was given: by whom, when, and on exactly which version."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from bundlinje_web.contracts.models import Version
from bundlinje_web.council.models import Approval
from bundlinje_web.council.policy import APPROVALS
from bundlinje_web.council.views.shared import crumbs_beside, tabs_of
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, say_now

STAMP = 16
"""How many characters of a digest are shown; the version's page shows it whole."""


def _role(one: Approval) -> str:
    """As whom it was given: the Council, the mayor, or the alderman of which department."""
    role = say_now(f"council.giver.{one.giver}")
    return f"{role}, {one.department}" if one.department else role


def _by(one: Approval) -> str:
    """Who gave it; where it is known from a paper, which one."""
    return one.by.name if one.by else one.source or say_now("frame.not_stated")


COLUMNS = (
    Column("council.column.given_on", lambda one: one.on, Kind.DAY, ("on",)),
    Column("council.column.role", _role, sort=("giver",)),
    Column("council.column.by", _by, sort=("by__name",)),
    Column("council.column.of", lambda one: f"council.of.{one.of}", Kind.CODE, ("of",)),
    Column(
        "council.column.contract",
        lambda one: in_language(one.version.contract.titles),
        sort=("version__contract__title_da",),
        link=lambda one: reverse("approval", args=[one.version_id]),
    ),
    Column(
        "council.column.version",
        lambda one: say_now("contracts.version.title", n=one.version.number),
        sort=("version__number",),
        link=lambda one: reverse("version", args=[one.version.contract.code, one.version.number]),
    ),
    Column("council.column.stamp", lambda one: one.digest[:STAMP]),
)


def given(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Who approved what, when, and on which version: of the agreements whose approvals one may read."""
    reached = APPROVALS.among(request.actor, Version.objects.all())
    rows = Approval.objects.filter(version__in=reached).select_related("version__contract", "department", "by")
    givers = [(code, say_now(f"council.giver.{code}")) for code in Approval.Giver.values]
    filters = [Filter("council.column.role", givers, lambda kept, value: kept.filter(giver=value))]
    search = ("version__contract__title_da", "version__contract__title_en", "by__name")
    title = say_now("council.given.title")
    listing = Listing(
        request, rows, COLUMNS, "godkendelser", filters, search, "-given_on", empty="council.given.none"
    )  # fmt: skip
    crumbs = crumbs_beside(request, title, (say_now("council.approvals.title"), reverse("approvals")))
    told = {"title": title, "lead": say_now("council.given.lead"), "crumbs": crumbs, "tabs": tabs_of(request)}
    return listing.answer("council/decisions.html", told)
