"""An alderman approves a contract for a department: the premises first, later the text."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Version
from bundlinje_web.council.approving import approved
from bundlinje_web.council.models import Approval
from bundlinje_web.council.policy import APPROVE_FOR_DEPARTMENT
from bundlinje_web.people.models import Organisation


@action("council.approval.given", policy=APPROVE_FOR_DEPARTMENT, on="version")
def approve_for_department(act: Act, version: Version, department: Organisation, digest: str) -> Approval:
    """Approve what the alderman of the department is asked for now; `digest` is of what was read (GOV-04, GOV-07)."""
    return approved(act, version, Approval.Giver.ALDERMAN, department, digest)
