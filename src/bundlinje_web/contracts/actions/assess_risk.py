"""Keep the Council's assessment of what can go wrong in a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.canonical import digest
from bundlinje_web.contracts.models import Contract, RiskAssessment
from bundlinje_web.contracts.policy import ASSESS_RISK
from bundlinje_web.contracts.who import person_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@action("contracts.risk.assessed", policy=ASSESS_RISK, on="contract")
def assess_risk(
    act: Act, contract: Contract, level: str, risks: Sequence[Mapping[str, str]], text: str = ""
) -> RiskAssessment:
    """Keep a new assessment: the level, and of each typical risk that is ticked its level, who carries it, a note."""
    made = RiskAssessment.objects.create(
        contract=contract,
        risks=[dict(risk) for risk in risks],
        level=level,
        text=text,
        assessed_on=act.today,
        assessed_by=person_of(act),
    )
    newest = contract.versions.order_by("-number").first()
    told = digest({"level": level, "risks": made.risks})
    act.record(
        made,
        contract=contract.code,
        after=told,
        version=newest.number if newest else None,
        risks=len(made.risks),
        digest=told,
    )
    return made
