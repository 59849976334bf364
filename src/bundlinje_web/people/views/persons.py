"""The pages of persons: the list, one person, adding, correcting, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.acting import Role, Scope
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.frame.forms import choices
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.templatetags.frame import day_short, moment
from bundlinje_web.frame.words import say_now
from bundlinje_web.people import queries
from bundlinje_web.people.actions.add_person import add_person
from bundlinje_web.people.actions.change_person import change_person
from bundlinje_web.people.actions.close_person import close_person
from bundlinje_web.people.forms import CloseForm, PersonForm
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.people.policy import CONFIRM, END, GIVE, KEEP, READ
from bundlinje_web.people.reach import GIVEN, named
from bundlinje_web.people.rights import running
from bundlinje_web.people.views.crumbs import crumbs


def _roles(person: Person) -> str:
    held: list[Grant] = person.held  # type: ignore[attr-defined]
    return ", ".join(dict.fromkeys(say_now(f"people.role.{grant.role}") for grant in held)) or say_now("people.none")


def _limits(person: Person) -> str:
    held: list[Grant] = person.held  # type: ignore[attr-defined]
    limits = [name for grant in held for name in (named(Scope(grant.scope), grant.on) or _everything(grant))]
    return ", ".join(dict.fromkeys(limits))


def _everything(grant: Grant) -> list[str]:
    return [say_now(f"people.scope.{grant.scope}")]


def _until(person: Person) -> str:
    ends = [grant.until for grant in person.held if grant.until]  # type: ignore[attr-defined]
    return day_short(min(ends)) if ends else say_now("people.grant.no_end")


def _last_login(person: Person) -> str:
    return moment(person.last_login) if person.last_login else say_now("people.never")


def _of(person: Person) -> str:
    return reverse("person", args=[person.pk])


COLUMNS = (
    Column(
        "people.column.name",
        lambda each: each.name,
        sort=("name",),
        link=_of,
    ),
    Column("people.column.roles", _roles),
    Column("people.column.limits", _limits),
    Column("people.column.until", _until),
    Column("people.column.last_login", _last_login, sort=("last_login",)),
    Column(
        "people.column.factor",
        lambda each: "people.factor.yes" if each.has_factor else "people.factor.no",
        Kind.CODE,
        ("has_factor",),
    ),
)


def _filters() -> list[Filter]:
    today = timezone.localdate()
    states = {
        "open": lambda rows: rows.filter(is_active=True),
        "closed": lambda rows: rows.filter(is_active=False),
        "no-rights": lambda rows: rows.filter(pk__in=queries.without_rights(today).values("pk")),
        "ending": lambda rows: rows.filter(pk__in=queries.ending(today).values("person")),
        "waiting": lambda rows: rows.filter(pk__in=queries.waiting(today).values("person")),
        "no-factor": lambda rows: rows.filter(has_factor=False),
    }

    def of_role(rows: Any, role: str) -> Any:
        return rows.filter(pk__in=Grant.objects.filter(running(today), role=role).values("person"))

    return [
        Filter("people.column.role", choices(GIVEN, "people.role"), of_role),
        Filter("people.column.state", choices(states, "people.state"), lambda rows, state: states[state](rows)),
    ]


def persons(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Everybody who can log in, with what they may."""
    rows = READ.among(request.actor, queries.with_rights(timezone.localdate()))
    listing = Listing(
        request, rows, COLUMNS, "brugere", _filters(), ("name", "email"), "name", empty="people.person.empty"
    )
    context = {
        "title": say_now("people.title"),
        "may_keep": KEEP.may(request.actor),
        "waiting": queries.waiting(timezone.localdate()),
    }
    return listing.answer("people/persons.html", context)


def person(request: Request, person_id: UUID) -> HttpResponse:
    """One person: what they may, who gave it, and what waits to be confirmed."""
    found = READ.one(request.actor, Person.objects.select_related("organisation", "unit"), pk=person_id)
    today = timezone.localdate()
    context = {
        "title": found.name,
        "person": found,
        "grants": [_grant_row(request, grant, today) for grant in queries.grants_of(found)],
        "borrowed": queries.borrowed_by(found, today),
        "lent": queries.lent_by(found, today),
        "mandates": found.mandates.select_related("body"),
        "may_keep": KEEP.may(request.actor),
        "may_give": GIVE.may(request.actor) and found.is_active and str(found.pk) != request.actor.person,
        "roles": choices(GIVEN, "people.role"),
        "crumbs": crumbs("people.title", "persons", here=found.name),
    }
    return render(request, "people/person.html", context)


def _grant_row(request: Request, grant: Grant, today: Any) -> dict[str, Any]:
    """A right as the page tells of it, with what this administrator may do with it."""
    state = queries.state_of(grant, today)
    one = Grant.objects.filter(pk=grant.pk)
    return {
        "grant": grant,
        "limits": named(Scope(grant.scope), grant.on),
        "state": state,
        "may_confirm": state == "waiting" and CONFIRM.among(request.actor, one).exists(),
        "may_end": state in {"waiting", "running", "future"} and END.among(request.actor, one).exists(),
        "is_access": grant.role == Role.ACCESS,
    }


def _form_page(request: Request, form: object, title: str, back: str) -> HttpResponse:
    here = crumbs("people.title", "persons", here=title)
    return render(
        request,
        "frame/form_page.html",
        {"form": form, "title": title, "do": say_now("people.save"), "back": back, "crumbs": here},
    )


def add(request: Request) -> HttpResponse:
    """Add a person; the rights come after."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and (made := form.submit(lambda told: add_person(request.actor, told))) is not None:
        messages.success(request, say_now("people.person.added", name=made.name))
        return redirect("person", made.pk)
    return _form_page(request, form, say_now("people.person.add"), reverse("persons"))


def edit(request: Request, person_id: UUID) -> HttpResponse:
    """Correct a person; where somebody else has meanwhile, what was typed is kept."""
    found = KEEP.one(request.actor, Person.objects.all(), pk=person_id)
    form = PersonForm(request.POST or None, initial={name: getattr(found, name) for name in PersonForm.base_fields})
    version = int(request.POST.get("row_version") or found.row_version)
    try:
        if form.is_bound and form.submit(lambda told: change_person(request.actor, found, told, version)) is not None:
            messages.success(request, say_now("people.saved"))
            return redirect("person", person_id)
    except Conflict:
        found.refresh_from_db()
        form.meet(say_now("people.role.access"), {name: getattr(found, name) for name in form.fields})
    title = say_now("people.person.edit")
    context = {"form": form, "title": title, "do": say_now("people.save"), "back": _of(found), "person": found}
    here = crumbs("people.title", "persons", (found.name, _of(found)), here=title)
    return render(request, "people/edit_person.html", {**context, "crumbs": here})


def close(request: Request, person_id: UUID) -> HttpResponse:
    """Close the account, after a page that says what then happens."""
    found = KEEP.one(request.actor, Person.objects.filter(is_active=True), pk=person_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: close_person(request.actor, found, told["reason"])):
        messages.success(request, say_now("people.close.done", name=found.name))
        return redirect("person", person_id)
    title = say_now("people.close.title", name=found.name)
    context = {"form": form, "title": title, "lead": say_now("people.close.lead"), "do": say_now("people.close.do")}
    here = crumbs("people.title", "persons", (found.name, _of(found)), here=title)
    return render(request, "frame/form_page.html", {**context, "back": _of(found), "crumbs": here})
