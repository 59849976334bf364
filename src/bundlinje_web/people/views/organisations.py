"""The pages of organisations: the list, one of them, and what happens to it over time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje_web.frame.forms import PageForm, choices
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.actions.add_organisation import add_organisation
from bundlinje_web.people.actions.add_unit import add_unit
from bundlinje_web.people.actions.rename_organisation import rename_organisation
from bundlinje_web.people.actions.succeed_organisation import succeed_organisation
from bundlinje_web.people.forms import OrganisationForm, RenameForm, SuccessorForm, UnitForm
from bundlinje_web.people.models import Organisation
from bundlinje_web.people.policy import KEEP_ORGANISATIONS, READ_ORGANISATIONS
from bundlinje_web.people.views.crumbs import crumbs


def _of(organisation: Organisation) -> str:
    return reverse("organisation", args=[organisation.code])


COLUMNS = (
    Column("people.column.name", lambda each: each.name, sort=("name",), link=_of),
    Column("people.column.short", lambda each: each.short or None, sort=("short",)),
    Column("people.column.kind", lambda each: f"people.kind.{each.kind}", Kind.CODE, ("kind",)),
    Column("people.column.cvr", lambda each: each.cvr or None, sort=("cvr",)),
    Column("people.column.successor", lambda each: each.successor.name if each.successor else None),
)


def organisations(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every organisation that takes or took part."""
    rows = READ_ORGANISATIONS.among(request.actor, Organisation.objects.select_related("successor"))
    kinds = Filter(
        "people.column.kind",
        choices(Organisation.Kind.values, "people.kind"),
        lambda found, kind: found.filter(kind=kind),
    )
    search = ("name", "short", "code", "cvr", "names__name")
    listing = Listing(request, rows.distinct(), COLUMNS, "organisationer", [kinds], search, "name")
    context = {"title": say_now("people.organisations"), "may_keep": KEEP_ORGANISATIONS.may(request.actor)}
    return listing.answer("people/organisations.html", context)


def _one(request: Request, code: str) -> Organisation:
    return KEEP_ORGANISATIONS.one(request.actor, Organisation.objects.all(), code=code)


def organisation(request: Request, code: str) -> HttpResponse:
    """One organisation: what it is, what it was called, its units, and who carries on after it."""
    found = READ_ORGANISATIONS.one(request.actor, Organisation.objects.select_related("part_of"), code=code)
    context = {
        "title": found.name,
        "organisation": found,
        "line": found.line()[1:],
        "before": found.succeeds.all(),
        "names": found.names.order_by("-since"),
        "units": found.units.all(),
        "may_keep": KEEP_ORGANISATIONS.may(request.actor),
        "crumbs": crumbs("people.organisations", "organisations", here=found.name),
    }
    return render(request, "people/organisation.html", context)


def _form(request: Request, form: PageForm, code: str, of: Organisation | None = None) -> HttpResponse:
    """A page with a form about an organisation, or a new one; `code` is its words."""
    title = say_now(f"people.{code}.title", name=of.name if of else "")
    between = [(of.name, _of(of))] if of else []
    context: dict[str, Any] = {"form": form, "title": title, "do": say_now(f"people.{code}.do")}
    context["crumbs"] = crumbs("people.organisations", "organisations", *between, here=title)
    return render(request, "frame/form_page.html", {**context, "back": _of(of) if of else reverse("organisations")})


def _done(request: Request, code: str, of: Organisation) -> HttpResponse:
    messages.success(request, say_now(f"people.{code}.done", name=of.name))
    return redirect("organisation", of.code)


def add(request: Request) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(request.POST or None)
    if form.is_bound and (made := form.submit(lambda told: add_organisation(request.actor, told))) is not None:
        return _done(request, "organisation", made)
    return _form(request, form, "organisation")


def rename(request: Request, code: str) -> HttpResponse:
    """A new name from a day."""
    found = _one(request, code)
    form = RenameForm(request.POST or None)
    if form.is_bound and form.submit(
        lambda told: rename_organisation(request.actor, found, told["name"], told["since"])
    ):
        return _done(request, "rename", found)
    return _form(request, form, "rename", found)


def succeed(request: Request, code: str) -> HttpResponse:
    """Who carries on."""
    found = _one(request, code)
    form = SuccessorForm(request.POST or None, of=found)
    if form.is_bound and form.submit(lambda told: succeed_organisation(request.actor, found, told["successor"])):
        return _done(request, "succession", found)
    return _form(request, form, "succession", found)


def unit(request: Request, code: str) -> HttpResponse:
    """Add a unit."""
    found = _one(request, code)
    form = UnitForm(request.POST or None)
    if form.is_bound and form.submit(
        lambda told: add_unit(request.actor, found, told["code"], told["name"], told["coordinates"])
    ):
        return _done(request, "unit", found)
    return _form(request, form, "unit", found)
