"""Recommend that the Council rejects a proposal directly."""

from __future__ import annotations

from dataclasses import replace

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import SCREEN
from bundlinje_web.pipeline.models import Proposal, Screening
from bundlinje_web.pipeline.screened import REASONS, noted, screened_before


@action("pipeline.proposal.screened", policy=SCREEN, on="proposal")
def recommend_rejection(act: Act, proposal: Proposal, reason: str, text: str) -> Proposal:
    """Say that it should be rejected and why; the Council decides at a meeting (INB-04)."""
    found = Collector()
    if proposal.state != Proposal.SCREENED:
        found.add(error("inbox.problem.not_screened"))
    if reason not in REASONS:
        found.add(error("inbox.problem.reason", Place(path="reason")))
    found.refuse_errors()
    before = screened_before(proposal)
    noted(act, proposal, replace(before, recommends=Screening.REJECT, reason=reason, reason_text=text))
    return proposal
