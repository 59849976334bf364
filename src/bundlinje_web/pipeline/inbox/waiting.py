"""What an inquiry waits for, how long it has, and which one comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from bundlinje_web.pipeline.models import Proposal, Screening

SILENT = timedelta(days=30)
"""After so long without anything decided an inquiry is counted as without an answer."""

_WAITS = {
    Proposal.RECEIVED: "secretariat",
    Proposal.SCREENED: "secretariat",
    Proposal.ASKED: "departments",
    Proposal.ASSESSED: "council",
}


def waits_for(proposal: Proposal) -> str:
    """Whom it waits for: the secretariat, the departments, the Council, or nobody."""
    if proposal.state == Proposal.SCREENED and recommended(proposal) is not None:
        return "council"
    return _WAITS.get(proposal.state, "nobody")


def recommended(proposal: Proposal) -> Screening | None:
    """The newest screening, if it recommends a direct rejection."""
    newest = next(iter(proposal.screenings.all()), None)
    return newest if newest is not None and newest.recommends == Screening.REJECT else None


def age(proposal: Proposal, today: date) -> int | None:
    """Days since it came in, until it was decided or today; not known where the day is not."""
    if proposal.received_on is None:
        return None
    return ((proposal.decided_on or today) - proposal.received_on).days


@dataclass(frozen=True, slots=True)
class Counts:
    """The line above the list: how many are new, wait for departments, and have had no answer for long."""

    new: int
    waiting: int
    silent: int


def counts(rows: QuerySet[Proposal], today: date) -> Counts:
    """Counted among the rows somebody may see."""
    known = rows.filter(published_only=False)
    unanswered = known.filter(state__in=list(_WAITS), received_on__lte=today - SILENT)
    return Counts(
        known.filter(state=Proposal.RECEIVED).count(),
        known.filter(state=Proposal.ASKED).count(),
        unanswered.count(),
    )


def next_new(rows: QuerySet[Proposal]) -> Proposal | None:
    """The one that has waited longest to be screened."""
    new = rows.filter(state=Proposal.RECEIVED, published_only=False)
    return new.order_by("received_on", "number").first()
