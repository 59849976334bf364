"""Take a proposal back, as the one who sent it."""

from __future__ import annotations

from hmac import compare_digest

from bundlinje.problems import Collector, error
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.models import hashed
from bundlinje_web.pipeline.models import Proposal
from bundlinje_web.pipeline.proposing.policy import FOLLOW


@action("pipeline.proposal.withdrawn", policy=FOLLOW, on="proposal")
def withdraw(act: Act, proposal: Proposal, code: str) -> Proposal:
    """Take it back by the code of its receipt, as long as nothing has been decided."""
    if not proposal.status_code or not compare_digest(proposal.status_code, hashed(code)):
        raise NotAllowed(FOLLOW.code, "code")
    if Proposal.WITHDRAWN not in Proposal.MOVES[proposal.state]:
        found = Collector()
        found.add(error("proposing.problem.decided"))
        found.refuse_errors()
    proposal.decided_on = act.today
    proposal.move(Proposal.WITHDRAWN, on=act.today)
    act.record(proposal, number=proposal.number)
    return proposal
