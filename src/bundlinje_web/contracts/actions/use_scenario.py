"""Use the figures of a business case, with the levers that are pulled, in the recommendation of its case."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.case import Levers
from bundlinje_web.contracts.beside.keeping import Pulled, keep
from bundlinje_web.contracts.beside.policy import KEEP_CASE
from bundlinje_web.contracts.models import BusinessCase, Contract


@action("contracts.business-case.calculated", policy=KEEP_CASE, on="contract")
def use_scenario(
    act: Act, contract: Contract, name: str, text: str, contract_text: str, levers: Levers
) -> BusinessCase:
    """Keep the figures for the recommendation: it tells the newest that were chosen, with their digest."""
    return keep(act, contract, Pulled(name, text, contract_text, levers, for_use=True))
