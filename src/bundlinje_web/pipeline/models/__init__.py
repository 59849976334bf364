"""The rows of the pipeline: calls, proposals, what departments say of them, and the cases they become."""

from bundlinje_web.pipeline.models.assessments import Answer, Assessment, Screening
from bundlinje_web.pipeline.models.cases import Area, Case, CaseMove, Effort, HourPrice
from bundlinje_web.pipeline.models.proposals import Attachment, Call, PrintedCount, Proposal, ProposalMove, Text

__all__ = [
    "Answer",
    "Area",
    "Assessment",
    "Attachment",
    "Call",
    "Case",
    "CaseMove",
    "Effort",
    "HourPrice",
    "PrintedCount",
    "Proposal",
    "ProposalMove",
    "Screening",
    "Text",
]
