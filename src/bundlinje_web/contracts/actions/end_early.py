"""Note that the parties ended a contract early."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.early import says_it_ends
from bundlinje_web.contracts.happening import happened
from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.policy import HAPPEN
from bundlinje_web.contracts.refusing import refuse


@action("contracts.contract.ended-early", policy=HAPPEN, on="contract")
def end_early(act: Act, contract: Contract, on: date, outcome: str = "", reason: str = "") -> Event:
    """The parties have agreed to end it before time; it is settled as its clause on that says (PRC-12).

    Raises `Refused` where the text that holds does not say that it ends that day: an amendment says so first.
    """
    if not says_it_ends(contract, on):
        refuse("early_not_agreed", "on", on=on.isoformat())
    event = happened(act, contract, Event.Kind.ENDED_EARLY, on, outcome, reason)
    act.record(event, contract=contract.code, on=on, outcome=outcome or None)
    return event
