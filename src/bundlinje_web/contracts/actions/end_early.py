"""Note that the parties ended a contract early."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.happening import happened
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import HAPPEN


@action("contracts.contract.ended-early", policy=HAPPEN, on="contract")
def end_early(act: Act, contract: Contract, on: date, outcome: str = "", reason: str = "") -> Event:
    """The parties have agreed to end it before time; it is settled as its clause on that says (PRC-12)."""
    event = happened(act, contract, Event.Kind.ENDED_EARLY, on, outcome, reason)
    act.record(event, contract=contract.code, on=on, outcome=outcome or None)
    return event
