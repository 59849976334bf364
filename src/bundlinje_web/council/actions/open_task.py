"""Give a unit something that follows from a decision."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.minuting import FollowUp
from bundlinje_web.council.models import Decision, Task
from bundlinje_web.council.policy import DECIDE


@action("council.task.opened", policy=DECIDE)
def open_task(act: Act, decision: Decision, follow_up: FollowUp) -> Task:
    """A task of a unit, open until it is done (GOV-09)."""
    task = Task.objects.create(decision=decision, text=follow_up.text, unit=follow_up.unit, due=follow_up.due)
    act.record(task, decision=str(decision.pk), unit=follow_up.unit.code, due=follow_up.due)
    return task
