"""Receive a proposal from anybody."""

from __future__ import annotations

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.models import Draft
from bundlinje_web.pipeline.inquiries import Inquiry, entered, recorded
from bundlinje_web.pipeline.models import Proposal
from bundlinje_web.pipeline.proposing.policy import PROPOSE


@action("pipeline.proposal.received", policy=PROPOSE)
def receive(act: Act, inquiry: Inquiry, draft: Draft | None = None) -> Proposal:
    """Give the proposal its number and freeze what it says; its draft, if it had one, is gone and its files follow.

    There are no deadlines (INB-01); only what belongs to a call must come while the call is open.
    """
    if inquiry.call is not None and not inquiry.call.opens <= act.today <= inquiry.call.closes:
        found = Collector()
        found.add(error("proposing.problem.call_closed", Place(path="call")))
        found.refuse_errors()
    proposal = entered(act, inquiry)
    files = list(draft.attachments.all()) if draft is not None else []
    for file in files:
        file.draft, file.proposal = None, proposal
        file.save(update_fields=["draft", "proposal"])
    if draft is not None:
        draft.delete()
    recorded(act, proposal, files)
    return proposal
