"""What the login library tells of, noted: who logged in, what failed, who showed once more who it is."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.http import HttpRequest

from bundlinje_web.acting import ANYONE, Actor
from bundlinje_web.people.actions.note_failure import note_failure
from bundlinje_web.people.actions.note_login import note_login
from bundlinje_web.people.actions.note_step_up import note_step_up
from bundlinje_web.people.middleware import HAS_FACTOR, put_actor
from bundlinje_web.people.models import Person

_MEANS = {"password": "password", "socialaccount": "login-service"}


def _means(method: str, kind: str | None) -> str:
    """What was shown, as a code."""
    return _MEANS.get(method) or (kind or method).replace("_", "-")


def _oneself(person: Person) -> Actor:
    return Actor(str(person.pk), person.name)


def logged_in(request: HttpRequest, user: Person, **_told: Any) -> None:
    """Note it with the last thing that was shown."""
    shown = get_authentication_records(request, user)
    last = shown[-1] if shown else {"method": "password"}
    note_login(_oneself(user), user, _means(str(last["method"]), last.get("type")))


def factor_failed(user: Person, authenticator: Authenticator, **_told: Any) -> None:
    """Note it with the kind of factor."""
    note_failure(ANYONE, user, _means("mfa", authenticator.type), "factor")


def stepped_up(request: HttpRequest, user: Person, method: str, **told: Any) -> None:
    """Note it, and look anew at who asks: the factor is fresh from now on, also for what is sent again."""
    put_actor(request)
    if told.get("reauthenticated"):
        note_step_up(_oneself(user), user, _means(method, told.get("type")))


def factors_changed(request: HttpRequest, **_told: Any) -> None:
    """Look again whether there is a second factor."""
    request.session.pop(HAS_FACTOR, None)


def listen() -> None:
    """Hear of it all, once."""
    user_logged_in.connect(logged_in, dispatch_uid="people")
    authentication_step_completed.connect(stepped_up, dispatch_uid="people")
    authentication_failed.connect(factor_failed, dispatch_uid="people")
    for signal in (authenticator_added, authenticator_removed):
        signal.connect(factors_changed, dispatch_uid="people")
