"""Give a proposal a smaller amount to mature the idea, as a body has decided."""

from __future__ import annotations

from bundlinje.money import Ore
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.decided import DONATE, has_decided
from bundlinje_web.pipeline.casework.policy import RUN
from bundlinje_web.pipeline.models import Proposal


@action("pipeline.proposal.donated", policy=RUN, on="proposal")
def donate(act: Act, proposal: Proposal, amount: Ore, purpose: str = "") -> Proposal:
    """Give it the amount; it may become a case later (INB-07).

    Raises `Refused` where nobody has decided it, it is not assessed, or the amount is not more than nothing.
    """
    problems = []
    if Proposal.DONATION not in Proposal.MOVES[proposal.state]:
        problems.append(wrong("casework.problem.proposal_state"))
    if not has_decided(proposal, DONATE):
        problems.append(wrong("casework.problem.not_decided"))
    if amount <= 0:
        problems.append(wrong("casework.problem.amount", "amount"))
    refuse(problems)
    proposal.donation, proposal.donation_purpose = amount, purpose
    proposal.move(Proposal.DONATION, on=act.today)
    act.record(proposal, number=proposal.number, amount=amount)
    return proposal
