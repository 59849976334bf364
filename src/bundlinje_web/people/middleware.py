"""Puts on every request who asks: the person logged in with the rights held today, or a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bundlinje_web.acting import ANYONE, Actor, Policy
from bundlinje_web.people.models import Person
from bundlinje_web.people.reach import DECISIVE
from bundlinje_web.people.rights import actor_of

ACTING_AS = "acting_as"
HAS_FACTOR = "has_factor"
_SECOND_FACTORS = {"mfa"}


def _fresh(request: HttpRequest, person: Person) -> datetime | None:
    """When a second factor was last given; where the installation asks for none, when the password was."""
    wanted = _SECOND_FACTORS if settings.SECOND_FACTOR else _SECOND_FACTORS | {"password", "socialaccount"}
    given = [record["at"] for record in get_authentication_records(request, person) if record.get("method") in wanted]
    return datetime.fromtimestamp(max(given), UTC) if given else None


def _actor(request: HttpRequest) -> Actor:
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return ANYONE
    return actor_of(person, timezone.localdate(), _fresh(request, person), request.session.get(ACTING_AS))


def put_actor(request: HttpRequest) -> None:
    """Put on the request who asks, found out when it is first asked."""
    request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]


def _lacks_factor(request: HttpRequest, policy: Policy) -> bool:
    """Whether the page wants a second factor of this person, who has set up none.

    Who decides, pays or gives rights has one before the first page; everybody before a step of weight.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not settings.SECOND_FACTOR or policy.anyone or not actor.is_known:
        return False
    if not (policy.step_up or DECISIVE & set(actor.roles)):
        return False
    if not request.session.get(HAS_FACTOR):
        from bundlinje_web.people.adapters import has_factor

        request.session[HAS_FACTOR] = has_factor(request.user)  # type: ignore[arg-type]
    return not request.session[HAS_FACTOR]


class WhoActs:
    """Middleware: `request.actor`. Rights are read at every request, so that an end takes effect at the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        put_actor(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_called: Any) -> HttpResponse | None:
        """Send to set up a second factor whoever must have one and has none."""
        policy = getattr(view, "policy", None)
        return redirect("mfa_index") if policy is not None and _lacks_factor(request, policy) else None
