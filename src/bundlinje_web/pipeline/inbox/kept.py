"""How long it is kept who sent an inquiry, and of which inquiries that time is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from bundlinje_web.pipeline.models import Proposal

KEPT_FOR = timedelta(days=365)
"""How long after its end a proposer's name, mail and telephone are kept: assumed, the municipality decides it."""
_SAYS_WHO = ~Q(contact_name="") | ~Q(contact_mail="") | ~Q(contact_phone="")


def ended_on(proposal: Proposal) -> date | None:
    """The day nothing more could follow from it; none as long as something can."""
    if proposal.state == Proposal.CASE:
        case = getattr(proposal, "case", None)
        last = case.moves.order_by("on").last() if case is not None and case.is_ended else None
        return last.on if last else None
    if not proposal.is_ended:
        return None
    moved = proposal.moves.order_by("on").last()
    return moved.on if moved else proposal.decided_on


def erase_from(proposal: Proposal) -> date | None:
    """The day from which who sent it is to be erased."""
    ended = ended_on(proposal)
    return ended + KEPT_FOR if ended else None


def to_erase(today: date) -> Iterator[Proposal]:
    """The inquiries of which who sent them is kept for longer than it is needed."""
    for proposal in Proposal.objects.filter(_SAYS_WHO).select_related("case").prefetch_related("moves"):
        due = erase_from(proposal)
        if due is not None and due <= today:
            yield proposal
