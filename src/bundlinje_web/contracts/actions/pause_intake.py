"""Pause the intake of a contract."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.happening import happened
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import HAPPEN


@action("contracts.intake.paused", policy=HAPPEN, on="contract")
def pause_intake(act: Act, contract: Contract, on: date, reason: str = "") -> Event:
    """Nobody is admitted from this day on, for now."""
    event = happened(act, contract, Event.Kind.INTAKE_PAUSED, on, "", reason)
    act.record(event, contract=contract.code, on=on)
    return event
