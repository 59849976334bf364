"""Who acts, by which right, under which policy: plain values, with no rows and no pages."""

from bundlinje_web.acting.actor import ANYONE, Actor, system
from bundlinje_web.acting.policy import EVERYTHING, NotAllowed, Policy, open_to_anyone
from bundlinje_web.acting.right import Right, Role, Scope

__all__ = [
    "ANYONE",
    "EVERYTHING",
    "Actor",
    "NotAllowed",
    "Policy",
    "Right",
    "Role",
    "Scope",
    "open_to_anyone",
    "system",
]
