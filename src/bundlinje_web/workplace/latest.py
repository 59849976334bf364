"""What happened lately, as far as somebody may see it: decisions, cases that moved, and investments that began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import READ as READ_CONTRACTS
from bundlinje_web.council.models import Decision
from bundlinje_web.council.policy import DECISIONS
from bundlinje_web.frame.found import Happening
from bundlinje_web.frame.words import in_language
from bundlinje_web.pipeline.casework.policy import READ as READ_CASES
from bundlinje_web.pipeline.models import Case, CaseMove

BACK = timedelta(days=90)
MOST = 5


def latest(actor: Actor, today: date) -> tuple[Happening, ...]:
    """The newest first, no more than five."""
    since = today - BACK
    found = (*_decisions(actor, since), *_moves(actor, since), *_events(actor, since))
    return tuple(sorted((each for each in found if each.day <= today), key=lambda each: each.day, reverse=True))[:MOST]


def _decisions(actor: Actor, since: date) -> Iterator[Happening]:
    rows = Decision.objects.filter(on__gte=since).select_related("recommended__point").order_by("-on", "-recorded_at")
    for one in DECISIONS.among(actor, rows)[:MOST]:
        there = reverse("decision", args=[one.pk])
        yield Happening(one.on, f"workplace.latest.{one.outcome}", there, one.recommended.point.title)


def _moves(actor: Actor, since: date) -> Iterator[Happening]:
    """Where cases came to, without moves that were undone and their undoing."""
    seen = READ_CASES.among(actor, Case.objects.all()).values("pk")
    undone = CaseMove.objects.exclude(undoes=None).values("undoes")
    rows = CaseMove.objects.filter(case__in=seen, on__gte=since, undoes=None).exclude(pk__in=undone).exclude(before="")
    for move in rows.select_related("case").order_by("-on")[:MOST]:
        there = reverse("case", args=[move.case.number])
        yield Happening(move.on, f"workplace.latest.to.{move.after}", there, move.case.title)


def _events(actor: Actor, since: date) -> Iterator[Happening]:
    seen = READ_CONTRACTS.among(actor, Contract.objects.all()).values("pk")
    rows = Event.objects.filter(contract__in=seen, on__gte=since, kind=Event.Kind.STARTED).select_related("contract")
    for event in rows.order_by("-on")[:MOST]:
        there = reverse("contract-text", args=[event.contract.code])
        yield Happening(event.on, "workplace.latest.started", there, in_language(event.contract.titles))
