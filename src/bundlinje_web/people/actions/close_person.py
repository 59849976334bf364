"""Close somebody's account: at the next request the person is a stranger."""

from __future__ import annotations

from bundlinje.problems import Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Grant, GrantEnd, Person
from bundlinje_web.people.policy import KEEP
from bundlinje_web.people.queries import not_over, others_open_doors


@action("people.person.closed", policy=KEEP, on="person")
def close_person(act: Act, person: Person, reason: str = "left") -> Person:
    """Close the account and end every right that is not over. What the person did stands.

    Raises `Refused` where it is the last administrator's, or closed already.
    """
    if not person.is_active:
        raise Refused([error("people.problem.closed")])
    if not others_open_doors(person, act.today):
        raise Refused([error("people.problem.last_administrator")])
    for grant in Grant.objects.filter(not_over(act.today), person=person):
        GrantEnd.objects.create(grant=grant, ended_by_id=act.actor.person, on=act.today)
    person.is_active = False
    person.row_version += 1
    person.save(update_fields=["is_active", "row_version"])
    act.record(person, reason=reason)
    return person
