"""Running investments an idea's target group may overlap with (INB-15)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from bundlinje_web.bridge.target_groups import Overlap, overlaps, whom
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.frame.words import in_language

_OVER = (Event.Kind.INTERVENTION_ENDED, Event.Kind.ENDED_EARLY, Event.Kind.CLOSED)


def running(day: date) -> QuerySet[Contract]:
    """Contracts that people may be admitted to or be in: those that have a text and whose intervention goes on."""
    over = Event.objects.filter(kind__in=_OVER, on__lte=day).values("contract")
    return Contract.objects.filter(versions__isnull=False).exclude(pk__in=over).distinct()


def overlapping(target: str, day: date) -> tuple[Overlap, ...]:
    """Those of the running contracts whose own words for whom they are for share words with the idea's."""
    if not target.strip():
        return ()
    held = []
    for contract in running(day):
        version = contract.versions.order_by("-number").first()
        if version is not None:
            held.append((contract.code, in_language(contract.titles), whom(version.text)))
    return overlaps(target, held)
