"""Settle something of a case: its theory, gains, surplus, payment model, procurement, legality and the like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.canonical import digest_of
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.gates import INNOVATION
from bundlinje_web.pipeline.casework.policy import CHANGE
from bundlinje_web.pipeline.models import Case

FIELDS = frozenset(
    {
        "title", "department", "area", "contract", "theory_of_change", "gains_text", "gains_on", "surplus",
        "others_gain", "exception", "exception_text", "would_not_start", "no_budget_fits", "repayment_done_on",
        "procurement", "procurement_text", "legal_on", "legal_text", "outcome",
    }
)  # fmt: skip
"""What is written on a case by hand; the rest follows from its moves."""


@action("pipeline.case.changed", policy=CHANGE, on="case")
def change_case(act: Act, case: Case, told: Mapping[str, Any], version: int) -> Case:
    """Save the fields told, if nobody saved the case since `version`.

    Raises `Conflict` where somebody did, `Refused` for what does not hold together, `KeyError` for a field that is
    not written by hand.
    """
    if strange := set(told) - FIELDS:
        raise KeyError(min(strange))
    _check(act, case, told)
    before = digest_of(case)
    changed = sorted(name for name, value in told.items() if getattr(case, name) != value)
    for name, value in told.items():
        setattr(case, name, value)
    case.save_if(version)
    contract = case.contract.code if case.contract else ""
    act.record(case, before=before, after=digest_of(case), contract=contract, number=case.number, fields=changed)
    return case


def _check(act: Act, case: Case, told: Mapping[str, Any]) -> None:
    problems = [
        wrong("casework.problem.day_ahead", name)
        for name in ("gains_on", "repayment_done_on", "legal_on")
        if told.get(name) and told[name] > act.today
    ]
    if told.get("exception") and not told.get("exception_text"):
        problems.append(wrong("casework.problem.exception_text", "exception_text"))
    if told.get("exception") == INNOVATION:
        conditions = ("would_not_start", "no_budget_fits")
        problems += [wrong("casework.problem.condition", name) for name in conditions if not told.get(name)]
    contract = told.get("contract")
    if contract and Case.objects.filter(contract=contract).exclude(pk=case.pk).exists():
        problems.append(wrong("casework.problem.contract_taken", "contract"))
    refuse(problems)
