"""Carry out the Council's decision to reject a proposal."""

from __future__ import annotations

from datetime import date

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.casework.decided import REJECT, REJECT_DIRECTLY, has_decided
from bundlinje_web.pipeline.inbox.policy import DECIDED
from bundlinje_web.pipeline.models import Proposal
from bundlinje_web.pipeline.screened import REASONS

_AFTER = {Proposal.SCREENED: Proposal.REJECTED_DIRECTLY, Proposal.ASSESSED: Proposal.REJECTED}
_DECIDED = {Proposal.SCREENED: REJECT_DIRECTLY, Proposal.ASSESSED: REJECT}
"""What a body must have decided, by how far the proposal has come."""


@action("pipeline.proposal.rejected", policy=DECIDED, on="proposal")
def reject_proposal(
    act: Act, proposal: Proposal, reason: str, text: str = "", decided_on: date | None = None
) -> Proposal:
    """Reject it with the reason the Council gave: directly if only screened, else after assessment (INB-04, INB-07).

    Raises `Refused` where no body has decided it; the database refuses it too.
    """
    found = Collector()
    if proposal.state not in _AFTER:
        found.add(error("inbox.problem.not_ready"))
    elif not has_decided(proposal, _DECIDED[proposal.state]):
        found.add(error("casework.problem.not_decided"))
    if reason not in REASONS:
        found.add(error("inbox.problem.reason", Place(path="reason")))
    found.refuse_errors()
    proposal.reason, proposal.reason_text = reason, text
    proposal.decided_on = decided_on or act.today
    proposal.move(_AFTER[proposal.state], on=proposal.decided_on)
    act.record(proposal, number=proposal.number, reason=reason)
    return proposal
