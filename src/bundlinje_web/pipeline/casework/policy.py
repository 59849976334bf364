"""Who reads cases, works on them, and moves them.

A department reads the cases it has or was asked about, and works on its own; the secretariat runs them all.
"""

from __future__ import annotations

from django.db.models import Q

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role, Scope
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.policy import reached

_ALL = (Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.AUDITOR)


def own(right: Right) -> Q:
    """The cases of the right's departments."""
    return Q() if right.scope is Scope.ALL else Q(department__code__in=sorted(right.on))


def known(right: Right) -> Q:
    """The cases of the right's departments, and those they were asked to assess."""
    asked = Q(proposal__assessments__department__code__in=sorted(right.on))
    return Q() if right.scope is Scope.ALL else own(right) | asked


READ = Policy("casework.read", {**dict.fromkeys(_ALL, EVERYTHING), Role.ECONOMIST: known, Role.ALDERMAN: known})
"""Read cases, on the board and each by itself."""

CHANGE = Policy("casework.change", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: own})
"""Settle what a case needs, let it wait, and move it between the steps of the analysis."""

RUN = Policy("casework.run", {Role.SECRETARIAT: EVERYTHING})
"""Open cases, stop them as the Council decided, and move them out of the analysis."""


def taken_part_in(right: Right) -> Q:
    """The cases whose contract the right reaches, and those that grew out of what one sent in oneself."""
    reached_ = Contract.objects.filter(reached(right)).values("pk")
    return Q(contract__in=reached_) | Q(proposal__sender_id=right.person)


_PARTIES = (Role.OPERATING, Role.PROVIDER, Role.INVESTOR, Role.FOUNDATION, Role.PAYER, Role.EVALUATOR)

LOG = Policy(
    "casework.log",
    {
        **dict.fromkeys((Role.SECRETARIAT, Role.COUNCIL), EVERYTHING),
        Role.ECONOMIST: known,
        **dict.fromkeys(_PARTIES, taken_part_in),
    },
)
"""Log hours and kroner: whoever works on a case, for the party they work for (PP-03)."""

PRICE_HOURS = Policy("casework.price_hours", {Role.SECRETARIAT: EVERYTHING})
"""Say what an hour is counted at."""

READ_SPENT = Policy("casework.read_spent", {**READ.allows, Role.READER: EVERYTHING})
"""Read what working on each case has cost, also for those who otherwise read published papers alone (GOV-24)."""

LIST_AREAS = Policy("casework.list_areas", {Role.SECRETARIAT: EVERYTHING})
"""Write down the Council's main areas."""

READ_AREAS = Policy("casework.read_areas", {**dict.fromkeys(_ALL, EVERYTHING), Role.ECONOMIST: EVERYTHING})
"""Read the main areas there have been."""
