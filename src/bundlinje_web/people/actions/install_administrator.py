"""Make one of the first two administrators, where the office is installed."""

from __future__ import annotations

from bundlinje.problems import Refused, error
from bundlinje_web.acting import Role, Scope
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.people.policy import INSTALL
from bundlinje_web.people.queries import administrators

FIRST = 2
"""Two, since every right needs one who gives it and another who confirms it."""


@action("people.grant.given", policy=INSTALL)
def install_administrator(act: Act, email: str, name: str) -> Grant:
    """Add the person, if the mail address is new, and let the person give rights.

    Raises `Refused` once there are two: the next ones are made by those who are there.
    """
    if administrators(act.today).count() >= FIRST:
        raise Refused([error("people.problem.installed")])
    person = Person.objects.filter(email__iexact=email).first() or Person.objects.create_user(email, name=name)
    grant = Grant.objects.create(
        person=person, role=Role.ACCESS, scope=Scope.ALL, since=act.today, origin=Grant.Origin.INSTALLATION
    )
    act.record(grant, person=person.pk, role=Role.ACCESS, scope=Scope.ALL, on=[], since=act.today, until=None)
    return grant
