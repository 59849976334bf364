"""Write down something that stands in the way of social investments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.learning.models import Barrier
from bundlinje_web.learning.policy import KEEP


@action("learning.barrier.noted", policy=KEEP)
def note_barrier(act: Act, told: Mapping[str, Any]) -> Barrier:
    """Note a barrier: what it is, of what kind, and who works on it."""
    barrier = Barrier.objects.create(**told)
    act.record(barrier, kind=barrier.kind)
    return barrier
