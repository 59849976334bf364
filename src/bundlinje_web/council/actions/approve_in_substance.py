"""The Council's approval of an investment, as its decision says."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Approval, Decision
from bundlinje_web.council.policy import APPROVE_IN_SUBSTANCE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.approval.given", policy=APPROVE_IN_SUBSTANCE)
def approve_in_substance(act: Act, decision: Decision) -> Approval:
    """Write down that the premises of the version decided on are approved in substance (GOV-02)."""
    version = decision.recommended.point.version
    if version is None:
        refuse([wrong("council.problem.no_version")])
    assert version is not None  # noqa: S101 - refused above
    standing = Approval.objects.filter(
        version__contract=version.contract, giver=Approval.Giver.COUNCIL, digest=version.premises
    )
    refuse([wrong("council.problem.approved")] if standing.exists() else [])
    approval = Approval.objects.create(
        version=version,
        giver=Approval.Giver.COUNCIL,
        of=Approval.Of.PREMISES,
        decision=decision,
        digest=version.premises,
        on=decision.on,
    )
    act.record(
        approval, contract=version.contract.code, version=str(version.pk), giver="council", digest=version.premises
    )
    return approval
