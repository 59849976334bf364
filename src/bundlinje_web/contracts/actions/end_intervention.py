"""Note that the intervention has ended."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.happening import happened
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import HAPPEN


@action("contracts.contract.ended", policy=HAPPEN, on="contract")
def end_intervention(act: Act, contract: Contract, on: date, outcome: str = "", reason: str = "") -> Event:
    """The intervention has ended, with what became of it; follow-up and payments go on (PRC-11, PRC-13)."""
    event = happened(act, contract, Event.Kind.INTERVENTION_ENDED, on, outcome, reason)
    act.record(event, contract=contract.code, on=on, outcome=outcome or None)
    return event
