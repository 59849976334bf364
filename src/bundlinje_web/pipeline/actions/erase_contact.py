"""Erase who sent an inquiry, when nobody needs to answer any more."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.inbox.kept import erase_from
from bundlinje_web.pipeline.inbox.policy import ERASE
from bundlinje_web.pipeline.models import Proposal


@action("pipeline.contact.erased", policy=ERASE, on="proposal")
def erase_contact(act: Act, proposal: Proposal) -> Proposal:
    """Erase name, mail and telephone for good; what was proposed, what was decided and every count stay.

    Raises `Refused` before the time is over.
    """
    due = erase_from(proposal)
    if due is None or due > act.today:
        refuse([wrong("inbox.problem.still_needed")])
    proposal.contact_name = proposal.contact_mail = proposal.contact_phone = ""
    proposal.save()
    act.record(proposal, number=proposal.number, until=due)
    return proposal
