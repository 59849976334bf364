"""One's own pages: which role one acts in, what one may, and whom one lets act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bundlinje_web.acting import Right, Role
from bundlinje_web.frame.fields import CodeField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people import queries
from bundlinje_web.people.actions.act_as import act_as
from bundlinje_web.people.actions.delegate import delegate
from bundlinje_web.people.actions.end_delegation import end_delegation
from bundlinje_web.people.forms import DelegateForm
from bundlinje_web.people.middleware import ACTING_AS
from bundlinje_web.people.models import Delegation, Grant, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import DELEGATE, END_DELEGATION
from bundlinje_web.people.reach import PERSONAL, named
from bundlinje_web.people.views.crumbs import crumbs


class RoleForm(PageForm):
    """Which of the roles one holds one acts in."""

    words = "people.acting"

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = CodeField(codes=roles, before="people.role", radios=True)
        self._give_words("role", self.fields["role"])


def _is_ours(address: str, request: Request) -> bool:
    """Whether an address that came with the request leads back here and nowhere else."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def acting_as(request: Request) -> HttpResponse:
    """Choose the role one acts in; it is shown on every page and named in what is recorded."""
    actor = request.actor
    there = request.POST.get("next") or request.GET.get("next") or ""
    form = RoleForm(request.POST or None, roles=actor.roles, initial={"role": actor.ordered()[0].role})
    if request.method == "POST" and form.submit(lambda told: act_as(actor, Role(told["role"]))) is not None:
        role = form.cleaned_data["role"]
        request.session[ACTING_AS] = role
        messages.success(request, say_now("people.acting.chosen", role=say_now(f"people.role.{role}")))
        return redirect(there if _is_ours(there, request) else "own-rights")
    title = say_now("people.acting.title")
    context = {"form": form, "title": title, "lead": say_now("people.acting.lead"), "next": there}
    return render(request, "people/acting_as.html", {**context, "do": say_now("people.acting.do")})


def own(request: Request) -> HttpResponse:
    """What one may, whom one lets act, and for whom one acts."""
    today = timezone.localdate()
    me = Person.objects.get(pk=str(request.actor.person))
    held = Grant.objects.filter(pk__in=[right.id for right in request.actor.rights]).select_related("person")
    grants = {str(each.pk): each for each in held}
    context = {
        "title": say_now("people.own.title"),
        "rights": [_right_row(right, grants[right.id]) for right in request.actor.rights],
        "lent": queries.lent_by(me, today),
        "borrowed": queries.borrowed_by(me, today),
    }
    return render(request, "people/own.html", context)


def _right_row(right: Right, grant: Grant) -> dict[str, Any]:
    return {
        "right": right,
        "limits": named(right.scope, sorted(right.on)),
        "behalf": grant.person.name if right.on_behalf_of else "",
        "until": grant.until,
        "may_lend": right.on_behalf_of is None and right.role not in PERSONAL,
    }


def lend(request: Request, grant_id: UUID) -> HttpResponse:
    """Let another act by one right of one's own, for a while."""
    grant = DELEGATE.one(request.actor, Grant.objects.all(), pk=grant_id)
    form = DelegateForm(request.POST or None, person=str(request.actor.person))

    def do(told: Any) -> Delegation:
        return delegate(request.actor, grant, told["to"], Period(told["since"], told["until"]), told["reason"])

    if request.method == "POST" and (made := form.submit(do)) is not None:
        messages.success(request, say_now("people.delegation.done", name=made.delegate.name))
        return redirect("own-rights")
    title = say_now("people.delegation.title", role=say_now(f"people.role.{grant.role}"))
    context = {"form": form, "title": title, "lead": say_now("people.delegation.lead")}
    context |= {"do": say_now("people.delegation.do"), "back": reverse("own-rights")}
    here = crumbs("people.own.title", "own-rights", here=title)
    return render(request, "frame/form_page.html", {**context, "crumbs": here})


@require_POST
def take_back(request: Request, delegation_id: UUID) -> HttpResponse:
    """End a delegation."""
    row = END_DELEGATION.one(request.actor, Delegation.objects.filter(end=None), pk=delegation_id)
    end_delegation(request.actor, row)
    messages.success(request, say_now("people.delegation.ended"))
    return redirect("own-rights")
