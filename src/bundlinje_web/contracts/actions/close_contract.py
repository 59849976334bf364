"""Close a contract."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.happening import happened
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import HAPPEN


@action("contracts.contract.closed", policy=HAPPEN, on="contract")
def close_contract(act: Act, contract: Contract, on: date, outcome: str = "", reason: str = "") -> Event:
    """Nothing more is paid or measured (PRC-13)."""
    event = happened(act, contract, Event.Kind.CLOSED, on, outcome, reason)
    act.record(event, contract=contract.code, on=on, outcome=outcome or None)
    return event
