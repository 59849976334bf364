"""The rows that are read out of a version's text: made when it is offered, and never touched by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.bridge.projection import Projected, projected
from bundlinje_web.contracts.models import FollowUpDate, Goal, PartyRole
from bundlinje_web.people.models import Organisation

if TYPE_CHECKING:
    from bundlinje_web.contracts.models import Version


def project(version: Version) -> None:
    """Make the rows of a version that has none yet."""
    found = projected(version.text, version.contract.code)
    known = {one.code: one for one in Organisation.objects.filter(code__in={party.party for party in found.parties})}
    PartyRole.objects.bulk_create(
        PartyRole(
            version=version,
            party=one.party,
            name=one.name,
            role=one.role,
            line=one.line,
            organisation=known.get(one.party),
            department=_department(known.get(one.party)),
        )
        for one in found.parties
    )
    Goal.objects.bulk_create(
        Goal(version=version, code=one.code, title_da=one.title_da, title_en=one.title_en, line=one.line)
        for one in found.goals
    )
    FollowUpDate.objects.bulk_create(
        FollowUpDate(version=version, number=one.number, cut_off=one.cut_off, due=one.due) for one in found.follow_ups
    )


def _department(organisation: Organisation | None) -> Organisation | None:
    """The municipal department a party is: the one whose alderman answers for it."""
    if organisation is None or organisation.kind != Organisation.Kind.DEPARTMENT:
        return None
    return organisation


def as_read(version: Version) -> Projected:
    """The version's rows as the values they were made from: a law compares them with the text."""
    from bundlinje_web.bridge.projection import FollowUpIn, GoalIn, PartyIn

    return Projected(
        tuple(PartyIn(one.party, one.name, one.role, one.line) for one in version.parties.order_by("pk")),
        tuple(GoalIn(one.code, one.title_da, one.title_en, one.line) for one in version.goals.order_by("pk")),
        tuple(FollowUpIn(one.number, one.cut_off, one.due) for one in version.follow_ups.order_by("number")),
    )
