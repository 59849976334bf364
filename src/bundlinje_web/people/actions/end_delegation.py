"""End a delegation before its period does: by whoever gave it, whoever has it, or an administrator."""

from __future__ import annotations

from bundlinje.problems import Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Delegation, DelegationEnd
from bundlinje_web.people.policy import END_DELEGATION


@action("people.delegation.ended", policy=END_DELEGATION, on="delegation")
def end_delegation(act: Act, delegation: Delegation) -> Delegation:
    """End it from today. Raises `Refused` where it has ended."""
    if hasattr(delegation, "end"):
        raise Refused([error("people.problem.ended")])
    DelegationEnd.objects.create(delegation=delegation, on=act.today)
    act.record(delegation, delegation=delegation.pk, delegate=delegation.delegate_id, on=act.today)
    return delegation
