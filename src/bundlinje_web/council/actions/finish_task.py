"""Say that something which followed from a decision is done."""

from __future__ import annotations

from django.utils import timezone

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Task
from bundlinje_web.council.policy import FINISH
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.task.done", policy=FINISH, on="task")
def finish_task(act: Act, task: Task) -> Task:
    """Close it, with who did it and when."""
    refuse([] if task.state == Task.OPEN else [wrong("council.problem.done")])
    task.done_on, task.done_by_id, task.done_at = act.today, act.actor.person, timezone.now()
    task.move(Task.DONE)
    act.record(task, decision=str(task.decision_id), unit=task.unit.code)
    return task
