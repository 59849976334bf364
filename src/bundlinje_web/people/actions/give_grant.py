"""Give somebody a right. It gives nothing until a second administrator has confirmed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bundlinje.problems import Collector, Place, error
from bundlinje_web.acting import Role
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import GIVE
from bundlinje_web.people.queries import same_right
from bundlinje_web.people.reach import GIVEN, LIMITED, REACH


@action("people.grant.given", policy=GIVE)
def give_grant(
    act: Act, person: Person, role: Role, on: Iterable[str] = (), period: Period | None = None, reason: str = ""
) -> Grant:
    """Give a role for a period, from today on where none is told, limited to `on` where the role is a limited one.

    Raises `Refused` for a right to oneself, a limit that is missing, a period that is none, and what is held already.
    """
    period, limit = period or Period(act.today), sorted(set(on))
    found = Collector()
    if str(person.pk) == act.actor.person:
        found.add(error("people.problem.to_oneself"))
    if not person.is_active:
        found.add(error("people.problem.closed"))
    if role not in GIVEN:
        found.add(error("people.problem.no_role", Place(path="role")))
    if (REACH[role] in LIMITED) != bool(limit):
        found.add(error("people.problem.limit" if not limit else "people.problem.no_limit", Place(path="on")))
    if period.is_none:
        found.add(error("people.problem.period", Place(path="until")))
    elif same_right(person, role, limit, period).exists():
        found.add(error("people.problem.held", Place(path="role")))
    found.refuse_errors()
    told: dict[str, Any] = {
        "role": role,
        "scope": REACH[role],
        "on": limit,
        "since": period.since,
        "until": period.until,
    }
    grant = Grant.objects.create(person=person, given_by_id=act.actor.person, reason=reason, **told)
    act.record(grant, person=person.pk, **told)
    return grant
