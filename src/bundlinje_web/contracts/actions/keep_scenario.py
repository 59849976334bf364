"""Keep a scenario of a business case under a name: the case's text as it is, and the levers that are pulled."""

from __future__ import annotations

from dataclasses import asdict

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.case import Levers, case_seen
from bundlinje_web.bridge.contract import digest
from bundlinje_web.contracts.beside.policy import KEEP_CASE
from bundlinje_web.contracts.models import BusinessCase, Contract
from bundlinje_web.people.rights import person_of


@action("contracts.business-case.calculated", policy=KEEP_CASE, on="contract")
def keep_scenario(
    act: Act, contract: Contract, name: str, text: str, contract_text: str, levers: Levers
) -> BusinessCase:
    """Keep it with what the municipality gains in it; a later one of the same name takes its place in lists."""
    net = case_seen(text, contract_text, contract.code, levers).municipality.total
    told = asdict(levers)
    made = BusinessCase.objects.create(
        contract=contract,
        scenario=name,
        text=text,
        digest=digest(text),
        surplus=net,
        summary=told,
        saved_by=person_of(act.actor),
        saved_on=act.today,
    )
    inputs = digest(repr(sorted(told.items())) + contract_text)
    act.record(made, contract=contract.code, digest=made.digest, inputs=inputs, engine="bundlinje", net=net)
    return made
