"""The register of interests: what those who decide have to do with organisations besides the fund (GOV-25)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.frame.forms import choices
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.actions.declare_interest import declare_interest
from bundlinje_web.people.actions.end_interest import end_interest
from bundlinje_web.people.forms import EndInterestForm, InterestForm
from bundlinje_web.people.models import Interest, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import DECLARE, END_INTEREST, READ_INTERESTS
from bundlinje_web.people.views.crumbs import crumbs


def _until(interest: Interest) -> Any:
    return interest.end.on if hasattr(interest, "end") else interest.until


def _end(interest: Interest) -> str:
    return "" if hasattr(interest, "end") else reverse("interest-end", args=[interest.pk])


COLUMNS = (
    Column("people.column.name", lambda each: each.person.name, sort=("person__name",)),
    Column("people.column.organisation", lambda each: each.organisation.name, sort=("organisation__name",)),
    Column("people.column.kind", lambda each: f"people.interest_kind.{each.kind}", Kind.CODE, ("kind",)),
    Column("people.column.since", lambda each: each.since, Kind.DAY, ("since",)),
    Column("people.column.until", _until, Kind.DAY, ("until",)),
    Column("people.column.text", lambda each: each.text or None),
)


def _do(interest: Interest) -> str:
    return "" if hasattr(interest, "end") else say_now("people.interest_end.do")


_END = Column("people.column.do", _do, link=_end)


def _filters() -> list[Filter]:
    live = Interest.objects.on(timezone.localdate()).values("pk")
    kinds = choices(Interest.Kind.values, "people.interest_kind")
    return [
        Filter("people.column.kind", kinds, lambda rows, kind: rows.filter(kind=kind)),
        Filter(
            "people.column.state",
            choices(("live", "over"), "people.interest_state"),
            lambda rows, state: rows.filter(pk__in=live) if state == "live" else rows.exclude(pk__in=live),
        ),
    ]


def interests(request: Request, export: str = "") -> HttpResponse:
    """The register: everybody's for the secretariat and the auditor, one's own for all others."""
    rows = READ_INTERESTS.among(request.actor, Interest.objects.select_related("person", "organisation", "end"))
    columns = COLUMNS if export or not END_INTEREST.may(request.actor) else (*COLUMNS, _END)
    search = ("person__name", "organisation__name", "text")
    listing = Listing(request, rows, columns, "interesser", _filters(), search, "name", empty="people.interest.empty")
    context = {"title": say_now("people.interests"), "lead": say_now("people.interest.lead")}
    return listing.answer("people/interests.html", context)


def declare(request: Request) -> HttpResponse:
    """Declare an interest, of one's own or, for the secretariat, of somebody else."""
    persons = DECLARE.among(request.actor, Person.objects.filter(is_active=True))
    form = InterestForm(request.POST or None, persons=persons, initial={"person": request.actor.person})

    def do(told: Any) -> Interest:
        period = Period(told["since"], told["until"])
        return declare_interest(request.actor, told["person"], told["organisation"], told["kind"], period, told["text"])

    if form.is_bound and form.submit(do) is not None:
        messages.success(request, say_now("people.interest.done"))
        return redirect("interests")
    title = say_now("people.interest.declare")
    here = crumbs("people.interests", "interests", here=title)
    context = {"form": form, "title": title, "do": say_now("people.interest.do"), "back": reverse("interests")}
    return render(request, "frame/form_page.html", {**context, "crumbs": here})


def end(request: Request, interest_id: UUID) -> HttpResponse:
    """Say when an interest was over."""
    found = END_INTEREST.one(request.actor, Interest.objects.filter(end=None), pk=interest_id)
    form = EndInterestForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_bound and form.submit(lambda told: end_interest(request.actor, found, told["on"])) is not None:
        messages.success(request, say_now("people.interest_end.done"))
        return redirect("interests")
    title = say_now("people.interest_end.title", name=found.person.name, organisation=found.organisation.name)
    here = crumbs("people.interests", "interests", here=title)
    context = {"form": form, "title": title, "do": say_now("people.interest_end.do"), "back": reverse("interests")}
    return render(request, "frame/form_page.html", {**context, "crumbs": here})
