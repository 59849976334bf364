"""Keep a business case beside its contract: from now on it is the one that counts."""

from __future__ import annotations

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.case import Levers, case_of, case_seen
from bundlinje_web.bridge.contract import digest
from bundlinje_web.contracts.beside.policy import KEEP_CASE
from bundlinje_web.contracts.models import BusinessCase, Contract
from bundlinje_web.people.rights import person_of


@action("contracts.business-case.calculated", policy=KEEP_CASE, on="contract")
def keep_case(act: Act, contract: Contract, text: str) -> BusinessCase:
    """Keep the text of a case. One with mistakes is refused with every one of them."""
    case = case_of(text)
    if case.contract not in (None, contract.code):
        raise Refused([error("beside.problem.other_contract", Place(path="text"), contract=str(case.contract))])
    net = case_seen(text, "", contract.code, Levers()).municipality.total
    made = BusinessCase.objects.create(
        contract=contract,
        text=text,
        digest=digest(text),
        surplus=net,
        saved_by=person_of(act.actor),
        saved_on=act.today,
    )
    act.record(made, contract=contract.code, digest=made.digest, inputs=made.digest, engine="bundlinje", net=net)
    return made
