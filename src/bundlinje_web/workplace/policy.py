"""Who may what in the workplace: everybody who has a role sees the own tasks; the public pages are for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role, open_to_anyone

if TYPE_CHECKING:
    from django.db.models import Q

KNOWN = Policy("workplace.known", {role: EVERYTHING for role in Role if role is not Role.SYSTEM})
"""Anybody with a role: each sees what that role's own policies let through."""


def _own(right: Right) -> Q:
    """Rows of the person's own."""
    from django.db.models import Q

    return Q(person=right.person)


OWN_VIEWS = Policy("workplace.views", {role: _own for role in Role if role is not Role.SYSTEM})
"""Views that one has saved for oneself."""

PUBLIC = open_to_anyone("workplace.public")
REMIND = Policy("workplace.remind", {Role.SYSTEM: EVERYTHING})
