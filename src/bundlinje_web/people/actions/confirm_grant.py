"""Confirm a right that another administrator gave: from now on it holds."""

from __future__ import annotations

from bundlinje.problems import Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Grant, GrantConfirmation
from bundlinje_web.people.policy import CONFIRM


@action("people.grant.confirmed", policy=CONFIRM, on="grant")
def confirm_grant(act: Act, grant: Grant) -> Grant:
    """Confirm it. Raises `Refused` where it was confirmed or ended meanwhile.

    Neither who gave it nor who gets it may: the policy asks for a third person, and so does the database.
    """
    if GrantConfirmation.objects.filter(grant=grant).exists():
        raise Refused([error("people.problem.confirmed")])
    if hasattr(grant, "end"):
        raise Refused([error("people.problem.ended")])
    GrantConfirmation.objects.create(grant=grant, confirmed_by_id=str(act.actor.person))
    act.record(grant, grant=grant.pk, person=grant.person_id, role=grant.role)
    return grant
