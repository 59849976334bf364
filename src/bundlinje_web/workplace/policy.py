"""Who may what in the workplace: everybody who has a role sees the own tasks; the public pages are for all."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role, open_to_anyone

KNOWN = Policy("workplace.known", {role: EVERYTHING for role in Role if role is not Role.SYSTEM})
"""Anybody with a role: each sees what that role's own policies let through."""

PUBLIC = open_to_anyone("workplace.public")
REMIND = Policy("workplace.remind", {Role.SYSTEM: EVERYTHING})
