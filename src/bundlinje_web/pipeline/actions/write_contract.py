"""Begin the contract of a case: its text starts from a template or an earlier agreement, the rest from the case."""

from __future__ import annotations

import json

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.clauses import with_section
from bundlinje_web.bridge.filling import filled
from bundlinje_web.bridge.standard_goals import GOALS, with_goal
from bundlinje_web.contracts.actions.open_contract import open_contract
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.offering import ascii_slug
from bundlinje_web.contracts.starting import TEMPLATES, from_earlier, from_template
from bundlinje_web.contracts.starting.known import known_of
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.policy import CHANGE
from bundlinje_web.pipeline.models import Case


@action("pipeline.case.changed", policy=CHANGE, on="case")
def write_contract(act: Act, case: Case, start: str | Contract, year: int, goal: str = "") -> Case:
    """Open a contract with what is known of the case and its proposal filled in, and make it the case's (PP-02).

    `start` is one of the templates, or the earlier agreement whose clauses it takes over (PP-01); `year` is when the
    intervention is to begin; `goal` is a standard goal of a light agreement, with its ready price (PP-04). Raises
    `Refused` where the case has a contract or has ended, or the goal is for another kind of agreement.
    """
    problems = []
    if case.contract is not None:
        problems.append(wrong("casework.problem.has_contract"))
    if case.is_ended:
        problems.append(wrong("casework.problem.ended_case"))
    if isinstance(start, str) and start not in TEMPLATES:
        problems.append(wrong("casework.problem.start", "start"))
    if goal and (goal not in GOALS or start != "light"):
        problems.append(wrong("casework.problem.goal", "goal"))
    refuse(problems)
    code = _code(case)
    if isinstance(start, Contract):
        title = json.dumps({"da": case.title}, ensure_ascii=False)
        text, kind = with_section(from_earlier(start, code), f"title: {title}"), start.kind
    else:
        text, kind = filled(from_template(start, code, {"da": case.title}, year), known_of(case), year), start
    text = with_goal(text, GOALS[goal]) if goal else text
    told = {"code": code, "title_da": case.title, "kind": kind, "area": case.area, "text": text, "case": case.number}
    case.contract = open_contract(act.actor, told)
    case.save()
    act.record(case, contract=code, number=case.number, fields=["contract"])
    return case


def _code(case: Case) -> str:
    """The contract's code for life: the title, with the case's number where another contract has it."""
    code = ascii_slug(case.title)[:100] or f"sag-{case.number}"
    return f"{code}-{case.number}" if Contract.objects.filter(code=code).exists() else code
