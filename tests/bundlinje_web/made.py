"""What tests of the office are made of: people with a role, organisations, contracts. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from time import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client
from django.utils import timezone

from bundlinje_web.acting import Actor, Role, Scope
from bundlinje_web.contracts.models import Contract
from bundlinje_web.people.models import Grant, Organisation, Person
from bundlinje_web.people.rights import actor_of

LONG_AGO = date(2000, 1, 1)
_number = count(1)


def person(role: Role | str, *on: str, name: str = "") -> Person:
    """Somebody with a role since long ago: of everything, or of the departments, contracts or organisations named."""
    number = next(_number)
    made = Person.objects.create_user(
        f"person-{number}@fonden.example", name=name or f"{Role(role).name.title()} {number}"
    )
    grant(made, role, *on)
    return made


_REACH = {
    Role.ALDERMAN: Scope.DEPARTMENT,
    Role.ECONOMIST: Scope.DEPARTMENT,
    Role.OPERATING: Scope.CONTRACT,
    Role.EVALUATOR: Scope.CONTRACT,
    Role.PROVIDER: Scope.ORGANISATION,
    Role.INVESTOR: Scope.ORGANISATION,
    Role.FOUNDATION: Scope.ORGANISATION,
    Role.PAYER: Scope.ORGANISATION,
    Role.PROPOSER: Scope.OWN,
}


def grant(person: Person, role: Role | str, *on: str, **more: Any) -> Grant:
    """One more role for somebody, with the reach that role has."""
    scope = _REACH.get(Role(role), Scope.ALL)
    origin = Grant.Origin.INSTALLATION
    return Grant.objects.create(
        **{"person": person, "role": role, "scope": scope, "on": list(on), "since": LONG_AGO, "origin": origin, **more}
    )


def actor(person: Person, day: date | None = None) -> Actor:
    """The person as somebody who acts."""
    return actor_of(person, day or date.today())  # noqa: DTZ011 - rights without an end hold on any day


def just_shown(person: Person) -> Actor:
    """The person as somebody who acts and has just shown who it is."""
    return replace(actor(person), fresh=timezone.now())


def organisation(code: str, kind: str = "department", **more: Any) -> Organisation:
    """An organisation, such as a department."""
    return Organisation.objects.create(code=code, name=more.pop("name", code.upper()), kind=kind, **more)


def contract(code: str = "havnen", **more: Any) -> Contract:
    """The head of a contract, without any version."""
    return Contract.objects.create(code=code, title_da=more.pop("title_da", code.replace("-", " ").title()), **more)


def logged_in(client: Client, person: Person) -> Client:
    """Somebody who has just shown with a password and a code who it is."""
    client.force_login(person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": means, "at": time()} for means in ("password", "mfa")]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = user_id_to_str(person)
    session.save()
    return client
