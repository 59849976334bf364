"""Stop a case, as a body has decided."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.changing import moved
from bundlinje_web.pipeline.casework.decided import STOP, has_decided
from bundlinje_web.pipeline.casework.policy import RUN
from bundlinje_web.pipeline.models import Case


@action("pipeline.case.stopped", policy=RUN, on="case")
def stop_case(act: Act, case: Case, reason: str) -> Case:
    """Stop it for good, with the reason. Raises `Refused` where nobody has decided it, or it is too late to stop."""
    before, problems = case.state, []
    if Case.STOPPED not in Case.MOVES[before]:
        problems.append(wrong("casework.problem.no_such_move", "to", step=Case.STOPPED))
    if not has_decided(case, STOP):
        problems.append(wrong("casework.problem.not_decided"))
    if not reason.strip():
        problems.append(wrong("casework.problem.reason_stop", "reason"))
    refuse(problems)
    moved(act, case, Case.STOPPED, reason)
    act.record(case, number=case.number, step=before, reason="decided")
    return case
