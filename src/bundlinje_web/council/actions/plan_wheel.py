"""Put something in the annual wheel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import WheelEntry
from bundlinje_web.council.policy import PREPARE


@action("council.wheel.planned", policy=PREPARE)
def plan_wheel(act: Act, told: Mapping[str, Any]) -> WheelEntry:
    """A theme, a deliverable or a deadline of a month, of one year or of every year (GOV-15)."""
    entry = WheelEntry.objects.create(**{**told, "month": int(told["month"])})
    act.record(entry, kind=entry.kind, month=entry.month, year=entry.year)
    return entry
