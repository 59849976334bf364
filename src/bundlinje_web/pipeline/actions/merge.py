"""Merge a proposal with another that says the same."""

from __future__ import annotations

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import SCREEN
from bundlinje_web.pipeline.models import Proposal

_OPEN = (Proposal.RECEIVED, Proposal.SCREENED)


@action("pipeline.proposal.merged", policy=SCREEN, on="proposal")
def merge(act: Act, proposal: Proposal, into: Proposal) -> Proposal:
    """Mark it as the same as another: it stays, is counted as a duplicate, and points at the one that goes on."""
    found = Collector()
    if into.pk == proposal.pk or into.duplicate_of_id is not None:
        found.add(error("inbox.problem.merge_itself", Place(path="into")))
    if proposal.state not in _OPEN:
        found.add(error("inbox.problem.merge_late"))
    found.refuse_errors()
    proposal.duplicate_of = into
    proposal.decided_on = act.today
    proposal.move(Proposal.DUPLICATE, on=act.today)
    act.record(proposal, number=proposal.number, into=into.number)
    return proposal
