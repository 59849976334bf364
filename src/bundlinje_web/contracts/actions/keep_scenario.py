"""Keep a scenario of a business case under a name: the case's text as it is, and the levers that are pulled."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.case import Levers
from bundlinje_web.contracts.beside.keeping import Pulled, keep
from bundlinje_web.contracts.beside.policy import KEEP_CASE
from bundlinje_web.contracts.models import BusinessCase, Contract


@action("contracts.business-case.calculated", policy=KEEP_CASE, on="contract")
def keep_scenario(
    act: Act, contract: Contract, name: str, text: str, contract_text: str, levers: Levers
) -> BusinessCase:
    """Keep it with what the municipality gains in it; a later one of the same name takes its place in lists."""
    return keep(act, contract, Pulled(name, text, contract_text, levers))
