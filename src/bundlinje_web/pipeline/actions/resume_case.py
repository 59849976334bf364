"""Go on with a case that waited."""

from __future__ import annotations

from bundlinje.problems import Refused
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import wrong
from bundlinje_web.pipeline.casework.policy import CHANGE
from bundlinje_web.pipeline.models import Case


@action("pipeline.case.resumes", policy=CHANGE, on="case")
def resume_case(act: Act, case: Case) -> Case:
    """Wait no longer. Raises `Refused` where it did not wait."""
    if case.waiting_since is None:
        raise Refused([wrong("casework.problem.not_waiting")])
    days = (act.today - case.waiting_since).days
    case.waiting_on, case.waiting_reason, case.waiting_since = "", "", None
    case.save()
    act.record(case, number=case.number, step=case.state, days=days)
    return case
