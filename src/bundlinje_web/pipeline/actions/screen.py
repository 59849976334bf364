"""Screen a proposal by the checklist."""

from __future__ import annotations

from bundlinje.problems import Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import SCREEN
from bundlinje_web.pipeline.models import Proposal
from bundlinje_web.pipeline.screened import Screened, noted


@action("pipeline.proposal.screened", policy=SCREEN, on="proposal")
def screen(act: Act, proposal: Proposal, screened: Screened) -> Proposal:
    """Note what the checklist says, what it may overlap with and what it would cost to run; each time anew.

    It decides nothing: whether it is assessed or rejected comes afterwards.
    """
    if proposal.state not in (Proposal.RECEIVED, Proposal.SCREENED):
        raise Refused([error("inbox.problem.moved_on")])
    if proposal.state == Proposal.RECEIVED:
        proposal.move(Proposal.SCREENED, on=act.today)
    noted(act, proposal, screened)
    return proposal
