"""When every department that was asked has answered or been closed, the proposal is assessed."""

from __future__ import annotations

from datetime import date

from bundlinje_web.pipeline.models import Assessment, Proposal


def finish(proposal: Proposal, on: date) -> bool:
    """Move the proposal on if nobody is waited for any more; whether it was moved."""
    waited_for = proposal.assessments.filter(state=Assessment.ASKED).exists()
    if waited_for or proposal.state != Proposal.ASKED:
        return False
    proposal.move(Proposal.ASSESSED, on=on)
    return True
