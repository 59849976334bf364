"""Say how far the work on a barrier has come."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.learning.models import Barrier
from bundlinje_web.learning.policy import KEEP


@action("learning.barrier.moved", policy=KEEP, on="barrier")
def move_barrier(act: Act, barrier: Barrier, to: str) -> Barrier:
    """Move a barrier to `open`, `worked-on` or `gone`. Raises `NoSuchMove`."""
    before = barrier.state
    barrier.move(to)
    act.record(barrier, **{"from": before, "to": to})
    return barrier
