"""Plan how it goes on when a contract ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Contract, ExitPlan
from bundlinje_web.contracts.policy import PLAN_EXIT
from bundlinje_web.contracts.refusing import refuse
from bundlinje_web.contracts.who import person_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FIELDS = ("decide_by", "wind_down_from", "budget_by", "options", "financing", "procurement", "reuse")


@action("contracts.exit.planned", policy=PLAN_EXIT, on="contract")
def plan_exit(act: Act, contract: Contract, told: Mapping[str, Any]) -> ExitPlan:
    """Keep a new plan. Raises `Refused` where the decision comes after winding down or the budget."""
    if told["decide_by"] >= told["wind_down_from"]:
        refuse("decided_too_late", "decide_by")
    if told.get("budget_by") and told["decide_by"] > told["budget_by"]:
        refuse("after_budget", "decide_by")
    made = ExitPlan.objects.create(
        contract=contract,
        planned_by=person_of(act),
        **{name: told[name] for name in FIELDS if told.get(name) is not None},
    )
    newest = contract.versions.order_by("-number").first()
    act.record(made, contract=contract.code, version=newest.number if newest else None, decide_by=made.decide_by)
    return made
