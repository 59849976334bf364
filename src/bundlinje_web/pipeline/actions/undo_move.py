"""Undo moving a case, within ten minutes."""

from __future__ import annotations

from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import wrong
from bundlinje_web.pipeline.casework.changing import moved
from bundlinje_web.pipeline.casework.policy import CHANGE
from bundlinje_web.pipeline.casework.steps import undoable
from bundlinje_web.pipeline.models import Case


@action("pipeline.case.undone", policy=CHANGE, on="case")
def undo_move(act: Act, case: Case) -> Case:
    """Put it back where it came from: the one who moved it, no later than ten minutes after.

    Both moves stay written down; neither counts in how long a step took. Raises `Refused` where it is too late.
    """
    last = undoable(case, act.actor, timezone.now())
    if last is None:
        raise Refused([wrong("casework.problem.too_late")])
    before = case.state
    moved(act, case, last.before, undoes=last)
    act.record(case, number=case.number, **{"from": before, "to": case.state})
    return case
