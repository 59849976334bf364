"""Note that nothing more is repaid under a contract."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.happening import happened
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import HAPPEN


@action("contracts.repayment.ended", policy=HAPPEN, on="contract")
def end_repayment(act: Act, contract: Contract, on: date, reason: str = "") -> Event:
    """The last follow-up is settled."""
    event = happened(act, contract, Event.Kind.REPAYMENT_ENDED, on, "", reason)
    act.record(event, contract=contract.code, on=on)
    return event
