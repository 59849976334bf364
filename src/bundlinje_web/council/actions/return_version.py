"""Send a version back, with the reason, instead of approving it."""

from __future__ import annotations

from bundlinje_web.acting import Role
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Version
from bundlinje_web.council.approving import turn
from bundlinje_web.council.models import Approval, Return
from bundlinje_web.council.policy import RETURN
from bundlinje_web.people.models import Organisation


@action("council.approval.returned", policy=RETURN, on="version")
def return_version(act: Act, version: Version, department: Organisation | None, digest: str, reason: str) -> Return:
    """Return it: the mayor, or an alderman for the department named. The reason is read by those who write it."""
    is_mayor = act.right is not None and act.right.role == Role.MAYOR
    giver = Approval.Giver.MAYOR if is_mayor else Approval.Giver.ALDERMAN
    turn(act, version, giver, department, digest)
    returned = Return.objects.create(
        version=version,
        giver=giver,
        department=department,
        digest=digest,
        on=act.today,
        by_id=act.actor.person or "",
        reason=reason,
    )
    act.record(
        returned,
        contract=version.contract.code,
        version=str(version.pk),
        giver=giver.value,
        department=department.code if department else None,
        digest=digest,
    )
    return returned
