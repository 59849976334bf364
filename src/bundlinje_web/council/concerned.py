"""Whom a point concerns, and which members have an interest in it: the same rule as the database's own (GOV-25)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from bundlinje_web.contracts.models import Contract
from bundlinje_web.council.models import Point
from bundlinje_web.people.models import Interest, Mandate, Organisation
from bundlinje_web.pipeline.models import Case, Proposal


def contracts(point: Point) -> tuple[Contract, ...]:
    """The contracts a point is about: its own, its version's, its case's, and that of its proposal's case."""
    cases = Case.objects.filter(Q(points=point) | Q(proposal__points=point)).values("contract")
    wanted = Q(points=point) | Q(versions__points=point) | Q(pk__in=cases)
    return tuple(Contract.objects.filter(wanted).distinct())


def proposals(point: Point) -> tuple[Proposal, ...]:
    """The proposals a point is about: its own, and that which its case came from."""
    return tuple(Proposal.objects.filter(Q(points=point) | Q(case__points=point)).distinct())


def organisations(point: Point) -> tuple[Organisation, ...]:
    """Every organisation a point concerns: those it names, the parties of its contracts, and the proposer's."""
    wanted = Q(pk__in=point.concerns.values("pk")) | Q(roles__version__contract__in=contracts(point))
    for proposal in proposals(point):
        if named := proposal.organisation:
            wanted |= Q(name__iexact=named) | Q(short__iexact=named) | Q(names__name__iexact=named)
        wanted |= Q(staff=proposal.sender) if proposal.sender else Q()
    return tuple(Organisation.objects.filter(wanted).distinct())


def interests(point: Point, day: date) -> Mapping[UUID, Interest]:
    """The interest that keeps a member of the body from taking part, by the member's mandate."""
    sitting = list(point.meeting.body.sitting_on(day))
    live = Interest.objects.on(day).filter(
        organisation__in=organisations(point), person__in=[mandate.person_id for mandate in sitting]
    )
    by_person = {interest.person_id: interest for interest in live.select_related("organisation")}
    return {mandate.pk: by_person[mandate.person_id] for mandate in sitting if mandate.person_id in by_person}


def proposers(point: Point, day: date) -> frozenset[UUID]:
    """The mandates of members who sent the proposal themselves."""
    senders = {proposal.sender_id for proposal in proposals(point) if proposal.sender_id}
    return frozenset(each.pk for each in point.meeting.body.sitting_on(day) if each.person_id in senders)


def stands_aside(point: Point, mandate: Mandate) -> bool:
    """Whether a member takes no part in a point: by the register, as its proposer, or by the member's own word."""
    day = point.meeting.day
    said = point.confirmations.filter(mandate=mandate, has_interest=True).exists()
    return said or mandate.pk in interests(point, day) or mandate.pk in proposers(point, day)


def seats(point: Point, day: date) -> tuple[Mandate, ...]:
    """Who sits on the body that day, the chair first."""
    return tuple(point.meeting.body.sitting_on(day).select_related("person"))
