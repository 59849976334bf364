"""Who asks departments for an assessment, who answers, and who reads the answers.

A department sees what it is asked and what it answers itself; the secretariat and the Council see all.
"""

from __future__ import annotations

from django.db.models import Q

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role, Scope


def _departments(right: Right, field: str) -> Q:
    return Q() if right.scope is Scope.ALL else Q(**{f"{field}__in": sorted(right.on)})


def own(right: Right) -> Q:
    """The assessments that the right's departments are asked for."""
    return _departments(right, "department__code")


def asked(right: Right) -> Q:
    """The proposals that the right's departments are asked about."""
    return _departments(right, "assessments__department__code")


READ = Policy(
    "assessing.read",
    {
        **dict.fromkeys((Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.AUDITOR), EVERYTHING),
        **dict.fromkeys((Role.ECONOMIST, Role.ALDERMAN), own),
    },
)
"""Read assessments and their answers."""

READ_PROPOSAL = Policy(
    "assessing.proposal",
    {
        **dict.fromkeys((Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.AUDITOR), EVERYTHING),
        **dict.fromkeys((Role.ECONOMIST, Role.ALDERMAN), asked),
    },
)
"""Read the proposal an assessment is about."""

ASK = Policy("assessing.ask", {Role.SECRETARIAT: EVERYTHING})
"""Ask departments about a proposal."""

FOLLOW = Policy("assessing.follow", {Role.SECRETARIAT: EVERYTHING})
"""Remind a department, give it longer, ask it more, or close without its answer."""

ANSWER = Policy("assessing.answer", {Role.ECONOMIST: own})
"""Answer for a department, or ask for a later deadline."""
