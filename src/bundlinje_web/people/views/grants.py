"""The pages of giving a right: who, which role, how far and how long, a look at what it means, and the second yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje_web.acting import Role, Scope
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.actions.confirm_grant import confirm_grant
from bundlinje_web.people.actions.end_grant import end_grant
from bundlinje_web.people.actions.give_grant import give_grant
from bundlinje_web.people.forms import GrantForm, ReasonForm
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import CONFIRM, END, READ
from bundlinje_web.people.reach import DECISIVE, GIVEN, REACH, named
from bundlinje_web.people.views.crumbs import crumbs


def meaning(role: Role, on: list[str]) -> dict[str, Any]:
    """What a right means in words: what one sees, does and never gets by it, of what, and whether it decides."""
    return {
        "role": role,
        "limits": named(REACH[role], on),
        "scope": REACH[role],
        "decisive": role in DECISIVE,
        "waits": True,
    }


def _to_person(person: Person) -> str:
    return reverse("person", args=[person.pk])


def _crumbs(person: Person, title: str) -> list[tuple[str, str]]:
    return crumbs("people.title", "persons", (person.name, _to_person(person)), here=title)


def choose(request: Request, person_id: UUID) -> HttpResponse:
    """From the role chosen on the person's page to the page where the right is written."""
    role = request.GET.get("rolle", "")
    if role not in set(GIVEN):
        return redirect("person", person_id)
    return redirect("grant-give", person_id, role)


def give(request: Request, person_id: UUID, role: str) -> HttpResponse:
    """Write the right, look at what it means, give it."""
    person = READ.one(request.actor, Person.objects.filter(is_active=True), pk=person_id)
    if role not in set(GIVEN):
        raise Http404
    form = GrantForm(request.POST or None, role=Role(role))
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        if "give" not in request.POST:
            return _check(request, person, Role(role), form)
        if form.submit(lambda told: _given(request, person, Role(role), told)) is not None:
            messages.success(request, say_now("people.grant.given", name=person.name))
            return redirect("person", person_id)
    title = say_now("people.grant.title", name=person.name, role=say_now(f"people.role.{role}"))
    context = {"form": form, "title": title, "do": say_now("people.grant.check"), "back": _to_person(person)}
    return render(request, "frame/form_page.html", {**context, "crumbs": _crumbs(person, title)})


def _given(request: Request, person: Person, role: Role, told: Mapping[str, Any]) -> Grant:
    period = Period(told["since"], told["until"])
    key = request.POST.get("give") or None
    return give_grant(request.actor, person, role, told.get("on", ()), period, told["reason"], key=key)


def _check(request: Request, person: Person, role: Role, form: PageForm) -> HttpResponse:
    title = say_now("people.grant.check_title")
    told = form.cleaned_data
    context = {"title": title, "person": person, "form": form, "told": told, "key": uuid4().hex}
    words = meaning(role, told.get("on", []))
    return render(request, "people/check_grant.html", {**context, **words, "crumbs": _crumbs(person, title)})


def confirm(request: Request, grant_id: UUID) -> HttpResponse:
    """The second yes, after the same page of what the right means."""
    grant = CONFIRM.one(request.actor, Grant.objects.select_related("person", "given_by"), pk=grant_id)
    form = PageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.submit(lambda _: confirm_grant(request.actor, grant)) is not None:
        messages.success(request, say_now("people.grant.confirmed", name=grant.person.name))
        return redirect("person", grant.person_id)
    title = say_now("people.grant.confirm_title")
    context = {"title": title, "person": grant.person, "grant": grant, "form": form}
    words = meaning(Role(grant.role), grant.on) | {"waits": False}
    return render(request, "people/confirm_grant.html", {**context, **words, "crumbs": _crumbs(grant.person, title)})


def end(request: Request, grant_id: UUID) -> HttpResponse:
    """End a right, with a reason."""
    grant = END.one(request.actor, Grant.objects.filter(end=None).select_related("person"), pk=grant_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: end_grant(request.actor, grant, reason=told["reason"])):
        messages.success(request, say_now("people.end.done", name=grant.person.name))
        return redirect("person", grant.person_id)
    title = say_now("people.end.title", role=say_now(f"people.role.{grant.role}"), name=grant.person.name)
    limits = ", ".join(named(Scope(grant.scope), grant.on)) or say_now(f"people.scope.{grant.scope}")
    context = {"form": form, "title": title, "lead": say_now("people.end.lead", limits=limits)}
    back = {"do": say_now("people.end.do"), "back": _to_person(grant.person), "crumbs": _crumbs(grant.person, title)}
    return render(request, "frame/form_page.html", {**context, **back})
