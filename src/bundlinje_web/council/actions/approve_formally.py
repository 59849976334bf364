"""The mayor approves a contract formally, last of the three."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Version
from bundlinje_web.council.approving import approved
from bundlinje_web.council.models import Approval
from bundlinje_web.council.policy import APPROVE_FORMALLY


@action("council.approval.given", policy=APPROVE_FORMALLY, on="version")
def approve_formally(act: Act, version: Version, digest: str) -> Approval:
    """Approve the text, when the Council and every alderman have; `digest` is of what was read (GOV-03)."""
    return approved(act, version, Approval.Giver.MAYOR, None, digest)
