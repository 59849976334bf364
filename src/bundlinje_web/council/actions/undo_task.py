"""Undo saying that something which followed from a decision is done, within ten minutes."""

from __future__ import annotations

from django.utils import timezone

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Task
from bundlinje_web.council.policy import FINISH
from bundlinje_web.council.queries import can_undo
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.task.undone", policy=FINISH, on="task")
def undo_task(act: Act, task: Task) -> Task:
    """Open it again: who closed it, no later than ten minutes after. Both stay recorded."""
    refuse([] if can_undo(act.actor, task, timezone.now()) else [wrong("council.problem.too_late")])
    task.done_on, task.done_by, task.done_at = None, None, None
    task.move(Task.OPEN)
    act.record(task, decision=str(task.decision_id), unit=task.unit.code)
    return task
