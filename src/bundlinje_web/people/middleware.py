"""Puts on every request who asks: the person logged in with the rights held today, or a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bundlinje_web.acting import ANYONE, Actor
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import actor_of

FRESH = "second_factor_at"
ACTING_AS = "acting_as"


def _actor(request: HttpRequest) -> Actor:
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return ANYONE
    given = request.session.get(FRESH)
    fresh = datetime.fromtimestamp(given, UTC) if given else None
    return actor_of(person, timezone.localdate(), fresh, request.session.get(ACTING_AS))


class WhoActs:
    """Middleware: `request.actor`. Rights are read at every request, so that an end takes effect at the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)
