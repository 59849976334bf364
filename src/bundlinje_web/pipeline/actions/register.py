"""Register an inquiry that came by other ways than the form."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import REGISTER
from bundlinje_web.pipeline.inquiries import Inquiry, entered, recorded
from bundlinje_web.pipeline.models import Proposal


@action("pipeline.proposal.received", policy=REGISTER)
def register(act: Act, inquiry: Inquiry) -> Proposal:
    """An inquiry by telephone, letter or at a meeting, or an idea of the municipality's own (INB-03, INB-13)."""
    proposal = entered(act, inquiry)
    recorded(act, proposal)
    return proposal
