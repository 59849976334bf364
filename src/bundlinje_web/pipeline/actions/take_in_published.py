"""Take in proposals that are known only from a published number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import TAKE_IN
from bundlinje_web.pipeline.models import Call, Proposal

STATES = {
    "rejected_directly": Proposal.REJECTED_DIRECTLY,
    "rejected_after_assessment": Proposal.REJECTED,
    "donation": Proposal.DONATION,
    "started": Proposal.CASE,
    "under_treatment": Proposal.RECEIVED,
    "not_stated": Proposal.NOT_STATED,
}
"""The state of a proposal that a report counts under a heading of Tabel 1."""


@dataclass(frozen=True, slots=True)
class Published:
    """Proposals of which no more is known than a report's number: how many, and what they were counted as.

    `category` is a heading of Tabel 1, such as `rejected_directly`; `year` is when they came, if it says so.
    """

    category: str
    number: int
    as_of: date
    title: str
    source_note: str
    call: Call | None = None
    year: int | None = None
    assumed: str = ""


@action("pipeline.proposal.taken-in", policy=TAKE_IN)
def take_in_published(act: Act, published: Published) -> None:
    """One row for each, without any invented content, marked as coming from the report."""
    taken = Proposal.objects.filter(published_only=True).count()
    for nth in range(taken + 1, taken + 1 + published.number):
        Proposal.objects.create(
            number=f"r{published.as_of.year}-{nth:03}",
            title=published.title,
            state=STATES[published.category],
            source="",
            call=published.call,
            received_year=published.year,
            published_only=True,
            counted_as_of=published.as_of,
            source_note=published.source_note,
            reason_text=published.assumed,
        )
    act.record(
        None,
        channel="call" if published.call else "ordinary",
        category=published.category,
        proposals=published.number,
        as_of=published.as_of,
    )
