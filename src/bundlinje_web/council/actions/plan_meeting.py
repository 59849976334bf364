"""Plan a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.people.models import Body


@action("council.meeting.planned", policy=PREPARE)
def plan_meeting(act: Act, body: Body, told: Mapping[str, Any]) -> Meeting:
    """Plan a meeting of a body on a day; there is one a day at most, and its agenda is due before it."""
    day, due = told["day"], told.get("agenda_due")
    problems = []
    if Meeting.objects.filter(body=body, day=day).exists():
        problems.append(wrong("council.problem.same_day", "day"))
    if due is not None and due > day:
        problems.append(wrong("council.problem.due_after", "agenda_due"))
    refuse(problems)
    meeting = Meeting.objects.create(body=body, slug=Meeting.slug_of(body, day), **told)
    act.record(meeting, number=meeting.slug, on=day, kind=body.kind)
    return meeting
