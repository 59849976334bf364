"""What each inquiry counted as on a day: read from its moves, and from its case's once it had one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import Q, QuerySet

from bundlinje_web.bridge.funnel import Counted
from bundlinje_web.pipeline.models import Case, Proposal

_CATEGORY = {
    Proposal.REJECTED_DIRECTLY: "rejected_directly",
    Proposal.REJECTED: "rejected_after_assessment",
    Proposal.DONATION: "donation",
    Proposal.DUPLICATE: "duplicate",
    Proposal.WITHDRAWN: "withdrawn",
    Proposal.NOT_STATED: "not_stated",
}
_RUNNING = {Case.INTERVENTION, Case.EVALUATION, Case.CLOSED}


class Step(Protocol):
    """A step of the way of a proposal or a case: from, to, and the day."""

    before: str
    after: str
    on: date


def stood(steps: Iterable[Step], now: str, day: date) -> str:
    """Where something stood on a day: after its last step by then, else where its first step began, else as now."""
    way = list(steps)
    by_then = [step.after for step in way if step.on <= day]
    if by_then:
        return by_then[-1]
    return way[0].before or now if way else now


def known_on(day: date) -> QuerySet[Proposal]:
    """The inquiries that had come in by a day; those known from a published number from the day it was counted."""
    return Proposal.objects.filter(
        Q(published_only=False, received_on__lte=day) | Q(published_only=True, counted_as_of__lte=day)
    )


def not_yet_known(day: date) -> int:
    """How many inquiries may have come in by then, but are known only from a number counted later."""
    return Proposal.objects.filter(published_only=True, counted_as_of__gt=day).count()


def category(proposal: Proposal, day: date) -> str:
    """The heading of Tabel 1 an inquiry stood under on a day: exactly one, whatever its state."""
    state = stood(proposal.moves.all(), proposal.state, day)
    if state in _CATEGORY:
        return _CATEGORY[state]
    return _of_case(proposal, day) if state == Proposal.CASE else "under_treatment"


def _of_case(proposal: Proposal, day: date) -> str:
    """Started, stopped or still on its way; one a report counts as started, and of which no more is known, is."""
    case = getattr(proposal, "case", None)
    if case is None:
        return "started" if proposal.published_only else "under_treatment"
    step = stood(case.moves.all(), case.state, day)
    if step == Case.STOPPED:
        return "rejected_after_assessment"
    return "started" if step in _RUNNING else "under_treatment"


def counted_on(day: date) -> tuple[Counted, ...]:
    """Every inquiry that had come in by a day, as it counted then."""
    rows = known_on(day).select_related("case").prefetch_related("moves", "case__moves")
    return tuple(
        Counted(str(row.pk), "call" if row.call_id else "ordinary", category(row, day), row.year) for row in rows
    )


def keys_on(day: date, wanted: str) -> list[str]:
    """The inquiries that stood under a heading on a day: what a count links to."""
    return [one.key for one in counted_on(day) if one.category == wanted]
