"""Keeping a business case with its levers pulled: the row, and the record of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from bundlinje_web.audit.act import Act
from bundlinje_web.bridge.case import Levers, case_seen
from bundlinje_web.bridge.contract import digest
from bundlinje_web.contracts.models import BusinessCase, Contract
from bundlinje_web.people.rights import person_of


@dataclass(frozen=True, slots=True)
class Pulled:
    """A case's text with the levers that are pulled, and the contract that repays; `for_use` in a recommendation."""

    name: str
    text: str
    contract_text: str
    levers: Levers
    for_use: bool = False


def keep(act: Act, contract: Contract, pulled: Pulled) -> BusinessCase:
    """Keep it with what the municipality gains in it."""
    told = {**asdict(pulled.levers), **({"for_use": True} if pulled.for_use else {})}
    net = case_seen(pulled.text, pulled.contract_text, contract.code, pulled.levers).municipality.total
    made = BusinessCase.objects.create(
        contract=contract,
        scenario=pulled.name,
        text=pulled.text,
        digest=digest(pulled.text),
        surplus=net,
        summary=told,
        saved_by=person_of(act.actor),
        saved_on=act.today,
    )
    inputs = digest(repr(sorted(told.items())) + pulled.contract_text)
    act.record(made, contract=contract.code, digest=made.digest, inputs=inputs, engine="bundlinje", net=net)
    return made
