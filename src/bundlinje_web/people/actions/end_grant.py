"""End a right before its period does, or turn one down that nobody has confirmed."""

from __future__ import annotations

from datetime import date

from bundlinje.problems import Refused, error
from bundlinje_web.acting import Role
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Grant, GrantEnd
from bundlinje_web.people.policy import END
from bundlinje_web.people.queries import others_open_doors


@action("people.grant.ended", policy=END, on="grant")
def end_grant(act: Act, grant: Grant, on: date | None = None, reason: str = "") -> Grant:
    """End it from today, or from `on`; it takes effect at the person's next request.

    Raises `Refused` where it has ended, and where it would leave nobody who can give rights.
    """
    if hasattr(grant, "end"):
        raise Refused([error("people.problem.ended")])
    if grant.role == Role.ACCESS and not others_open_doors(grant.person, act.today):
        raise Refused([error("people.problem.last_administrator")])
    day = on or act.today
    GrantEnd.objects.create(grant=grant, ended_by_id=act.actor.person, on=day, reason=reason)
    act.record(grant, grant=grant.pk, person=grant.person_id, role=grant.role, on=day)
    return grant
