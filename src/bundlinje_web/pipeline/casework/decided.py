"""What a body has decided, looked up by the points that are about a proposal or a case.

The points and decisions are the Council's rows, which stand above: they are reached through the row they are about.
"""

from __future__ import annotations

from bundlinje_web.pipeline.models import Case, Proposal

OPEN, DONATE, STOP = "open-case", "donate", "stop-case"
REJECT_DIRECTLY, REJECT = "reject-directly", "reject"
"""What an approved decision brings about, as a recommendation names it."""


def has_decided(about: Proposal | Case, does: str) -> bool:
    """Whether an approved decision on a point about it brings this about."""
    return about.points.filter(recommended__does=does, recommended__decision__outcome="approved").exists()
