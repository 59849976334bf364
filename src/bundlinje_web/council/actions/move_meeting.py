"""Move a meeting to another day."""

from __future__ import annotations

from datetime import date
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.meeting.moved", policy=PREPARE, on="meeting")
def move_meeting(act: Act, meeting: Meeting, day: date, agenda_due: date | None = None) -> Meeting:
    """Hold the meeting on another day, as long as it is neither held nor cancelled; its address follows the day."""
    problems = []
    if meeting.state not in {Meeting.PLANNED, Meeting.SENT}:
        problems.append(wrong("council.problem.over"))
    if Meeting.objects.filter(body=meeting.body, day=day).exclude(pk=meeting.pk).exists():
        problems.append(wrong("council.problem.same_day", "day"))
    if agenda_due is not None and agenda_due > day:
        problems.append(wrong("council.problem.due_after", "agenda_due"))
    refuse(problems)
    before = meeting.day
    meeting.day, meeting.agenda_due, meeting.slug = day, agenda_due, Meeting.slug_of(meeting.body, day)
    meeting.save()
    days: dict[str, Any] = {"from": before, "to": day}
    act.record(meeting, number=meeting.slug, **days)
    return meeting
