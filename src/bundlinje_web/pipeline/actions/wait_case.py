"""Say that a case waits: on whom or what, and why."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.policy import CHANGE
from bundlinje_web.pipeline.models import Case

WAITS_ON = (
    "department", "council", "alderman", "mayor", "secretariat", "proposer", "provider", "investor", "data", "law",
    "procurement", "other",
)  # fmt: skip
"""Whom or what a case can wait for."""


@action("pipeline.case.waits", policy=CHANGE, on="case")
def wait_case(act: Act, case: Case, on: str, reason: str) -> Case:
    """Let it wait from today. Raises `Refused` where it has ended, or it is not said on whom or why."""
    problems = []
    if case.is_ended:
        problems.append(wrong("casework.problem.ended_case"))
    if on not in WAITS_ON:
        problems.append(wrong("casework.problem.waits_on", "on"))
    if not reason.strip():
        problems.append(wrong("casework.problem.waits_reason", "reason"))
    refuse(problems)
    case.waiting_since = case.waiting_since or act.today
    case.waiting_on, case.waiting_reason = on, reason
    case.save()
    act.record(case, number=case.number, step=case.state, on=on)
    return case
