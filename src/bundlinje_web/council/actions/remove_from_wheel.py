"""Take something out of the annual wheel."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import WheelEntry
from bundlinje_web.council.policy import PREPARE


@action("council.wheel.removed", policy=PREPARE, on="entry")
def remove_from_wheel(act: Act, entry: WheelEntry) -> None:
    """Take it out; what was recorded of it stays."""
    kind, month, year = entry.kind, entry.month, entry.year
    entry.delete()
    act.record(None, kind=kind, month=month, year=year)
