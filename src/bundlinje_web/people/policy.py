"""Who may see and change people, rights, organisations, mandates and interests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role, open_to_anyone
from bundlinje_web.people.reach import GIVEN, PERSONAL

if TYPE_CHECKING:
    from django.db.models import Q

_NO_ROW = "00000000-0000-0000-0000-000000000000"
_INSIDE = tuple(role for role in GIVEN if role is not Role.PROPOSER)


def _by_another(right: Right) -> Q:
    """Grants that were neither given by this person nor to this person, also where another is acted for."""
    from django.db.models import Q

    here = [person for person in (right.person, right.on_behalf_of) if person]
    return ~Q(given_by__in=here) & ~Q(person__in=here)


def _held(right: Right) -> Q:
    """The grant this right comes from, if it is the person's own: what is lent cannot be lent on."""
    from django.db.models import Q

    return Q(pk=right.id if right.on_behalf_of is None else _NO_ROW)


def _own_delegation(right: Right) -> Q:
    """Delegations that this person gave or was given."""
    from django.db.models import Q

    return Q(grant__person=right.person) | Q(delegate=right.person)


def _oneself(right: Right) -> Q:
    """The person's own row."""
    from django.db.models import Q

    return Q(pk=right.person)


def _of_oneself(right: Right) -> Q:
    """Rows about the person."""
    from django.db.models import Q

    return Q(person=right.person)


ENTRANCE = open_to_anyone("people.entrance")
"""Logging in and out, and looking after one's own login: each page asks by itself who it is."""

READ = Policy("people.read", dict.fromkeys((Role.ACCESS, Role.AUDITOR, Role.DATA_KEEPER), EVERYTHING))
KEEP = Policy("people.keep", {Role.ACCESS: EVERYTHING})
INSTALL = Policy("people.install", {Role.SYSTEM: EVERYTHING})
"""The first two administrators are made where the office is installed, and nowhere else."""

GIVE = Policy("people.grant.give", {Role.ACCESS: EVERYTHING}, step_up=True)
CONFIRM = Policy("people.grant.confirm", {Role.ACCESS: _by_another}, step_up=True)
END = Policy("people.grant.end", {Role.ACCESS: EVERYTHING})

OWN = Policy("people.own", dict.fromkeys(GIVEN, EVERYTHING))
"""One's own rights, and which of one's roles one acts in."""

DELEGATE = Policy("people.delegate", {role: _held for role in GIVEN if role not in PERSONAL}, step_up=True)
END_DELEGATION = Policy("people.delegation.end", {**dict.fromkeys(GIVEN, _own_delegation), Role.ACCESS: EVERYTHING})

READ_ORGANISATIONS = Policy("people.organisations", dict.fromkeys(_INSIDE, EVERYTHING))
KEEP_ORGANISATIONS = Policy("people.organisations.keep", {Role.SECRETARIAT: EVERYTHING, Role.ACCESS: EVERYTHING})

READ_INTERESTS = Policy(
    "people.interests",
    {**dict.fromkeys(GIVEN, _of_oneself), Role.SECRETARIAT: EVERYTHING, Role.AUDITOR: EVERYTHING},
)
DECLARE = Policy("people.interest.declare", {**dict.fromkeys(GIVEN, _oneself), Role.SECRETARIAT: EVERYTHING})
END_INTEREST = Policy("people.interest.end", {**dict.fromkeys(GIVEN, _of_oneself), Role.SECRETARIAT: EVERYTHING})

SEAT = Policy("people.mandate", {Role.SECRETARIAT: EVERYTHING})
