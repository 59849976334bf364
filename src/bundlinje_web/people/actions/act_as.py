"""Choose which of one's roles one acts in."""

from __future__ import annotations

from bundlinje.problems import Place, Refused, error
from bundlinje_web.acting import Role
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.people.policy import OWN


@action("people.role.chosen", policy=OWN)
def act_as(act: Act, role: Role) -> Person:
    """Note which role the person acts in from now on. Raises `Refused` for a role that is not held."""
    if role not in act.actor.roles:
        raise Refused([error("people.problem.not_held", Place(path="role"))])
    person = Person.objects.get(pk=str(act.actor.person))
    act.record(person, role=role)
    return person
