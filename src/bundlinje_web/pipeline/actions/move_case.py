"""Move a case to another step."""

from __future__ import annotations

from bundlinje_web.acting import NotAllowed, Role
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.changing import moved
from bundlinje_web.pipeline.casework.gates import is_forward, missing
from bundlinje_web.pipeline.casework.policy import CHANGE
from bundlinje_web.pipeline.casework.steps import ANALYSIS
from bundlinje_web.pipeline.models import Case


@action("pipeline.case.moved", policy=CHANGE, on="case")
def move_case(act: Act, case: Case, to: str, reason: str = "") -> Case:
    """Move it along the table of moves, when what the step demands is settled; back only with a reason.

    A department moves its cases within the analysis, the secretariat all the way. Nobody stops a case this way.
    Raises `Refused` with everything that is missing at once, `NotAllowed` for a step that is not theirs.
    """
    before = case.state
    if to not in Case.MOVES[before] or to == Case.STOPPED:
        refuse([wrong("casework.problem.no_such_move", "to", step=to)])
    _check_step(act, before, to)
    problems = missing(case, to)
    if not is_forward(before, to) and not reason.strip():
        problems.append(wrong("casework.problem.reason_back", "reason"))
    refuse(problems)
    moved(act, case, to, reason)
    act.record(case, contract=case.contract.code if case.contract else "", number=case.number, **_step(before, to))
    return case


def _check_step(act: Act, before: str, to: str) -> None:
    by_secretariat = act.right is not None and act.right.role is Role.SECRETARIAT
    if not by_secretariat and not (before in ANALYSIS[1:] and to in ANALYSIS[1:]):
        raise NotAllowed(CHANGE.code, "step")


def _step(before: str, to: str) -> dict[str, str]:
    return {"from": before, "to": to}
