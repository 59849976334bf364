"""Puts on every request who asks: the person logged in with the rights held today, or a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bundlinje_web.acting import ANYONE, Actor
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import actor_of

ACTING_AS = "acting_as"
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


class WhoActs:
    """Middleware: `request.actor`. Rights are read at every request, so that an end takes effect at the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)
